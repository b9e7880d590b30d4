package dev.sidereal.calibrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.OptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The factors that make an evenly lit field even: {@code mean / (flat - dark)}, the mean being that of the sample's own colour
 * without its lowest and highest 2.5 %.
 */
final class FlatGain {

    private static final double SATURATED = 0.995;
    private static final double MOST_SATURATED = 0.01;
    private static final double TRIM = 0.025;
    private static final int MOST_SORTED = 1 << 20;
    /* Less than this part of the mean is no light but noise: dividing by it would only make noise. */
    private static final double LEAST_PART = 0.01;

    private final float[] factors;
    private final int blind;

    private FlatGain(float[] factors, int blind) {
        this.factors = factors;
        this.blind = blind;
    }

    /** One for each sample; NaN where the flat saw no light. */
    float[] factors() {
        return factors;
    }

    /** How many samples saw none. */
    int blind() {
        return blind;
    }

    /**
     * The factors of a flat.
     *
     * @param dark what to subtract, one number for each sample
     * @throws OptionException if the flat is burnt out or dark
     */
    static FlatGain of(Master flat, float[] dark, FrameInfo lights, double white) {
        float[] light = Defects.floats(flat.light());
        requireBelowSaturation(light, white);
        for (int i = 0; i < light.length; i++) {
            light[i] -= dark[i];
        }
        int channels = lights.shape().channels();
        Optional<Mosaic> mosaic = lights.coding().mosaic();
        double[] means = new double[3];
        for (int c = 0; c < (mosaic.isPresent() ? 3 : channels); c++) {
            means[c] = trimmedMean(light, lights, c);
            if (!(means[c] > 0)) {
                throw new OptionException(
                        "--flat: expected light, found flats no brighter than their darks; take flats of a"
                                + " bright even field");
            }
        }
        int blind = 0;
        for (int i = 0; i < light.length; i++) {
            double mean = means[channel(lights, i)];
            boolean sees = light[i] > LEAST_PART * mean;
            blind += sees ? 0 : 1;
            light[i] = sees ? (float) (mean / light[i]) : Float.NaN;
        }
        return new FlatGain(light, blind);
    }

    private static int channel(FrameInfo lights, int index) {
        int width = lights.shape().width();
        return lights.coding()
                .mosaic()
                .map(mosaic -> mosaic.channel(index % width, index / width))
                .orElse(index % lights.shape().channels());
    }

    private static void requireBelowSaturation(float[] light, double white) {
        int saturated = 0;
        for (float value : light) {
            saturated += value >= SATURATED * white ? 1 : 0;
        }
        if (saturated > MOST_SATURATED * light.length) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "--flat: expected light below saturation, found %.0f %% of the samples saturated; take flats of half the"
                            + " full scale",
                    100.0 * saturated / light.length));
        }
    }

    private static double trimmedMean(float[] light, FrameInfo lights, int channel) {
        /* Odd, so that every colour of a pattern is met. */
        int step = 1 + 2 * (light.length / (4 * MOST_SORTED));
        float[] values = new float[light.length / step + 1];
        int n = 0;
        for (int i = 0; i < light.length; i += step) {
            if (channel(lights, i) == channel && !Float.isNaN(light[i])) {
                values[n++] = light[i];
            }
        }
        Arrays.sort(values, 0, n);
        int cut = (int) (TRIM * n);
        double sum = 0;
        for (int i = cut; i < n - cut; i++) {
            sum += values[i];
        }
        return sum / (n - 2 * cut);
    }
}
