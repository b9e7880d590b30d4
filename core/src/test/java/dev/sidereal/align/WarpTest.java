package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarpTest {

    private static final Transform TURNED = Transform.similarity(1, 0.3, 40.3, -20.7);
    private static final Transform TILTED =
            Transform.of(Model.HOMOGRAPHY, List.of(1.01, 0.02, -3.0, -0.01, 0.99, 2.5, 5e-6, -8e-6, 1.0), Lens.NONE);
    private static final Transform MIRRORED =
            Transform.of(Model.SIMILARITY, List.of(-1.0, 0.03, 297.4, 0.03, 1.0, -4.7, 0.0, 0.0, 1.0), Lens.NONE);

    @Test
    void a_frame_that_did_not_move_stays_bit_for_bit() {
        Raster frame = noise(3, 300, 70);
        Raster out = warped(frame, Transform.IDENTITY, 0);
        for (int i = 0; i < frame.shape().samples(); i++) {
            assertThat(out.get(i)).isEqualTo(frame.get(i));
        }
    }

    @Test
    void every_sample_is_the_sum_over_its_six_by_six_neighbours() {
        Raster frame = noise(1, 90, 80);
        Raster out = warped(frame, TURNED, 1e9);
        int inside = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 90; x++) {
                Point at = TURNED.inverse().apply(x, y);
                if (at.x() > 3 && at.y() > 3 && at.x() < 86 && at.y() < 76) {
                    assertThat(out.get(x, y, 0)).isCloseTo(plain(frame, at), within(2e-3));
                    inside++;
                }
            }
        }
        assertThat(inside).isGreaterThan(3000);
    }

    @Test
    void a_flat_field_stays_flat_and_what_is_not_covered_is_missing() {
        Raster frame = Raster.allocate(new Shape(90, 80, 1), SampleType.FLOAT32);
        for (int i = 0; i < frame.shape().samples(); i++) {
            frame.set(i, 0.25);
        }
        Raster out = warped(frame, TURNED, 0);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 90; x++) {
                Point at = TURNED.inverse().apply(x, y);
                boolean isCovered = at.x() >= 0 && at.y() >= 0 && at.x() <= 89 && at.y() <= 79;
                assertThat(Double.isNaN(out.get(x, y, 0))).isEqualTo(!isCovered);
                if (isCovered) {
                    assertThat(out.get(x, y, 0)).isCloseTo(0.25, within(1e-6));
                }
            }
        }
    }

    @Test
    void every_kind_of_transform_makes_the_plain_sum() {
        Raster frame = noise(1, 300, 90);
        frame.set(150, 40, 0, Double.NaN);
        Lens lens = new Lens(150, 45, 157, 0.03, 0);
        for (Transform transform : List.of(
                Transform.shift(3.3, -2.6),
                Transform.shift(-7, 0.25),
                Transform.similarity(1, Math.PI, 301.2, 88.9),
                TURNED,
                TILTED.with(lens))) {
            Raster out = warped(frame, transform, 1e9);
            int inside = 0;
            for (int y = 0; y < 90; y++) {
                for (int x = 0; x < 300; x++) {
                    Point at = transform.inverse().apply(x, y);
                    boolean isWhole = at.x() > 3 && at.y() > 3 && at.x() < 296 && at.y() < 86;
                    if (isWhole && Math.abs(at.x() - 150) > 4) {
                        assertThat(out.get(x, y, 0))
                                .as("%s at %d, %d", transform, x, y)
                                .isCloseTo(
                                        plain(frame, at),
                                        within(transform.lens().isNone() ? 2e-3 : 2e-2));
                        inside++;
                    }
                    if (at.x() < 0 || at.y() < 0 || at.x() > 299 || at.y() > 89) {
                        assertThat(out.get(x, y, 0)).isNaN();
                    }
                }
            }
            assertThat(inside).isGreaterThan(8000);
        }
    }

    @Test
    void frames_turned_by_much_have_the_bits_of_the_plain_version() {
        Transform tilted = Transform.of(
                Model.HOMOGRAPHY, List.of(1.01, 0.32, -3.0, -0.31, 0.99, 2.5, 5e-6, -8e-6, 1.0), Lens.NONE);
        for (Transform transform : List.of(Transform.similarity(1, 1.6, 200, 3), TURNED, tilted)) {
            comparedWith(PlainWarp::at, transform, 0);
        }
    }

    @Test
    void frames_turned_by_little_or_nearly_upside_down_are_like_the_plain_version() {
        for (Transform transform : List.of(
                Transform.similarity(1, 0.05, 7.3, -8.1),
                Transform.similarity(1.02, -0.17, -12.3, 30.1),
                Transform.similarity(1, Math.PI, 301.2, 88.9),
                Transform.similarity(1, Math.PI + 0.1, 305.2, 98.9),
                MIRRORED,
                TILTED)) {
            /* Eight pixels of a perspective are taken for a straight line. */
            comparedWith(PlainWarp::turned, transform, transform.model() == Model.HOMOGRAPHY ? 2e-2 : 1e-3);
        }
    }

    private interface Plain {
        float at(Raster frame, Transform back, float noise, int x, int y, int channel);
    }

    private static void comparedWith(Plain version, Transform transform, double like) {
        Raster frame = speckled();
        Transform back = transform.inverse();
        for (double noise : new double[] {0, 0.7}) {
            Raster out = warped(frame, transform, noise);
            for (int y = 0; y < 90; y++) {
                for (int x = 0; x < 300; x++) {
                    for (int c = 0; c < 3; c++) {
                        float plain = version.at(frame, back, (float) noise, x, y, c);
                        float found = (float) out.get(x, y, c);
                        assertThat(Float.compare(plain, found) == 0 || Math.abs(plain - found) < like)
                                .as("%s at %d, %d: %s like %s", transform, x, y, found, plain)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static Raster speckled() {
        Raster frame = noise(3, 300, 90);
        for (int i = 0; i < frame.shape().samples(); i++) {
            if (i % 997 == 0) {
                frame.set(i, i % 2 == 0 ? Double.NaN : 100);
            }
        }
        return frame;
    }

    @Test
    void a_part_of_the_canvas_has_the_bits_of_the_whole() {
        Raster frame = noise(3, 600, 90);
        for (Transform transform : List.of(
                Transform.shift(3.3, -2.6),
                TURNED,
                TILTED,
                MIRRORED,
                Transform.similarity(1, 0.1, 7.3, -8.1),
                TURNED.with(new Lens(150, 45, 157, 0.03, 0)))) {
            Raster whole = warped(frame, transform, 0.1);
            Raster part = Raster.allocate(new Shape(44, 30, 3), SampleType.FLOAT32);
            Warp.rows(frame, transform, 0.1, 512, 20, new Rows(0, 30), new WarpRoom(), part);
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 44; x++) {
                    for (int c = 0; c < 3; c++) {
                        assertThat((Object) part.get(x, y, c)).isEqualTo(whole.get(512 + x, 20 + y, c));
                    }
                }
            }
        }
    }

    @Test
    void a_missing_sample_is_made_up_for_by_those_around_it() {
        Raster frame = Raster.allocate(new Shape(40, 40, 1), SampleType.FLOAT32);
        for (int i = 0; i < 1600; i++) {
            frame.set(i, i == 20 * 40 + 20 ? Double.NaN : 7);
        }
        Raster out = warped(frame, Transform.shift(0.5, 0.5), 0);
        assertThat(out.get(20, 20, 0)).isCloseTo(7, within(1e-5));
        assertThat(warped(frame, Transform.IDENTITY, 0).get(20, 20, 0)).isNaN();
    }

    @Test
    void beside_a_star_of_a_thousand_noises_the_sky_sinks_by_less_than_one() {
        Raster frame = Raster.allocate(new Shape(60, 60, 1), SampleType.FLOAT32);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                double r2 = (x - 30) * (x - 30) + (y - 30) * (y - 30);
                frame.set(x, y, 0, 100 + 1000 * Math.exp(-r2 / (2 * 0.85 * 0.85)));
            }
        }
        double lowest = 1e9;
        double highest = 0;
        for (int phase = 0; phase < 10; phase++) {
            Raster out = warped(frame, Transform.shift(phase / 10.0, 0.37), 1);
            for (int y = 5; y < 55; y++) {
                for (int x = 5; x < 55; x++) {
                    lowest = Math.min(lowest, out.get(x, y, 0));
                    highest = Math.max(highest, out.get(x, y, 0));
                }
            }
        }
        assertThat(lowest).isGreaterThan(99);
        assertThat(highest).isGreaterThan(900);
    }

    @Test
    void all_processors_make_the_bits_of_one() {
        Raster frame = noise(3, 500, 300);
        for (Transform transform : List.of(TURNED, TILTED, MIRRORED)) {
            Raster one = Raster.allocate(frame.shape(), SampleType.FLOAT32);
            Warp.rows(frame, transform, 0.1, new Rows(0, 100), one);
            Warp.rows(frame, transform, 0.1, new Rows(100, 200), one);
            assertThat(one.bytes()).isEqualTo(warped(frame, transform, 0.1).bytes());
        }
    }

    @Test
    void sums_of_weights_are_one() {
        for (int phase = 0; phase <= Lanczos.PHASES; phase++) {
            double sum = 0;
            for (int tap = 0; tap < Lanczos.TAPS; tap++) {
                sum += Lanczos.table()[phase * Lanczos.TAPS + tap];
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    private static Raster warped(Raster frame, Transform transform, double noise) {
        Raster out = Raster.allocate(frame.shape(), SampleType.FLOAT32);
        Warp.into(frame, transform, noise, out);
        return out;
    }

    private static Raster noise(int channels, int width, int height) {
        Random random = new Random(1);
        Raster raster = Raster.allocate(new Shape(width, height, channels), SampleType.FLOAT32);
        for (int i = 0; i < raster.shape().samples(); i++) {
            raster.set(i, random.nextGaussian());
        }
        return raster;
    }

    private static double plain(Raster frame, Point at) {
        double sum = 0;
        double weights = 0;
        for (int v = (int) at.y() - 2; v <= (int) at.y() + 3; v++) {
            for (int u = (int) at.x() - 2; u <= (int) at.x() + 3; u++) {
                double weight = kernel(u - at.x()) * kernel(v - at.y());
                sum += weight * frame.get(u, v, 0);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double kernel(double t) {
        double a = Math.PI * t;
        return t == 0 ? 1 : Math.abs(t) >= 3 ? 0 : 3 * Math.sin(a) * Math.sin(a / 3) / (a * a);
    }
}
