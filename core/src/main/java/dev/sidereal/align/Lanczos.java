package dev.sidereal.align;

/**
 * The weights of the six samples around a place: {@code sinc(t) sinc(t / 3)} for the distance {@code |t| < 3}, brought to the sum 1,
 * at 4096 places between two samples (C. E. Duchon 1979, doi:10.1175/1520-0450(1979)018).
 *
 * <p>Places are rounded to 1/8192 of a pixel. Without the sum of 1 a flat field would show ripples of up to a percent.
 */
final class Lanczos {

    static final int TAPS = 6;
    static final int PHASES = 4096;

    private static final int RADIUS = 3;
    private static final float[] WEIGHTS = new float[(PHASES + 1) * TAPS];

    static {
        for (int phase = 0; phase <= PHASES; phase++) {
            double[] weights = weights(phase / (double) PHASES);
            for (int tap = 0; tap < TAPS; tap++) {
                WEIGHTS[phase * TAPS + tap] = (float) weights[tap];
            }
        }
    }

    private Lanczos() {}

    /** The weights for a place 0 to 1 behind the third sample. */
    static double[] weights(double part) {
        double[] weights = new double[TAPS];
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            weights[tap] = kernel(tap - (RADIUS - 1) - part);
            sum += weights[tap];
        }
        for (int tap = 0; tap < TAPS; tap++) {
            weights[tap] /= sum;
        }
        return weights;
    }

    /** The table, six weights for each phase, from the sample two before the place to the one three after. */
    static float[] table() {
        return WEIGHTS;
    }

    /** Where the weights for a place begin, which lies 0 to 1 behind the third sample. */
    static int at(double part) {
        int phase = (int) (part * PHASES + 0.5);
        return phase * TAPS;
    }

    private static double kernel(double t) {
        if (t == 0) {
            return 1;
        }
        if (Math.abs(t) >= RADIUS) {
            return 0;
        }
        double a = Math.PI * t;
        return RADIUS * StrictMath.sin(a) * StrictMath.sin(a / RADIUS) / (a * a);
    }
}
