package dev.sidereal.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingOutTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "3, 1"})
    void what_stands_out_is_what_the_definition_says_sample_by_sample(int channels, int pattern) {
        Shape shape = new Shape(120, 80, channels);
        Optional<Mosaic> mosaic = pattern == 1
                ? Optional.empty()
                : Optional.of(new Mosaic(2, "RGGB", Collections.nCopies(4, 0.0), 1, List.of(1.0, 1.0, 1.0)));
        float[] light = frame(shape);
        StandingOut found = new StandingOut(shape, mosaic);
        found.look(light.clone());
        ByteBuffer counts = ByteBuffer.allocate(2 * light.length);
        found.write(0, light.length, counts);
        Plain plain = new Plain(light, shape, pattern);
        int all = 0;
        for (int i = 0; i < light.length; i++) {
            boolean expected = plain.standsOut(i);
            assertThat(counts.getShort(2 * i) == 1).as("sample %d", i).isEqualTo(expected);
            all += expected ? 1 : 0;
        }
        assertThat(all).isGreaterThan(20);
    }

    /* Noise, a slope, stars of several samples, hot and cold samples, some beside each other or at the border, and missing ones. */
    private static float[] frame(Shape shape) {
        Random random = new Random(5);
        float[] light = new float[(int) shape.samples()];
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) (0.1 + 1e-5 * i / shape.channels() + 0.001 * random.nextGaussian());
        }
        for (int k = 0; k < 150; k++) {
            int i = random.nextInt(light.length - 4);
            float by = (k % 3 == 0 ? -1 : 1) * 0.02f * random.nextFloat();
            light[i] += by;
            light[i + shape.channels()] += k % 5 == 0 ? by / 2 : 0;
            light[random.nextInt(light.length)] = k % 2 == 0 ? Float.NaN : 0.1f;
        }
        light[0] = 1;
        light[light.length - 1] = 1;
        return light;
    }

    /** The definition, with sorting. */
    private static final class Plain {

        private final float[] light;
        private final Shape shape;
        private final int step;
        private final float limit;

        Plain(float[] light, Shape shape, int step) {
            this.light = light;
            this.shape = shape;
            this.step = step;
            float[] sizes = new float[light.length];
            int n = 0;
            for (int i = 0; i < light.length; i++) {
                float size = Math.abs(light[i] - around(i));
                if (!Float.isNaN(size)) {
                    sizes[n++] = size;
                }
            }
            Arrays.sort(sizes, 0, n);
            limit = (float) (StandingOut.SIGMAS * (1.4826 * sizes[n / 2]));
        }

        boolean standsOut(int i) {
            float off = light[i] - around(i);
            if (neighbours(i).length < 3 || !(Math.abs(off) > limit) || !differsAlongTheRow(i)) {
                return false;
            }
            int channels = shape.channels();
            int x = i / channels % shape.width();
            int y = i / channels / shape.width();
            for (int v = Math.max(0, y - 1); v <= Math.min(shape.height() - 1, y + 1); v++) {
                for (int u = Math.max(0, x - 1); u <= Math.min(shape.width() - 1, x + 1); u++) {
                    int at = (v * shape.width() + u) * channels + i % channels;
                    if (at != i && (light[at] - around(at)) * Math.signum(off) > 0.25f * Math.abs(off)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean differsAlongTheRow(int i) {
            int two = 2 * shape.channels();
            boolean before = i < two || !(Math.abs(light[i] - light[i - two]) <= 0.3f * limit);
            boolean after = i + two >= light.length || !(Math.abs(light[i] - light[i + two]) <= 0.3f * limit);
            return before || after;
        }

        private float around(int i) {
            float[] sorted = neighbours(i);
            Arrays.sort(sorted);
            int n = sorted.length;
            return n == 0 ? Float.NaN : 0.5f * (sorted[(n - 1) / 2] + sorted[n / 2]);
        }

        private float[] neighbours(int i) {
            int channels = shape.channels();
            int x = i / channels % shape.width();
            int y = i / channels / shape.width();
            float[] values = new float[8];
            int n = 0;
            for (int k = 0; k < 9; k++) {
                int u = x + (k % 3 - 1) * step;
                int v = y + (k / 3 - 1) * step;
                if (k != 4 && u >= 0 && v >= 0 && u < shape.width() && v < shape.height()) {
                    float value = light[(v * shape.width() + u) * channels + i % channels];
                    if (!Float.isNaN(value)) {
                        values[n++] = value;
                    }
                }
            }
            return Arrays.copyOf(values, n);
        }
    }
}
