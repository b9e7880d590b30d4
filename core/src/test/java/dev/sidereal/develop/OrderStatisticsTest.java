package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {

    @Test
    void percentiles_interpolate_between_order_statistics_like_a_sorted_array() {
        Raster raster = noise(new Shape(101, 37, 3));
        for (int channel = -1; channel < 3; channel++) {
            double[] sorted = samples(raster, channel);
            for (double percent : new double[] {0, 0.1, 1, 25, 50, 62.5, 99, 99.9, 100}) {
                double at = (sorted.length - 1) * (percent / 100);
                int below = (int) at;
                double expected =
                        sorted[below] + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
                assertThat(new OrderStatistics(raster, channel).percentile(percent))
                        .as("%s %% of channel %d", percent, channel)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void a_picture_without_a_number_has_no_percentile() {
        Raster raster = Raster.allocate(new Shape(2, 1, 1), SampleType.FLOAT32);
        raster.set(0, Double.NaN);
        raster.set(1, Double.NaN);
        assertThat(new OrderStatistics(raster, -1).percentile(50)).isNaN();
    }

    private static Raster noise(Shape shape) {
        Random random = new Random(3);
        Raster raster = Raster.allocate(shape, SampleType.FLOAT32);
        for (int i = 0; i < shape.samples(); i++) {
            raster.set(i, i % 17 == 0 ? Double.NaN : i % 13 == 0 ? 0.25 : random.nextGaussian());
        }
        return raster;
    }

    private static double[] samples(Raster raster, int channel) {
        return IntStream.range(0, (int) raster.shape().samples())
                .filter(i -> channel < 0 || i % 3 == channel)
                .mapToDouble(raster::get)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
    }
}
