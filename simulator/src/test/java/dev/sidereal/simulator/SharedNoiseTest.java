package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Registration;
import dev.sidereal.align.Transform;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is claimed of noise that is like that of camera JPEG: neighbours share it, and its steps are as large as itself. The truth
 * is the deviation of the picture, which shows nothing but noise.
 */
class SharedNoiseTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int LIGHTS = 9;
    private static final double NOISE = 300;
    private static final double STEP = 257;

    @Test
    void the_noise_of_single_pixels_is_true_and_falls_by_the_root_of_the_number_of_lights() throws Exception {
        dev.sidereal.integrate.DeepSky done = join(0);
        assertThat(done.noise().achieved()).isCloseTo(deviation(done), within(0.02 * deviation(done)));
        assertThat(done.noise().light() / done.noise().achieved()).isCloseTo(3, within(0.06));
        assertThat(done.noise().light() / done.noise().expected()).isCloseTo(3, within(0.01));
        assertThat(done.frameNoise() / done.noise().achieved()).isGreaterThan(3.1);
        assertThat(done.noise().grain()).isBetween(1.0, 1.3);
    }

    @Test
    void noise_that_neighbours_share_falls_as_much_and_is_named() throws Exception {
        dev.sidereal.integrate.DeepSky done = join(1.2);
        assertThat(done.noise().light() / done.noise().achieved()).isCloseTo(3, within(0.09));
        assertThat(done.noise().achieved()).isCloseTo(deviation(done), within(0.04 * deviation(done)));
        assertThat(done.noise().grain()).isBetween(2.5, 4.5);
    }

    private static dev.sidereal.integrate.DeepSky join(double blur) throws Exception {
        DeepSkyScene empty = DeepSkyScene.of(WIDTH, HEIGHT, LIGHTS, 6).withStars(0, 1, 2);
        Map<Integer, Registration> places = new HashMap<>();
        for (int i = 0; i < LIGHTS; i++) {
            places.put(
                    i,
                    new Registration.Registered(
                            i == 0 ? Transform.IDENTITY : Transform.shift(0.37 * i - 1.5, 1.9 - 0.41 * i), 0, 0, 1));
        }
        DeepSkyRecipe usual = DeepSkyRecipe.of(new ToneCurve.Linear());
        DeepSkyRecipe recipe = new DeepSkyRecipe(
                usual.selection(),
                usual.badFrames(),
                usual.budget(),
                usual.curve(),
                usual.masters(),
                Optional.of(0),
                usual.canvas(),
                new Rejection.None(),
                usual.weighting(),
                places,
                usual.gate(),
                usual.debayer());
        return DeepSkyEngine.run(
                recipe,
                new SessionFrames(DeepSky.of(empty), (frame, codes) -> noise(frame, blur, codes)),
                Progress.NONE);
    }

    private static void noise(int frame, double blur, Raster codes) {
        Random random = new Random(frame);
        double[] light = new double[WIDTH * HEIGHT];
        for (int i = 0; i < light.length; i++) {
            light[i] = random.nextGaussian();
        }
        double[] blurred = blur == 0 ? light : along(along(light, blur, 1), blur, WIDTH);
        double scale = NOISE / deviation(blurred);
        for (int i = 0; i < light.length; i++) {
            codes.set(i, STEP * Math.rint((8000 + scale * blurred[i]) / STEP));
        }
    }

    private static double[] along(double[] light, double blur, int step) {
        double[] out = new double[light.length];
        for (int i = 0; i < light.length; i++) {
            for (int k = -5; k <= 5; k++) {
                out[i] += light[Math.floorMod(i + k * step, light.length)] * Math.exp(-k * k / (2 * blur * blur));
            }
        }
        return out;
    }

    private static double deviation(dev.sidereal.integrate.DeepSky done) {
        Raster light = done.picture().light();
        double[] inside = new double[(WIDTH - 20) * (HEIGHT - 20)];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = light.get(10 + i % (WIDTH - 20), 10 + i / (WIDTH - 20), 0);
        }
        return deviation(inside);
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
