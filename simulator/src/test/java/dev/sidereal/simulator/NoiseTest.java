package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static final Field FIELD = Field.of(2000, 64);

    @Test
    void a_flat_patch_has_shot_and_read_noise() {
        for (float light : new float[] {0, 0.002f, 0.05f, 0.5f}) {
            Band band = new Band(FIELD);
            Arrays.fill(band.light(), light);
            new Noise(3, new Sensor(10_000, 5, 0)).addTo(band, 2);
            Moments moments = Moments.of(band.light());

            double variance = light / 10_000 + 25 / 1e8;
            assertThat(moments.variance()).as("variance at " + light).isCloseTo(variance, within(0.02 * variance));
            assertThat(moments.mean()).isCloseTo(light, within(4 * Math.sqrt(variance / band.samples())));
        }
    }

    @Test
    void every_possible_draw_together_is_normal() {
        int all = 1 << 21;
        double squares = 0;
        double fourths = 0;
        int beyond = 0;
        for (int bits = 0; bits < all; bits++) {
            double z = Noise.normal(bits);
            squares += z * z;
            fourths += z * z * z * z;
            beyond += z > 3 ? 1 : 0;
        }
        assertThat(squares / all).isCloseTo(1, within(1e-4));
        assertThat(fourths / all).isCloseTo(3, within(3e-3));
        // 1 - Phi(3) = 0.001349898; straight cells make the tail heavier by less than a hundredth.
        assertThat((double) beyond / all).isCloseTo(0.001349898, within(1e-5));
        assertThat(Noise.normal(0)).isEqualTo(-Noise.normal(1 << 20));
    }

    @Test
    void neighbours_channels_and_frames_do_not_depend_on_each_other() {
        Band first = noisy(1);
        Band second = noisy(2);
        float[] a = first.light();
        float[] b = second.light();
        double frames = 0;
        double pixels = 0;
        double channels = 0;
        for (int i = 0; i + 3 < first.samples(); i++) {
            frames += a[i] * b[i];
            pixels += a[i] * a[i + 3];
            channels += a[i] * a[i + 1];
        }
        // Unit variance: the mean of n products has the standard deviation 1 / sqrt(n).
        double bound = 4 / Math.sqrt(first.samples());
        assertThat(frames / first.samples()).isBetween(-bound, bound);
        assertThat(pixels / first.samples()).isBetween(-bound, bound);
        assertThat(channels / first.samples()).isBetween(-bound, bound);
    }

    private static Band noisy(int frame) {
        Band band = new Band(FIELD);
        new Noise(3, new Sensor(1000, 1000, 0)).addTo(band, frame);
        return band;
    }

    private record Moments(double mean, double variance) {

        static Moments of(float[] values) {
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
            }
            double mean = sum / values.length;
            return new Moments(mean, squares / values.length - mean * mean);
        }
    }
}
