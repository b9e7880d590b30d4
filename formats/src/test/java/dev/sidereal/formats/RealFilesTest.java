package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.formats.codec.Orientation;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other people made, many of them to be hard to read. */
class RealFilesTest {

    /* What is refused, and with what words; every other file is decoded. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("broken/5145e95a.*", "expected a picture, found another format .*"),
            Map.entry(
                    "broken/(513f|5143|514b|514c|broken-sos).*",
                    "damaged JPEG: expected a marker, found .*, at byte .*"),
            Map.entry("broken/broken-adobe.*", "truncated JPEG: expected a picture after the header, found the end .*"),
            Map.entry("broken/broken-bogus.*", "damaged JPEG: the decoder says \".*\""),
            Map.entry(
                    "libjpeg-turbo/testimgari.jpg",
                    "JPEG: expected baseline .*, found arithmetic coding of 8 bits; .*"),
            Map.entry(
                    "libjpeg-turbo/testorig12.jpg",
                    "JPEG: expected baseline .*, found sequential coding of 12 bits; .*"),
            Map.entry("twelvemonkeys/(gradient_ls|testimg_rgb).*", "JPEG: expected baseline .*, found lossless .*"),
            Map.entry("twelvemonkeys/0x00-to.*", "expected a picture, found another format .*"),
            Map.entry("vips/truncated.jpg", "truncated JPEG: expected an end marker, found the end of the file, .*"),
            Map.entry("broken/.*png", "(damaged|truncated) PNG: (expected .*, found|the decoder says) .*"),
            Map.entry("misc/(big_g4|imagemagick_group4).*|seq/.*fax3.*", "TIFF: expected .*, found CCITT fax; .*"),
            Map.entry("misc/int16(_rgb)?.tif|seq/seq-.c-i.*", "TIFF: expected .*, found (signed .*|3; .*)"),
            Map.entry("misc/int16_zstd.tif", "TIFF: expected .*, found Zstandard; .*"),
            Map.entry("misc/(logluv|off_luv).*", "TIFF: expected .*, found LogLuv; .*"),
            Map.entry("misc/quad-lzw.tif", "TIFF: expected LZW of TIFF 6.0, found that of version 5 .*"),
            Map.entry("misc/(smallliz|zackthecat).tif", "TIFF: expected .*, found JPEG of the withdrawn kind; .*"),
            Map.entry("misc/ycbcr-cat.tif", "TIFF: expected colour at full resolution, found YCbCr at less; .*"),
            Map.entry("fuzz/.*", "(damaged TIFF|truncated TIFF|TIFF): expected .*, found .*"));

    /* Pillow 9.4, converted to RGB by it. */
    private static final Map<String, Double> INKS = Map.of(
            "twelvemonkeys/cmyk-sample.jpg", 121.193,
            "twelvemonkeys/cmyk-sample-no-icc.jpg", 184.375,
            "twelvemonkeys/duplicate-component-ids.jpg", 30.276,
            "twelvemonkeys/jfif-cmyk-invalid-icc-profile-srgb.jpg", 104.175);

    /**
     * What another program (Pillow 9.4 or tifffile) made of a file.
     *
     * @param shape rows x columns as stored
     * @param type  of its samples
     */
    private record Expected(String mode, int orientation, String shape, String type, double mean) {

        String upright() {
            return orientation < 5 ? shape : shape.replaceFirst("(.+)x(.+)", "$2x$1");
        }
    }

