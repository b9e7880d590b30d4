package dev.sidereal.simulator;

/**
 * The normal distribution with mean 0 and variance 1, from tables.
 *
 * <p>The upper tail Q(z), the chance of more than z, is integrated by Simpson's rule from z = 9 down to 0 in steps of
 * 1/256; between the steps density and tail are linear (error below 2e-6).
 */
final class Normal {

    private static final int STEPS = 256;
    private static final int REACH = 9;
    private static final double[] DENSITY = new double[REACH * STEPS + 2];
    private static final double[] TAIL = new double[REACH * STEPS + 2];

    static {
        double h = 1.0 / STEPS;
        for (int i = REACH * STEPS - 1; i >= 0; i--) {
            DENSITY[i] = exactDensity(i * h);
            double middle = exactDensity((i + 0.5) * h);
            TAIL[i] = TAIL[i + 1] + h / 6 * (DENSITY[i] + 4 * middle + exactDensity((i + 1) * h));
        }
    }

    private Normal() {}

    private static double exactDensity(double z) {
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** exp(-z^2 / 2) / sqrt(2 pi). */
    static double density(double z) {
        return lookUp(DENSITY, Math.abs(z));
    }

    /** Chance of less than z. */
    static double below(double z) {
        double tail = lookUp(TAIL, Math.abs(z));
        return z < 0 ? tail : 1 - tail;
    }

    private static double lookUp(double[] table, double z) {
        if (z >= REACH) {
            return 0;
        }
        double place = z * STEPS;
        int i = (int) place;
        return table[i] + (place - i) * (table[i + 1] - table[i]);
    }

    /** The z that is exceeded with the chance {@code p}, 1e-15 to 0.5. */
    static double exceededWith(double p) {
        int low = 0;
        int high = REACH * STEPS - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (TAIL[middle] >= p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // ln Q is almost straight between two steps, also far out.
        double part = StrictMath.log(TAIL[low] / p) / StrictMath.log(TAIL[low] / TAIL[high]);
        return (low + part) / STEPS;
    }
}
