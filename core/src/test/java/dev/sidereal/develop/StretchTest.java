package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StretchTest {

    private static final Shape SHAPE = new Shape(61, 47, 3);
    private static final double[] SKY = {0.010, 0.020, 0.030};

    @Test
    void auto_puts_the_mean_of_the_medians_at_a_quarter_by_one_curve_for_all_channels() {
        Raster light = sky();
        double[] medians = medians(light);
        double[] deviations = new double[3];
        for (int c = 0; c < 3; c++) {
            int channel = c;
            double[] distances = Arrays.stream(channel(light, c))
                    .map(v -> Math.abs(v - medians[channel]))
                    .toArray();
            deviations[c] = 1.4826 * median(distances);
        }
        double median = Arrays.stream(medians).average().orElseThrow();
        double low =
                Math.max(0, median - 2.8 * Arrays.stream(deviations).average().orElseThrow());
        double midtone = transfer(median - low, 0.25);
        Raster out = Development.of(copy(light), look(Stretch.AUTO), Tones.CODES);
        for (int i = 0; i < SHAPE.samples(); i++) {
            double x = Math.max(0, Math.min(1, (light.get(i) - low) / (1 - low)));
            assertThat(out.get(i)).isCloseTo(transfer(x, midtone), within(1e-5));
        }
    }

    @Test
    void unlinked_puts_the_median_of_every_channel_at_a_quarter() {
        Raster out = Development.of(sky(), look(Stretch.AUTO_UNLINKED), Tones.CODES);
        for (double median : medians(out)) {
            assertThat(median).isCloseTo(0.25, within(0.03));
        }
    }

    @Test
    void asinh_keeps_the_ratios_of_the_channels() {
        Raster light = sky();
        Raster out = Development.of(copy(light), look(Stretch.ASINH), Tones.LIGHT);
        for (int p = 0; p < SHAPE.samples(); p += 3) {
            double v = (light.get(p) + light.get(p + 1) + light.get(p + 2)) / 3;
            double factor = asinh(100 * v) / (v * asinh(100));
            for (int c = 0; c < 3; c++) {
                assertThat(out.get(p + c)).isCloseTo(light.get(p + c) * factor, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void what_is_stretched_for_the_eye_is_not_encoded_once_more(Stretch stretch) {
        Raster codes = Development.of(sky(), look(stretch), Tones.CODES);
        Raster light = Development.of(sky(), look(stretch), Tones.LIGHT);
        for (int i = 0; i < SHAPE.samples(); i++) {
            assertThat(codes.get(i)).isCloseTo(Math.max(0, Math.min(1, light.get(i))), within(1e-6));
        }
    }

    @Test
    void a_picture_of_one_value_is_stretched_without_a_fault() {
        Raster flat = Raster.allocate(SHAPE, SampleType.FLOAT32);
        for (int i = 0; i < SHAPE.samples(); i++) {
            flat.set(i, 0.1);
        }
        Raster out = Development.of(flat, look(Stretch.AUTO), Tones.CODES);
        assertThat(out.get(0)).isCloseTo(0.25, within(0.03));
    }

    private static Look look(Stretch stretch) {
        return new Look(1, new Level.Light(0), new Level.Light(1), false, 1, stretch, new ToneCurve.Srgb());
    }

    private static Raster sky() {
        Random random = new Random(3);
        Raster raster = Raster.allocate(SHAPE, SampleType.FLOAT32);
        for (int i = 0; i < SHAPE.samples(); i++) {
            double star = random.nextInt(50) == 0 ? random.nextDouble() : 0;
            raster.set(i, Math.max(0, SKY[i % 3] + 0.001 * random.nextGaussian() + star));
        }
        return raster;
    }

    private static Raster copy(Raster raster) {
        Raster copy = Raster.allocate(raster.shape(), raster.type());
        copy.bytes().put(raster.bytes());
        return copy;
    }

    private static double[] medians(Raster raster) {
        return new double[] {median(channel(raster, 0)), median(channel(raster, 1)), median(channel(raster, 2))};
    }

    private static double[] channel(Raster raster, int c) {
        double[] values = new double[(int) SHAPE.pixels()];
        for (int p = 0; p < values.length; p++) {
            values[p] = raster.get(3 * p + c);
        }
        return values;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    private static double transfer(double x, double m) {
        return x <= 0 ? 0 : x >= 1 ? 1 : (m - 1) * x / ((2 * m - 1) * x - m);
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }
}