    /**
     * Tolerances: sizes are equal; means agree within half a code of 8 bits for JPEG, whose decoders round differently, and
     * 1e-5 of full scale for others. Palettes and transparency are not compared, because the other program keeps them.
     */
    @ParameterizedTest
    @CsvSource({"jpeg-odd, 18", "png-odd, 33", "exif-orientation, 8", "tiff-formats, 45"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void every_file_is_read_as_others_read_it_or_refused_with_a_sentence(String name, int least) throws Exception {
        Path folder = RealData.folder(name);
        Map<String, Expected> expected = expected(folder.resolve("expected_reference_decoder.csv"));
        int compared = 0;
        for (Path file : RealData.files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            long begin = System.nanoTime();
            Optional<Raster> read = read(file, path);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(Duration.ofSeconds(5));
            Expected other = expected.get(path);
            if (read.isPresent() && INKS.containsKey(path)) {
                assertThat(mean(read.get())).as(path).isCloseTo(INKS.get(path), within(0.5));
                compared++;
            } else if (read.isPresent() && other != null && isOfTheSameKind(read.get(), other)) {
                Shape shape = read.get().shape();
                assertThat(shape.height() + "x" + shape.width()).as(path).isEqualTo(other.upright());
                double full = fullScale(other.type());
                assertThat(mean(read.get()) / fullScale(read.get().type()))
                        .as(path)
                        .isCloseTo(other.mean() / full, within(path.endsWith(".jpg") ? 0.5 / 255 : 1e-5));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(least);
    }

    /* Names end in a sum of the samples. */
    @Test
    void tiff_files_of_equal_samples_give_equal_samples() throws Exception {
        Map<String, Path> first = new HashMap<>();
        int compared = 0;
        for (Path file : RealData.files(RealData.folder("tiff-formats").resolve("seq"))) {
            String name = file.getFileName().toString();
            String sum = name.substring(name.lastIndexOf('-'));
            Optional<Raster> read = read(file, "seq/" + name);
            if (read.isPresent()) {
                Path other = first.putIfAbsent(sum, file);
                if (other != null) {
                    assertThat(read.get().bytes())
                            .as("%s and %s", file, other)
                            .isEqualTo(TestPictures.read(other).bytes());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    /* Their makers coded them anew, so pixels differ; but no other way of turning brings them nearer to the first. */
    @Test
    void all_eight_orientations_show_the_same_scene_upright() throws Exception {
        Path folder = RealData.folder("exif-orientation");
        Raster first = grid(TestPictures.read(folder.resolve("1.jpg")));
        for (int i = 1; i <= 8; i++) {
            Raster grid = grid(TestPictures.read(folder.resolve(i + ".jpg")));
            for (Orientation other : Orientation.values()) {
                Raster turned = Raster.allocate(grid.shape(), SampleType.UINT8);
                other.copy(/* stored= */ grid, /* upright= */ turned);
                if (other != Orientation.UPRIGHT) {
                    assertThat(distance(grid, first))
                            .as("%d.jpg, turned %s", i, other)
                            .isLessThan(distance(turned, first) / 2);
                }
            }
        }
    }

    /* Means of 8 x 8 fields. */
    private static Raster grid(Raster picture) {
        Raster grid = Raster.allocate(new Shape(8, 8, 1), SampleType.UINT8);
        int width = picture.shape().width();
        int height = picture.shape().height();
        double[] sums = new double[64];
        double[] counts = new double[64];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int field = y * 8 / height * 8 + x * 8 / width;
                sums[field] += picture.get(x, y, 1);
                counts[field]++;
            }
        }
        for (int i = 0; i < 64; i++) {
            grid.set(i, Math.rint(sums[i] / counts[i]));
        }
        return grid;
    }

    private static double distance(Raster a, Raster b) {
        double sum = 0;
        for (int i = 0; i < 64; i++) {
            sum += Math.abs(a.get(i) - b.get(i));
        }
        return sum / 64;
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

    /* Empty when the file was refused as it should be. */
    private static Optional<Raster> read(Path file, String path) throws IOException, InterruptedException {
        Optional<String> words = REFUSED.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey())
                        && path.endsWith("png") == entry.getKey().endsWith("png"))
                .map(Map.Entry::getValue)
                .findFirst();
        try {
            Raster read = TestPictures.read(file);
            assertThat(words).as("refusal of %s", path).isEmpty();
            return Optional.of(read);
        } catch (UnreadableFrameException e) {
            assertThat(words).as("%s: %s", path, e.getMessage()).isPresent();
            assertThat(e.getMessage())
                    .as(path)
                    .matches(words.orElseThrow())
                    .doesNotContain("null", "Exception", "Error:", "java.", "out of bounds", file.toString());
            return Optional.empty();
        }
    }

    private static boolean isOfTheSameKind(Raster raster, Expected other) {
        boolean isColour = raster.shape().channels() == 3;
        boolean hasDepth = other.type().equals("uint8")
                ? raster.type() == SampleType.UINT8
                : !other.type().equals("uint16") || raster.type() == SampleType.UINT16;
        return hasDepth && other.mode().equals(isColour ? "colour" : "grey");
    }

    private static double fullScale(SampleType type) {
        return type == SampleType.UINT8 ? 255 : type == SampleType.UINT16 ? 65535 : 1;
    }

    private static double fullScale(String type) {
        return switch (type) {
            case "uint8" -> 255;
            case "uint16" -> 65535;
            case "uint32" -> 4294967295.0;
            default -> 1;
        };
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
            if (cells.length > 17 && cells[12].matches("MINISBLACK|RGB")) {
                put(rows, cells, cells[12].equals("RGB") ? "RGB" : "L", 14);
            } else if (cells.length > 11 && !cells[11].isEmpty()) {
                put(rows, cells, cells[4], 7);
            }
        }
        return rows;
    }

    private static void put(Map<String, Expected> rows, String[] cells, String mode, int shapeAt) {
        String shape = cells[shapeAt];
        String type = cells[shapeAt + 1];
        String size = shape.replaceFirst("x3$", "").replaceFirst("^3x", "");
        boolean isColour = mode.equals("RGB") && !size.equals(shape);
        boolean isGrey = mode.matches("1|L|F|I|I;16B?") && size.matches("[0-9]+x[0-9]+");
        /* What is 12 bits deep the others leave at the lower end of 16; what is 16 is called 32 for PNG. */
        if ((isColour || isGrey) && !cells[0].contains("-12b") && !cells[0].contains("12bit")) {
            rows.put(
                    cells[0],
                    new Expected(
                            isColour ? "colour" : "grey",
                            cells[5].isEmpty() ? 1 : Integer.parseInt(cells[5]),
                            size,
                            type.equals("int32") ? "uint16" : type,
                            Double.parseDouble(cells[shapeAt + 4])));
        }
    }
}
