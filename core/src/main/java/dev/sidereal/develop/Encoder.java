package dev.sidereal.develop;

import dev.sidereal.image.ToneCurve;

/**
 * A tone curve's {@code encode} with a table for the lights where it bends little: from 1/256 on, steps of 2^-16 with
 * linear interpolation are wrong by less than 1e-7, a hundredth of a 16-bit code; below, the curve itself is asked.
 */
final class Encoder {

    private static final int STEPS = 1 << 16;
    private static final double LEAST = 1.0 / 256;

    private final ToneCurve curve;
    private final double[] codes = new double[STEPS + 2];

    Encoder(ToneCurve curve) {
        this.curve = curve;
        for (int i = STEPS / 256; i <= STEPS; i++) {
            codes[i] = curve.encode((double) i / STEPS);
        }
        codes[STEPS + 1] = codes[STEPS];
    }

    /** The code of a light; light outside 0 to 1 is clipped. */
    double encode(double light) {
        if (light < LEAST) {
            return curve.encode(light);
        }
        double at = Math.min(light, 1) * STEPS;
        int step = (int) at;
        return codes[step] + (at - step) * (codes[step + 1] - codes[step]);
    }
}
