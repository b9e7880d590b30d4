package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that other people made, many of them to be hard to read. */
class RealFilesTest {

    /* What Pillow 9.4 (libjpeg-turbo, libpng, libtiff) made of a file: kind, stored height x width, mean. */
    private record Expected(String mode, int orientation, String shape, double mean) {

        String upright() {
            return orientation < 5 ? shape : shape.replaceFirst("(.+)x(.+)", "$2x$1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-odd", "png-odd", "exif-orientation", "tiff-formats"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void every_file_is_read_as_others_read_it_or_refused_with_a_sentence(String name) throws Exception {
        Path folder = RealData.folder(name);
        Map<String, Expected> expected = expected(folder.resolve("expected_reference_decoder.csv"));
        int compared = 0;
        for (Path file : RealData.files(folder)) {
            long begin = System.nanoTime();
            Optional<Raster> read = read(file);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("%s", file)
                    .isLessThan(Duration.ofSeconds(5));
            Expected other = expected.get(folder.relativize(file).toString().replace('\\', '/'));
            if (read.isPresent() && other != null && isOfTheSameKind(read.get(), other.mode())) {
                Shape shape = read.get().shape();
                assertThat(shape.height() + "x" + shape.width()).as("%s", file).isEqualTo(other.upright());
                assertThat(mean(read.get())).as("%s", file).isCloseTo(other.mean(), within(0.5));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(8);
    }

    /* Names end in a sum of the samples. */
    @Test
    void tiff_files_of_equal_samples_give_equal_samples() throws Exception {
        Map<String, Path> first = new HashMap<>();
        int compared = 0;
        for (Path file : RealData.files(RealData.folder("tiff-formats").resolve("seq"))) {
            String name = file.getFileName().toString();
            String sum = name.substring(name.lastIndexOf('-'));
            Optional<Raster> read = read(file);
            if (read.isPresent()) {
                Path other = first.putIfAbsent(sum, file);
                if (other != null) {
                    assertThat(read.get().bytes())
                            .as("%s and %s", file, other)
                            .isEqualTo(read(other).orElseThrow().bytes());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    /* Reference: numpy and Pillow on the same 32 frames; decoders may differ by a code here and there. */
    @Test
    void the_maximum_of_a_real_night_is_that_of_another_program() throws Exception {
        Path folder = RealData.folder("startrail-5d4-clouds");
        List<Path> frames = RealData.files(folder).stream()
                .filter(file -> file.toString().endsWith(".jpg"))
                .toList();
        assertThat(frames).hasSize(32);
        Raster first = TestPictures.read(frames.get(0));
        byte[] most = new byte[(int) first.shape().samples()];
        byte[] codes = new byte[most.length];
        for (Path frame : frames) {
            TestPictures.read(frame).bytes().get(codes);
            for (int i = 0; i < most.length; i++) {
                most[i] = (byte) Math.max(most[i] & 0xFF, codes[i] & 0xFF);
            }
        }
        double[] sums = new double[3];
        for (int i = 0; i < most.length; i++) {
            sums[i % 3] += most[i] & 0xFF;
        }
        assertThat(sums[0] / most.length * 3).isCloseTo(121.96, within(0.3));
        assertThat(sums[1] / most.length * 3).isCloseTo(119.29, within(0.3));
        assertThat(sums[2] / most.length * 3).isCloseTo(130.63, within(0.3));
        equalsBoxes(
                most,
                first.shape().width(),
                ImageIO.read(folder.resolve("expected_max_box4.png").toFile()));
    }

    private static void equalsBoxes(byte[] most, int width, BufferedImage boxes) {
        for (int y = 0; y < boxes.getHeight(); y++) {
            for (int x = 0; x < boxes.getWidth(); x++) {
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int i = 0; i < 16; i++) {
                        sum += most[((4 * y + i / 4) * width + 4 * x + i % 4) * 3 + c] & 0xFF;
                    }
                    double expected = boxes.getRaster().getSample(x, y, c);
                    if (Math.abs(Math.rint(sum / 16) - expected) > 1) {
                        assertThat(sum / 16).as("box %d, %d", x, y).isCloseTo(expected, within(1.0));
                    }
                }
            }
        }
    }

    /* Empty when the file was refused in the proper way. */
    private static Optional<Raster> read(Path file) throws IOException, InterruptedException {
        try {
            return Optional.of(TestPictures.read(file));
        } catch (UnreadableFrameException e) {
            assertThat(e.getMessage())
                    .as("%s", file)
                    .matches("(damaged |truncated )?(JPEG|PNG|TIFF): .{10,}|expected .{10,}")
                    .doesNotContain("null", "Exception", "Error:", "java.", "out of bounds", file.toString());
            return Optional.empty();
        }
    }

    private static boolean isOfTheSameKind(Raster raster, String mode) {
        return raster.type() == SampleType.UINT8 && mode.equals(raster.shape().channels() == 1 ? "L" : "RGB");
    }

    private static double mean(Raster raster) {
        double sum = 0;
        for (int i = 0; i < raster.shape().samples(); i++) {
            sum += raster.get(i);
        }
        return sum / raster.shape().samples();
    }

    private static Map<String, Expected> expected(Path csv) throws IOException {
        Map<String, Expected> rows = new HashMap<>();
        for (String line : Files.readAllLines(csv)) {
            String[] cells = line.split(",", -1);
            boolean isEightBit = cells.length > 11 && cells[8].equals("uint8");
            if (isEightBit) {
                rows.put(
                        cells[0],
                        new Expected(
                                cells[4],
                                cells[5].isEmpty() ? 1 : Integer.parseInt(cells[5]),
                                cells[7].replaceFirst("x3$", ""),
                                Double.parseDouble(cells[11])));
            }
        }
        return rows;
    }
}
