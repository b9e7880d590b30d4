package dev.sidereal.integrate;

/**
 * Rosner's critical values, squared, for every number of values left: with r left,
 * {@code (r - 1) t / sqrt((r - 2 + t^2) r)}, t being Student's for r - 2 degrees of freedom and a tail of
 * {@code significance / (2 r)}.
 */
final class CriticalValues {

    /* Below, a mean and a deviation say nothing of an outlier. */
    static final int LEAST = 4;

    private final double[] squares;

    CriticalValues(double significance, int most) {
        squares = new double[most + 1];
        for (int r = 0; r <= most; r++) {
            squares[r] = r < LEAST ? Double.POSITIVE_INFINITY : square(significance, r);
        }
    }

    private static double square(double significance, int r) {
        double t = StudentT.upper(significance / (2 * r), r - 2);
        double value = (r - 1) * t / Math.sqrt((r - 2 + t * t) * r);
        return value * value;
    }

    double squared(int left) {
        return squares[left];
    }
}
