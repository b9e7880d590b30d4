package dev.sidereal.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 0.9, 1.0, 1.1, 1.2, 1.4, 1.7, 2, 3})
    void noise_of_a_few_codes_is_found_as_it_is_wherever_their_steps_lie(double sigma) {
        Random random = new Random(1);
        Raster picture = Raster.allocate(new Shape(400, 300, 1), SampleType.FLOAT32);
        for (int i = 0; i < picture.shape().samples(); i++) {
            boolean isStar = random.nextInt(40) == 0;
            double light =
                    Math.rint(100 + sigma * random.nextGaussian() + (isStar ? 20 + 300 * random.nextDouble() : 0));
            picture.set(i, light / 65_535);
        }
        double rounded = Math.sqrt(sigma * sigma + 1 / 12.0);
        assertThat(Noise.of(picture, 0) * 65_535).isCloseTo(rounded, within(0.06 * rounded));
    }
}
