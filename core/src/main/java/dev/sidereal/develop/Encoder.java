package dev.sidereal.develop;

import dev.sidereal.image.ToneCurve;
import java.util.Arrays;

/**
 * Bends light, {@code light ^ (1 / gamma)}, and encodes it by a tone curve, with tables for the lights where that curve
 * of both bends little: steps of 2^-16 from 1/256 on, of 2^-24 from 1/65536 on, with linear interpolation, are wrong by
 * less than 1e-7, a hundredth of a 16-bit code; below, the curve itself is asked.
 */
final class Encoder {

    private static final int STEPS = 1 << 16;
    private static final double LEAST = 1.0 / 256;

    private final ToneCurve curve;
    private final double gamma;
    private final double[] bright;
    private final double[] dark;

    Encoder(ToneCurve curve, double gamma) {
        this.curve = curve;
        this.gamma = gamma;
        this.bright = table(1);
        this.dark = table(LEAST);
    }

    private double[] table(double most) {
        double[] codes = new double[STEPS + 2];
        Arrays.parallelSetAll(codes, i -> i < STEPS / 256 ? 0 : exactly(most * Math.min(i, STEPS) / STEPS));
        return codes;
    }

    private double exactly(double light) {
        return curve.encode(gamma == 1 ? light : StrictMath.pow(Math.max(0, light), 1 / gamma));
    }

    /** The code of a light; light outside 0 to 1 is clipped. */
    double encode(double light) {
        if (light >= LEAST) {
            return interpolated(bright, Math.min(light, 1) * STEPS);
        }
        return light >= LEAST * LEAST ? interpolated(dark, light / LEAST * STEPS) : exactly(light);
    }

    private static double interpolated(double[] codes, double at) {
        int step = (int) at;
        return codes[step] + (at - step) * (codes[step + 1] - codes[step]);
    }
}
