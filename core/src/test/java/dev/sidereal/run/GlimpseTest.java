package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.SkyPlane;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlimpseTest {

    private static final SkyPlane SKY = new SkyPlane(100, 0.5, 0.25);

    @Test
    void every_nth_pixel_holds_the_mean_of_the_lights_that_have_it_above_the_sky() {
        Shape canvas = new Shape(9, 8, 3);
        Glimpse glimpse = new Glimpse(4);
        assertThat(glimpse.mean()).isEmpty();
        assertThat(glimpse.canvas()).isEmpty();
        glimpse.begin(canvas, List.of(SKY, SKY, SKY));
        assertThat(glimpse.canvas()).contains(canvas);
        for (int light = 1; light <= 2; light++) {
            for (int first = 0; first < 8; first += 3) {
                int rows = Math.min(3, 8 - first);
                float[] samples = new float[rows * canvas.rowSamples()];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = light * (first * canvas.rowSamples() + i);
                }
                if (light == 2 && first == 3) {
                    samples[0] = Float.NaN; // row 3, the second of the small picture
                }
                glimpse.rows(first, samples, samples.length, canvas.rowSamples());
            }
        }
        Raster mean = glimpse.mean().orElseThrow();
        assertThat(mean.shape()).isEqualTo(new Shape(3, 2, 3));
        for (int x = 0; x < 3; x++) {
            for (int c = 0; c < 3; c++) {
                assertThat(mean.get(x, 0, c)).isEqualTo(1.5 * (3 * x * 3 + c) + SKY.at(3 * x, 0));
                double below = 3 * canvas.rowSamples() + 3 * x * 3 + c;
                assertThat(mean.get(x, 1, c)).isEqualTo((x == 0 && c == 0 ? below : 1.5 * below) + SKY.at(3 * x, 3));
            }
        }
    }

    @Test
    void what_no_light_has_is_missing() {
        Glimpse glimpse = new Glimpse(1);
        glimpse.begin(new Shape(2, 2, 1), List.of(SKY));
        assertThat(glimpse.mean().orElseThrow().get(0)).isNaN();
    }
}
