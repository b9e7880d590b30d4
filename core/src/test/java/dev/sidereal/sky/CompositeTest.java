package dev.sidereal.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sky of 0.12 (in the ground's picture 0.10) over a ground of 0.03, with the border at row 256 of 512. */
class CompositeTest {

    private static final Shape SHAPE = new Shape(64, 512, 1);
    private static final int BORDER = 256;

    @Test
    void skies_that_differ_by_noise_meet_at_one_level() {
        Composite composite = Composite.of(picture(0.12, 0.03), picture(0.10, 0.03), mask(BORDER));
        assertThat(composite.matched()).isTrue();
        assertThat(composite.light().get(10, BORDER - 1, 0)).isCloseTo(0.10, within(1e-3));
        assertThat(composite.light().get(10, 10, 0)).isCloseTo(0.12, within(1e-6));
        for (int y = 1; y < BORDER; y++) {
            double step = composite.light().get(10, y, 0) - composite.light().get(10, y - 1, 0);
            assertThat(Math.abs(step)).as("row %d", y).isLessThan(0.002);
        }
    }

    @Test
    void a_mask_that_leaves_some_sky_to_the_ground_shows_no_line() {
        Composite composite = Composite.of(picture(0.12, 0.03), picture(0.10, 0.03), mask(BORDER - 4));
        for (int y = BORDER - 8; y < BORDER; y++) {
            assertThat(composite.light().get(10, y, 0)).as("row %d", y).isCloseTo(0.10, within(1e-3));
        }
    }

    @Test
    void the_noise_of_the_sky_fades_into_that_of_the_ground_and_trails_stay() {
        Raster sky = picture(0.12, 0.03);
        Raster ground = picture(0.10, 0.03);
        Random random = new Random(7);
        for (int y = 0; y < BORDER; y++) {
            for (int x = 0; x < SHAPE.width(); x++) {
                sky.set(x, y, 0, 0.12 + 0.004 * random.nextGaussian());
            }
        }
        int trail = BORDER - 6;
        for (int x = 0; x < SHAPE.width(); x++) {
            sky.set(x, trail, 0, 0.20);
        }
        Raster light = Composite.of(sky, ground, mask(BORDER)).light();
        assertThat(noise(light, BORDER - 3)).isLessThan(0.0015);
        assertThat(noise(light, 10)).isBetween(0.003, 0.005);
        for (int x = 0; x < SHAPE.width(); x++) {
            assertThat(light.get(x, trail, 0)).isGreaterThan(0.17);
        }
    }

    private static double noise(Raster light, int y) {
        double sum = 0;
        double squares = 0;
        int width = SHAPE.width();
        for (int x = 0; x < width; x++) {
            sum += light.get(x, y, 0);
            squares += light.get(x, y, 0) * light.get(x, y, 0);
        }
        return Math.sqrt(squares / width - sum * sum / width / width);
    }

    @Test
    void the_ground_is_the_grounds_own() {
        Composite composite = Composite.of(picture(0.12, 0.05), picture(0.10, 0.03), mask(BORDER));
        for (int y = BORDER; y < SHAPE.height(); y++) {
            assertThat((float) composite.light().get(10, y, 0)).isEqualTo(0.03f);
        }
    }

    @Test
    void pictures_of_other_exposures_are_joined_as_they_are() {
        Composite composite = Composite.of(picture(0.50, 0.03), picture(0.10, 0.03), mask(BORDER));
        assertThat(composite.matched()).isFalse();
        assertThat((float) composite.light().get(10, BORDER - 1, 0)).isEqualTo(0.50f);
    }

    @Test
    void a_white_mask_gives_the_sky_and_a_black_one_the_ground() {
        assertThat(Composite.of(picture(0.12, 0.03), picture(0.10, 0.03), mask(SHAPE.height()))
                        .light()
                        .bytes())
                .isEqualTo(picture(0.12, 0.03).bytes());
        assertThat(Composite.of(picture(0.12, 0.03), picture(0.10, 0.03), mask(0))
                        .light()
                        .bytes())
                .isEqualTo(picture(0.10, 0.03).bytes());
    }

    @Test
    void what_one_picture_lacks_comes_from_the_other() {
        Raster sky = picture(0.12, 0.03);
        sky.set(5, 5, 0, Float.NaN);
        Raster ground = picture(0.10, 0.03);
        ground.set(5, 500, 0, Float.NaN);
        Raster light = Composite.of(sky, ground, mask(BORDER)).light();
        assertThat((float) light.get(5, 5, 0)).isEqualTo(0.10f);
        assertThat((float) light.get(5, 500, 0)).isEqualTo(0.03f);
    }

    private static Raster picture(double sky, double ground) {
        Raster raster = Raster.allocate(SHAPE, SampleType.FLOAT32);
        for (int y = 0; y < SHAPE.height(); y++) {
            for (int x = 0; x < SHAPE.width(); x++) {
                raster.set(x, y, 0, y < BORDER ? sky : ground);
            }
        }
        return raster;
    }

    private static Raster mask(int border) {
        Raster raster = Raster.allocate(SHAPE, SampleType.UINT8);
        for (int y = 0; y < border; y++) {
            for (int x = 0; x < SHAPE.width(); x++) {
                raster.set(x, y, 0, 255);
            }
        }
        return raster;
    }
}
