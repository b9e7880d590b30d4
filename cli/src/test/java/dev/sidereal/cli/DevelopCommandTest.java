package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopCommandTest {

    private static final int FRAMES = 7;

    @TempDir
    private Path folder = Path.of("");

    private Path stack = Path.of("");
    private List<Path> frames = List.of();

    @BeforeEach
    void save() throws IOException {
        frames = NightFiles.pngs(folder.resolve("night"), FRAMES);
        stack = folder.resolve("night.fits");
        ok("average", folder.resolve("night"), "-o", folder.resolve("average.tif"), "--save-stack", stack);
    }

    @Test
    void the_product_the_stack_was_made_for_comes_out_as_in_the_run_itself() throws IOException {
        assertThat(develop("again.tif")).hasSameBinaryContentAs(folder.resolve("average.tif"));
        ok("trails", folder.resolve("night"), "-o", folder.resolve("trails.png"));
        assertThat(develop("t.png", "--as", "trails")).hasSameBinaryContentAs(folder.resolve("trails.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.png", "a.tif", "a.fits"})
    void developing_twice_gives_the_same_bytes(String name) throws IOException {
        Path first = develop(name, "--white", "99%", "--stretch", "asinh");
        byte[] bytes = Files.readAllBytes(first);
        Files.delete(first);
        assertThat(develop(name, "--white", "99%", "--stretch", "asinh")).hasBinaryContent(bytes);
    }

    @Test
    void every_product_is_what_plain_arithmetic_on_the_frames_gives() throws IOException {
        double[][] lights = new double[FRAMES][];
        double[][] codes = new double[FRAMES][];
        for (int f = 0; f < FRAMES; f++) {
            codes[f] = samples(frames.get(f), 255);
            lights[f] = Arrays.stream(codes[f])
                    .map(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
                    .toArray();
        }
        double[] average = floats(develop("average.fits", "--as", "average"));
        double[] sum = floats(develop("sum.fits", "--as", "sum"));
        double[] sigma = floats(develop("sigma.fits", "--as", "sigma"));
        double[] count = floats(develop("count.fits", "--as", "count"));
        double[] most = floats(develop("most.fits", "--as", "trails"));
        double[] least = samples(develop("least.png", "--as", "min"), 65535);
        for (int i = 0; i < average.length; i++) {
            int at = i;
            double[] column =
                    Arrays.stream(lights).mapToDouble(light -> light[at]).toArray();
            double mean = Arrays.stream(column).average().orElseThrow();
            double variance =
                    Arrays.stream(column).map(l -> (l - mean) * (l - mean)).sum() / (FRAMES - 1);
            assertThat(average[i]).isCloseTo(mean, within(1e-6));
            assertThat(sum[i]).isCloseTo(FRAMES * mean, within(1e-5));
            assertThat(sigma[i]).isCloseTo(Math.sqrt(variance), within(2e-6));
            assertThat(count[i]).isEqualTo(1);
            assertThat(most[i]).isCloseTo(Arrays.stream(column).max().orElseThrow(), within(1e-6));
            assertThat(least[i])
                    .isEqualTo(Arrays.stream(codes)
                            .mapToDouble(code -> code[at])
                            .min()
                            .orElseThrow());
        }
    }

    @Test
    void white_is_the_percentile_that_numpy_gives() throws IOException {
        double[] light = floats(develop("plain.fits", "--as", "average"));
        double[] sorted = light.clone();
        Arrays.sort(sorted);
        double at = (sorted.length - 1) * 0.99;
        int below = (int) Math.floor(at);
        double white = sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
        double[] developed = floats(develop("white.fits", "--as", "average", "--white", "99%"));
        for (int i = 0; i < light.length; i++) {
            assertThat(developed[i]).isCloseTo(light[i] / white, within(1e-6));
        }
    }

    @Test
    void twice_the_brightness_is_twice_the_light() throws IOException {
        double[] light = floats(develop("plain.fits", "--as", "average"));
        double[] bright = floats(develop("bright.fits", "--as", "average", "--brightness", "2"));
        for (int i = 0; i < light.length; i++) {
            assertThat(bright[i]).isCloseTo(2 * light[i], within(1e-6));
        }
    }

    @Test
    void a_float_picture_is_developed_like_a_stack() throws IOException {
        Path light = folder.resolve("light.tif");
        ok("average", folder.resolve("night"), "-o", light, "--depth", "32f");
        Path fromStack = develop("s.png", "--as", "average", "--white", "95%", "--gamma", "1.5");
        Path fromPicture = folder.resolve("p.png");
        ok("develop", light, "-o", fromPicture, "--white", "95%", "--gamma", "1.5");
        double[] expected = samples(fromStack, 65535);
        double[] found = samples(fromPicture, 65535);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2.0 / 65535));
        }
    }

    @Test
    void a_FITS_picture_of_codes_and_one_of_light_become_the_same_picture_again() throws IOException {
        Path codes = folder.resolve("codes.fits");
        ok("trails", folder.resolve("night"), "-o", codes);
        Path light = develop("light.fits", "--as", "trails");
        Path expected = develop("trails.png", "--as", "trails");
        for (Path fits : List.of(codes, light)) {
            Path again = folder.resolve("again.png");
            ok("develop", fits, "-o", again, "--force");
            double[] found = samples(again, 65535);
            double[] wanted = samples(expected, 65535);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(found[i]).isCloseTo(wanted[i], within(1.0 / 65535));
            }
        }
    }

    @Test
    void one_frame_and_a_constant_picture_are_developed() throws IOException {
        Path one = folder.resolve("one.fits");
        ok("trails", frames.get(0), "--save-stack", one);
        Path output = folder.resolve("one.png");
        ok("develop", one, "--as", "sigma", "--white", "max", "-o", output);
        assertThat(samples(output, 65535)).containsOnly(0);
        ok("develop", one, "--as", "trails", "--force", "-o", output);
        assertThat(samples(output, 65535)).isEqualTo(samples(frames.get(0), 255));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --as moon | --as: expected trails, clean, comet, average, sum, sigma, count, min, found moon
                    --white 101% | --white: expected a percentile from 0% to 100%, found 101%
                    --white -1% | --white: expected a percentile from 0% to 100%, found -1%
                    --gamma 0 | --gamma: expected above 0 and at most 100, found 0.0
                    --brightness 0 | --brightness: expected above 0, found 0.0
                    --stretch log | --stretch: expected auto, auto-unlinked, asinh or none, found log
                    --encoding gamma:0 | --encoding: gamma: expected above 0 and at most 10, found 0.0
                    """)
    void a_wrong_option_is_refused_in_one_sentence(String words, String sentence) throws IOException {
        List<Object> line = new ArrayList<>(List.of("develop", stack, "-o", folder.resolve("x.png"), "-q"));
        line.addAll(List.of(words.split(" ")));
        assertThat(Shell.run(line.toArray())).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + sentence + "\n"));
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    @Test
    void a_plane_that_was_not_folded_is_named() throws IOException {
        Path small = folder.resolve("small.fits");
        ok("trails", folder.resolve("night"), "--save-stack", small, "--planes", "max");
        assertThat(Shell.run("develop", small, "--as", "sigma", "-o", folder.resolve("x.png")))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: sigma: expected a stack with planes count,sum,sumsq, found max; fold the night with"
                                + " --planes count,sum,sumsq\n"));
    }

    @Test
    void what_is_no_stack_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a picture");
        refused(3, text, text + ": expected a picture, found text");
        refused(
                3,
                folder.resolve("none.fits"),
                folder.resolve("none.fits") + ": expected a stack or picture, found no such file");
        refused(3, folder, folder + ": expected a stack or picture, found a folder or device");
        assertThat(Shell.run("develop", frames.get(0), "--as", "sum", "-o", folder.resolve("x.png")))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --as: expected a stack file to develop sum from, found " + frames.get(0) + "\n"));
    }

    @Test
    void a_truncated_or_newer_stack_is_refused_and_stays_as_it_is() throws IOException {
        byte[] bytes = Files.readAllBytes(stack);
        Path cut = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(bytes, bytes.length / 2));
        Shell.Outcome outcome = Shell.run("develop", cut, "-o", folder.resolve("x.png"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("sidereal: " + cut + ": expected ")
                .endsWith("; the file is damaged or cut short: copy it again\n");
        String header = new String(bytes, 0, 2880, StandardCharsets.ISO_8859_1);
        Path newer = Files.write(folder.resolve("newer.fits"), bytes);
        try (RandomAccessFile file = new RandomAccessFile(newer.toFile(), "rw")) {
            file.seek(header.indexOf("SIDEREAL=") + 29);
            file.write('9');
        }
        refused(
                3,
                newer,
                newer + ": expected a stack file of version 1, found version 9, at card SIDEREAL; use the Sidereal that"
                        + " wrote it, or a newer one");
    }

    private void refused(int exit, Path input, String sentence) {
        assertThat(Shell.run("develop", input, "-o", folder.resolve("x.png")))
                .isEqualTo(new Shell.Outcome(exit, "", "sidereal: " + sentence + "\n"));
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    private Path develop(String name, String... options) {
        Path output = folder.resolve(name);
        List<Object> line = new ArrayList<>(List.of("develop", stack, "-o", output));
        line.addAll(List.of(options));
        ok(line.toArray());
        return output;
    }

    private static void ok(Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add("--quiet");
        assertThat(Shell.run(line.toArray())).isEqualTo(new Shell.Outcome(0, "", ""));
    }

    private static double[] samples(Path picture, double fullScale) throws IOException {
        java.awt.image.Raster raster = ImageIO.read(picture.toFile()).getRaster();
        double[] samples = new double[raster.getWidth() * raster.getHeight() * raster.getNumBands()];
        raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), samples);
        return Arrays.stream(samples).map(v -> v / fullScale).toArray();
    }

    /* The plainest reading of our own FITS: one header, planes of big-endian floats, the first row is the top. */
    private static double[] floats(Path fits) throws IOException {
        byte[] bytes = Files.readAllBytes(fits);
        String cards = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = 0;
        while (!cards.startsWith("END     ", end)) {
            end += 80;
        }
        int data = (end / 2880 + 1) * 2880;
        int pixels = 64 * 48;
        double[] samples = new double[3 * pixels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ByteBuffer.wrap(bytes).getFloat(data + 4 * (i % 3 * pixels + i / 3));
        }
        return samples;
    }
}
