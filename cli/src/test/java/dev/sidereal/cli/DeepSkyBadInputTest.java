package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lights and masters that do not fit: each is used with a caveat or refused with a sentence. */
class DeepSkyBadInputTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final DeepSky SESSION =
            DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, 5, 4).withStars(80, 2000, 100_000));
    private static final String FITS = "m.fits";

    @TempDir
    private Path folder = Path.of("replaced");

    @Test
    void a_dark_of_another_exposure_gain_and_temperature_is_used_and_each_is_said() throws IOException {
        lights(5, "EXPTIME = 60.0", "GAIN = 100", "CCD-TEMP = -10.0");
        SmallFits.write(
                folder.resolve("d.fits"), WIDTH, HEIGHT, i -> 0.007, "EXPTIME = 30.0", "GAIN = 200", "CCD-TEMP = 5.0");
        assertThat(remarks("--dark", folder.resolve("d.fits")))
                .containsExactly(
                        "dark: mean of 1 frame",
                        "dark: expected gain 100 as the lights have, found 200; what it removes may be too much or too little",
                        "dark: expected -10 degrees as the lights have, found 5; hot pixels may stay, or become dark holes",
                        "dark: expected an exposure of 60 s as the lights have, found 30 s; it is used as it is, --scale-dark"
                                + " with --bias scales it");
    }

    @Test
    void a_dark_of_another_size_is_refused() throws IOException {
        lights(2);
        SmallFits.write(folder.resolve("d.fits"), WIDTH / 2, HEIGHT / 2, i -> 0.007);
        requireRefusal(
                2,
                "--dark: expected 240x180 mono as the lights are, found 120x90 mono; use frames of the same camera and"
                        + " binning",
                "--dark",
                folder.resolve("d.fits"));
    }

    @Test
    void darks_under_other_colour_filters_are_refused() throws IOException {
        lights(2, "BAYERPAT = 'RGGB    '");
        SmallFits.write(folder.resolve("d.fits"), WIDTH, HEIGHT, i -> 0.007, "BAYERPAT = 'GRBG    '");
        requireRefusal(
                2,
                "--dark: expected filters RGGB as the lights have, found GRBG; use frames of the same camera, not turned or"
                        + " cut",
                "--dark",
                folder.resolve("d.fits"));
    }

    @Test
    void lights_that_do_not_state_the_filters_their_darks_state_are_taken_as_grey_and_that_is_said()
            throws IOException {
        lights(5);
        SmallFits.write(folder.resolve("d.fits"), WIDTH, HEIGHT, i -> 0.007, "BAYERPAT = 'GRBG    '");
        assertThat(remarks("--dark", folder.resolve("d.fits")))
                .containsExactly(
                        "dark: mean of 1 frame",
                        "dark: expected no filters over the samples as the lights state none, found GRBG; the lights are taken"
                                + " as grey");
    }

    @Test
    void lights_with_a_pattern_that_is_none_are_refused_by_name() throws IOException {
        lights(1, "BAYERPAT = 'RGBX    '");
        requireRefusal(
                3,
                "frames: expected at least one that can be read, found none of 1\n  light0.fits: expected a pattern of 4 or 36"
                        + " filters R, G and B, found RGBX, at card BAYERPAT; correct it, or convert the picture to colour");
    }

    @Test
    void a_flat_with_zeros_leaves_those_samples_out() throws IOException {
        lights(5);
        SmallFits.write(folder.resolve("f.fits"), WIDTH, HEIGHT, i -> i % WIDTH < 3 ? 0 : 0.4);
        assertThat(remarks("--flat", folder.resolve("f.fits")))
                .contains(
                        "flat: expected light everywhere, found none in 540 samples, which are left out of every frame");
    }

    @Test
    void a_flat_through_another_filter_is_used_and_said() throws IOException {
        lights(5, "FILTER = 'Red     '");
        SmallFits.write(folder.resolve("f.fits"), WIDTH, HEIGHT, i -> 0.4, "FILTER = 'Blue    '");
        assertThat(remarks("--flat", folder.resolve("f.fits")))
                .contains(
                        "flat: expected filter Red as the lights have, found Blue; dust on the filter may show twice");
    }

    @Test
    void a_saturated_flat_is_refused() throws IOException {
        lights(2);
        SmallFits.write(folder.resolve("f.fits"), WIDTH, HEIGHT, i -> i % 4 == 0 ? 1 : 0.9);
        requireRefusal(
                2,
                "--flat: expected light below saturation, found 25 % of the samples saturated; take flats of half the full"
                        + " scale",
                "--flat",
                folder.resolve("f.fits"));
    }

    @Test
    void an_empty_folder_of_darks_is_refused() throws IOException {
        lights(2);
        Path darks = Files.createDirectory(folder.resolve("darks"));
        requireRefusal(3, "--dark: expected frames or a master, found none in " + darks, "--dark", darks);
    }

    @Test
    void of_darks_of_mixed_sizes_most_are_used_and_the_others_named() throws IOException {
        lights(5);
        Path darks = Files.createDirectory(folder.resolve("darks"));
        SmallFits.write(darks.resolve("d1.fits"), WIDTH, HEIGHT, i -> 0.007);
        SmallFits.write(darks.resolve("d2.fits"), WIDTH, HEIGHT, i -> 0.007);
        SmallFits.write(darks.resolve("d3.fits"), WIDTH / 2, HEIGHT / 2, i -> 0.007);
        assertThat(remarks("--dark", darks))
                .containsExactly(
                        "dark: d3.fits is left out: expected 240x180 mono, 32-bit float like most frames, found 120x90"
                                + " mono, 32-bit float",
                        "dark: mean of 2 frames");
    }

    @Test
    void one_light_is_given_back_with_its_caveats() throws IOException {
        lights(1);
        assertThat(remarks())
                .containsExactly(
                        "lights: expected 4 or more to tell satellites from the sky, found 1; nothing is rejected",
                        "lights: expected them moved by 3 pixels or more to tell hot pixels from stars, found 0.0; hot pixels"
                                + " stay, --dark removes them");
    }

    @Test
    void two_lights_are_averaged_with_their_caveat() throws IOException {
        lights(2);
        assertThat(remarks())
                .contains("lights: expected 4 or more to tell satellites from the sky, found 2; nothing is rejected");
    }

    @Test
    void borders_without_data_are_left_out_of_the_mean() throws IOException {
        for (int light = 0; light < 5; light++) {
            Raster codes = SESSION.frame(light, SampleType.FLOAT32);
            int missing = light == 2 ? 40 : 0;
            SmallFits.write(
                    folder.resolve("light" + light + ".fits"),
                    WIDTH,
                    HEIGHT,
                    i -> i % WIDTH < missing || i / WIDTH < missing ? Float.NaN : codes.get(i));
        }
        assertThat(remarks("--coverage", folder.resolve("c.fits"))).isEmpty();
        double[] coverage = Files.exists(folder.resolve("c.fits")) ? floats(folder.resolve("c.fits")) : new double[0];
        assertThat(coverage[90 * WIDTH + 120]).isEqualTo(5);
        assertThat(coverage[90 * WIDTH + 20]).isEqualTo(4);
        assertThat(Arrays.stream(floats(folder.resolve(FITS)))
                        .filter(Double::isNaN)
                        .count())
                .isLessThan(200);
    }

    @Test
    void lights_of_8_bits_are_joined_with_their_caveat() throws IOException {
        for (int light = 0; light < 5; light++) {
            Raster codes = SESSION.frame(light, SampleType.FLOAT32);
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int code = (int) Math.min(255, Math.round(3000 * codes.get(i)));
                image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, code);
            }
            ImageIO.write(image, "jpg", folder.resolve("light" + light + ".jpg").toFile());
        }
        assertThat(remarks())
                .contains(
                        "lights: expected 14 bits or more for faint things, found 8-bit codes; their steps may show in the"
                                + " sky");
    }

    private void lights(int count, String... cards) throws IOException {
        for (int light = 0; light < count; light++) {
            Raster codes = SESSION.frame(light, SampleType.FLOAT32);
            SmallFits.write(
                    folder.resolve("light" + light + ".fits"), WIDTH, HEIGHT, (IntToDoubleFunction) codes::get, cards);
        }
    }

    private Shell.Outcome run(Object... words) throws IOException {
        List<Path> lights;
        try (Stream<Path> files = Files.list(folder)) {
            lights = files.filter(file -> file.getFileName().toString().startsWith("light"))
                    .sorted()
                    .toList();
        }
        Stream<Object> all = Stream.of(
                        Stream.of("deepsky"), lights.stream(), Stream.of(words), Stream.of("-o", folder.resolve(FITS)))
                .flatMap(part -> part);
        return Shell.run(all.toArray());
    }

    /* What is said between the start of the session and its summary. */
    private List<String> remarks(Object... words) throws IOException {
        Shell.Outcome outcome = run(words);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return outcome.errLines().stream()
                .filter(line -> line.matches("(lights|dark|flat|bias|dark-flat): .*"))
                .toList();
    }

    private void requireRefusal(int exit, String sentence, Object... words) throws IOException {
        Object[] quiet = Stream.concat(Stream.of(words), Stream.of("-q")).toArray();
        assertThat(run(quiet)).isEqualTo(new Shell.Outcome(exit, "", "sidereal: " + sentence + "\n"));
        assertThat(folder.resolve(FITS)).doesNotExist();
    }

    /* The numbers of a picture of one channel that Sidereal wrote: the first file position after the headers is a multiple of 2880. */
    private static double[] floats(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int end = text.indexOf("END" + " ".repeat(77));
        int data = (end / 2880 + 1) * 2880;
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes, data, 4 * WIDTH * HEIGHT);
        double[] values = new double[WIDTH * HEIGHT];
        Arrays.setAll(values, i -> buffer.getFloat());
        return values;
    }
}
