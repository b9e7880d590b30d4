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
    private final double[] parts;
    private final double[] harmless;

    CriticalValues(double significance, int most) {
        squares = new double[most + 1];
        parts = new double[most + 1];
        harmless = new double[most + 1];
        for (int r = 0; r <= most; r++) {
            squares[r] = r < LEAST ? Double.POSITIVE_INFINITY : square(significance, r);
            parts[r] = 1.0 / r;
        }
        for (int n = 0; n <= most; n++) {
            harmless[n] = harmless(n, n - (int) (Peel.MOST_PART * n) + 1);
        }
    }

    /* While values are taken away the mean moves by what is taken over what is left, so distances grow by n / (n - 1) at most each time. */
    private double harmless(int n, int least) {
        double smallest = Double.POSITIVE_INFINITY;
        double growth = 1;
        for (int left = n; left >= Math.max(LEAST, least); left--) {
            smallest = Math.min(smallest, squares[left]);
            growth *= left / (left - 1.0);
        }
        return smallest / (growth * growth);
    }

    private static double square(double significance, int r) {
        double t = StudentT.upper(significance / (2 * r), r - 2);
        double value = (r - 1) * t / Math.sqrt((r - 2 + t * t) * r);
        return value * value;
    }

    double squared(int left) {
        return squares[left];
    }

    /** {@code 1 / left}. */
    double part(int left) {
        return parts[left];
    }

    /** A value whose squared distance is below this times the least variance is no outlier of n, nor is any that is less far. */
    double harmless(int n) {
        return harmless[n];
    }
}
