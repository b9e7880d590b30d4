package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static Raster noise(int width, int height, int channels) {
        Raster light = Raster.allocate(new Shape(width, height, channels), SampleType.FLOAT32);
        Random random = new Random(3);
        for (int i = 0; i < light.shape().samples(); i++) {
            light.set(i, random.nextDouble() * 0.5);
        }
        return light;
    }

    @Test
    void a_pixel_is_the_mean_of_its_block_without_missing_samples() {
        Raster light = noise(7, 6, 3);
        light.set(0, 0, 1, Double.NaN);
        Raster small = Proof.reduce(light, 3);
        assertThat(small.shape()).isEqualTo(new Shape(2, 2, 3));
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            int n = 0;
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 3; x++) {
                    double value = light.get(x, y, c);
                    sum += Double.isNaN(value) ? 0 : value;
                    n += Double.isNaN(value) ? 0 : 1;
                }
            }
            assertThat(small.get(0, 0, c)).isEqualTo((float) (sum / n), within(1e-6));
        }
    }

    @Test
    void codes_become_parts_of_full_scale() {
        Raster codes = Raster.allocate(new Shape(4, 2, 1), SampleType.UINT8);
        for (int i = 0; i < 8; i++) {
            codes.set(i, 255);
        }
        assertThat(Proof.reduce(codes, 2).get(1, 0, 0)).isEqualTo(1);
    }

    @Test
    void levels_are_those_of_the_whole_picture() {
        Raster light = noise(400, 300, 3);
        light.set(17, 4, 2, 0.9);
        Look look = new Look(
                2, new Level.Percentile(1), new Level.Percentile(100), false, 1, Stretch.NONE, new ToneCurve.Linear());
        Raster proof = Proof.of(light, 100).develop(look);
        Raster small = Proof.reduce(light, 100);
        double black = 2 * new OrderStatistics(light, -1).percentile(1);
        double white = 2 * 0.9f;
        for (int i = 0; i < small.shape().samples(); i++) {
            assertThat(proof.get(i)).isEqualTo((2 * small.get(i) - black) / (white - black), within(1e-3));
        }
    }

    @Test
    void developing_leaves_the_proof_and_the_picture_as_they_were() {
        Raster light = noise(20, 10, 1);
        Proof proof = Proof.of(light, 100);
        Look look = Look.plain(new ToneCurve.Srgb());
        Raster first = proof.develop(look);
        assertThat(proof.develop(look).bytes()).isEqualTo(first.bytes());
        assertThat(light.bytes()).isEqualTo(noise(20, 10, 1).bytes());
        assertThat(first.bytes())
                .isEqualTo(Development.of(light, look, Tones.CODES).bytes());
    }

    @Test
    void a_histogram_counts_every_sample_once_and_what_is_missing_nowhere() {
        Raster codes = Raster.allocate(new Shape(4, 1, 1), SampleType.FLOAT32);
        codes.set(0, -1);
        codes.set(1, 0.5);
        codes.set(2, 7);
        codes.set(3, Double.NaN);
        Histogram histogram = Histogram.of(codes);
        assertThat(histogram.channels()).hasSize(1);
        assertThat(histogram.channels().get(0).get(0)).isEqualTo(1);
        assertThat(histogram.channels().get(0).get(128)).isEqualTo(1);
        assertThat(histogram.channels().get(0).get(255)).isEqualTo(1);
        assertThat(histogram.channels().get(0).stream().mapToInt(n -> n).sum()).isEqualTo(3);
    }
}
