package dev.sidereal.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebayerTest {

    private static final List<Double> EQUAL = List.of(1.0, 1.0, 1.0);
    private static final String X_TRANS = "GBGGRGRGRBGBGBGGRGGRGGBGBGBRGRGRGGBG";

    /* The light of a scene at a pixel. */
    private interface Scene {
        double light(int x, int y, int channel);
    }

    private static Mosaic bayer(String colours) {
        return new Mosaic(2, colours, Collections.nCopies(4, 0.0), 1, EQUAL);
    }

    private static Raster through(Mosaic mosaic, int width, int height, Scene scene) {
        Raster samples = Raster.allocate(new Shape(width, height, 1), SampleType.FLOAT32);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                samples.set(x, y, 0, scene.light(x, y, mosaic.channel(x, y)));
            }
        }
        return samples;
    }

    /* Peak signal to noise in decibels, 8 pixels from the border on. */
    private static double psnr(Raster picture, Scene scene) {
        double squares = 0;
        int n = 0;
        for (int y = 8; y < picture.shape().height() - 8; y++) {
            for (int x = 8; x < picture.shape().width() - 8; x++) {
                for (int c = 0; c < 3; c++) {
                    double error = picture.get(x, y, c) - scene.light(x, y, c);
                    squares += error * error;
                    n++;
                }
            }
        }
        return -10 * Math.log10(squares / n);
    }

    /* How many decibels better than bilinear interpolation. */
    private static double gain(int width, int height, Scene scene) {
        Mosaic mosaic = bayer("RGGB");
        Raster samples = through(mosaic, width, height, scene);
        double ours = psnr(Debayer.ALONG_EDGES.interpolate(samples, 1, mosaic), scene);
        double plain = psnr(Debayer.BILINEAR.interpolate(samples, 1, mosaic), scene);
        return ours - plain;
    }

    /* Stars of all brightnesses and several colours, of 2.4 pixels full width, on a dim sky, with noise. */
    private static Scene stars(double noise) {
        Random random = new Random(11);
        double[][][] light = new double[3][160][160];
        Random grain = new Random(12);
        double[] sky = {0.012, 0.01, 0.014};
        for (int c = 0; c < 3; c++) {
            for (double[] row : light[c]) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = sky[c] + noise * grain.nextGaussian();
                }
            }
        }
        for (int star = 0; star < 300; star++) {
            double x = 160 * random.nextDouble();
            double y = 160 * random.nextDouble();
            double peak = Math.pow(10, -2.5 * random.nextDouble());
            double warm = 0.6 + 0.8 * random.nextDouble();
            double[] colour = {warm, 1, 2 - warm};
            for (int v = 0; v < 160; v++) {
                for (int u = 0; u < 160; u++) {
                    double shape = Math.exp(-((u - x) * (u - x) + (v - y) * (v - y)) / 2);
                    for (int c = 0; c < 3; c++) {
                        light[c][v][u] = Math.min(1, light[c][v][u] + peak * colour[c] * shape);
                    }
                }
            }
        }
        return (x, y, c) -> light[c][y][x];
    }

    @Test
    void stars_come_out_clearly_better_than_by_bilinear_interpolation() {
        assertThat(gain(160, 160, stars(0))).isGreaterThan(4);
    }

    @Test
    void noisy_stars_are_no_worse_than_by_bilinear_interpolation() {
        assertThat(gain(160, 160, stars(0.01))).isGreaterThan(0);
    }

    @Test
    void noise_around_black_is_not_blown_up() {
        Random random = new Random(5);
        Raster samples = through(bayer("RGGB"), 100, 100, (x, y, c) -> 0.01 * random.nextGaussian());
        Raster picture = Debayer.ALONG_EDGES.interpolate(samples, 1, bayer("RGGB"));
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(Math.abs(picture.get(i))).isLessThan(0.06);
        }
    }

    @Test
    void fine_rings_come_out_clearly_better_than_by_bilinear_interpolation() {
        Scene zonePlate = (x, y, c) -> 0.5 + 0.45 * Math.cos(0.006 * (x * x + y * y)) * (c == 1 ? 1 : 0.8);
        assertThat(gain(200, 200, zonePlate)).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(Debayer.class)
    void a_flat_field_stays_flat(Debayer way) {
        double[] colour = {0.3f, 0.2f, 0.7f};
        for (String pattern : List.of("RGGB", "BGGR", "GRBG", "GBRG")) {
            Raster picture =
                    way.interpolate(through(bayer(pattern), 50, 70, (x, y, c) -> colour[c]), 1, bayer(pattern));
            for (int i = 0; i < picture.shape().samples(); i++) {
                assertThat(picture.get(i)).isCloseTo(colour[i % 3], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALONG_EDGES", "BILINEAR"})
    void a_grey_ramp_comes_out_as_it_was(Debayer way) {
        Scene ramp = (x, y, c) -> 0.1 + 0.003 * x + 0.002 * y;
        Raster picture = way.interpolate(through(bayer("GRBG"), 100, 90, ramp), 1, bayer("GRBG"));
        for (int y = 6; y < 84; y++) {
            for (int x = 6; x < 94; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(picture.get(x, y, c)).isCloseTo(ramp.light(x, y, c), within(2e-6));
                }
            }
        }
    }

    @Test
    void a_shift_of_the_pattern_shifts_the_picture() {
        Scene scene = stars(0.01);
        Raster straight = Debayer.ALONG_EDGES.interpolate(through(bayer("RGGB"), 120, 120, scene), 1, bayer("RGGB"));
        String[] patterns = {"GRBG", "GBRG", "BGGR"};
        int[][] shifts = {{1, 0}, {0, 1}, {1, 1}};
        for (int i = 0; i < patterns.length; i++) {
            int dx = shifts[i][0];
            int dy = shifts[i][1];
            Mosaic mosaic = bayer(patterns[i]);
            Raster shifted = Debayer.ALONG_EDGES.interpolate(
                    through(mosaic, 120, 120, (x, y, c) -> scene.light(x + dx, y + dy, c)), 1, mosaic);
            for (int y = 12; y < 107; y++) {
                for (int x = 12; x < 107; x++) {
                    for (int c = 0; c < 3; c++) {
                        assertThat(shifted.get(x, y, c)).isEqualTo(straight.get(x + dx, y + dy, c));
                    }
                }
            }
        }
    }

    @Test
    void what_was_measured_is_kept() {
        Scene scene = stars(0.01);
        Mosaic mosaic = bayer("BGGR");
        Raster samples = through(mosaic, 64, 66, scene);
        Raster picture = Debayer.ALONG_EDGES.interpolate(samples, 1, mosaic);
        for (int y = 0; y < 66; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(picture.get(x, y, mosaic.channel(x, y))).isEqualTo(samples.get(x, y, 0));
            }
        }
    }

    @Test
    void black_white_and_balance_are_those_of_the_place() {
        Mosaic mosaic = new Mosaic(2, "RGGB", List.of(100.0, 200.0, 300.0, 400.0), 1400, List.of(2.0, 1.0, 1.5));
        Raster codes = Raster.allocate(new Shape(2, 2, 1), SampleType.UINT16);
        int[] code = {425, 500, 575, 600};
        for (int i = 0; i < 4; i++) {
            codes.set(i, code[i]);
        }
        Raster picture = Debayer.SUPER_PIXEL.interpolate(codes, 1, mosaic);
        assertThat(picture.shape()).isEqualTo(new Shape(1, 1, 3));
        assertThat(picture.get(0)).isCloseTo(325.0 / 1300 * 2, within(1e-6));
        assertThat(picture.get(1)).isCloseTo((300.0 / 1200 + 275.0 / 1100) / 2, within(1e-6));
        assertThat(picture.get(2)).isCloseTo(200.0 / 1000 * 1.5, within(1e-6));
    }

    @Test
    void burnt_out_is_white_and_noise_below_black_is_kept() {
        Mosaic mosaic = new Mosaic(2, "RGGB", Collections.nCopies(4, 100.0), 1100, List.of(2.0, 1.0, 1.5));
        Raster codes = Raster.allocate(new Shape(40, 40, 1), SampleType.UINT16);
        for (int i = 0; i < 1600; i++) {
            codes.set(i, i < 800 ? 1100 : 90);
        }
        Raster picture = Mosaics.develop(codes, mosaic);
        for (int c = 0; c < 3; c++) {
            assertThat(picture.get(20, 5, c)).isCloseTo(1, within(1e-6));
        }
        assertThat(picture.get(20, 36, 1)).isCloseTo(-0.01, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALONG_EDGES", "BILINEAR"})
    void a_missing_sample_leaves_its_pixel_missing_and_no_other(Debayer way) {
        Mosaic mosaic = bayer("RGGB");
        Raster samples = through(mosaic, 60, 60, (x, y, c) -> x == 31 && y == 28 ? Double.NaN : 0.25);
        Raster picture = way.interpolate(samples, 1, mosaic);
        for (int i = 0; i < picture.shape().samples(); i++) {
            boolean missing = i / 3 == 28 * 60 + 31;
            assertThat(Double.isNaN(picture.get(i))).isEqualTo(missing);
            if (!missing) {
                assertThat(picture.get(i)).isCloseTo(0.25, within(1e-6));
            }
        }
    }

    @Test
    void x_trans_is_interpolated_plainly() {
        Mosaic mosaic = new Mosaic(6, X_TRANS, Collections.nCopies(36, 0.0), 1, EQUAL);
        double[] colour = {0.3, 0.2, 0.7};
        Raster picture = Mosaics.develop(through(mosaic, 31, 29, (x, y, c) -> colour[c]), mosaic);
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(picture.get(i)).isCloseTo(colour[i % 3], within(1e-6));
        }
        assertThatThrownBy(() -> Debayer.ALONG_EDGES.interpolate(through(mosaic, 12, 12, (x, y, c) -> 0), 1, mosaic))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mosaic: expected one of Bayer's patterns, found 6x6; use BILINEAR");
    }

    @Test
    void the_smallest_mosaic_is_interpolated_and_a_smaller_one_refused() {
        Raster picture = Mosaics.develop(through(bayer("RGGB"), 2, 2, (x, y, c) -> 0.1 * (c + 1)), bayer("RGGB"));
        for (int i = 0; i < 12; i++) {
            assertThat(picture.get(i)).isCloseTo(0.1 * (i % 3 + 1), within(1e-6));
        }
        assertThatThrownBy(() -> Mosaics.develop(through(bayer("RGGB"), 1, 5, (x, y, c) -> 0), bayer("RGGB")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mosaic: expected at least 2x2 samples of one channel, found 1x5 mono");
    }

    @Test
    void threads_change_nothing() throws Exception {
        Scene scene = stars(0.01);
        Mosaic mosaic = bayer("GBRG");
        Raster samples = through(mosaic, 160, 160, scene);
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(7);
        try {
            assertThat(one.submit(() -> Mosaics.develop(samples, mosaic)).get().bytes())
                    .isEqualTo(many.submit(() -> Mosaics.develop(samples, mosaic))
                            .get()
                            .bytes());
        } finally {
            one.shutdown();
            many.shutdown();
        }
    }

    @Test
    void the_cameras_matrix_keeps_grey_and_mixes_colours() {
        Mosaic mosaic = new Mosaic(
                2,
                "RGGB",
                Collections.nCopies(4, 0.0),
                1,
                EQUAL,
                List.of(1.5, -0.3, -0.2, -0.1, 1.3, -0.2, 0.0, -0.5, 1.5));
        Raster grey = Mosaics.develop(through(mosaic, 20, 20, (x, y, c) -> 0.4), mosaic);
        Raster red = Mosaics.develop(through(mosaic, 20, 20, (x, y, c) -> c == 0 ? 0.4 : 0.1), mosaic);
        for (int c = 0; c < 3; c++) {
            assertThat(grey.get(10, 10, c)).isCloseTo(0.4, within(1e-6));
        }
        assertThat(red.get(10, 10, 0)).isCloseTo(0.55, within(1e-6));
        assertThat(red.get(10, 10, 1)).isCloseTo(0.07, within(1e-6));
    }
}
