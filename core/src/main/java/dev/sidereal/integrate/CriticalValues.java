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

    CriticalValues(double significance, int most) {
        squares = new double[most + 1];
        parts = new double[most + 1];
        for (int r = 0; r <= most; r++) {
            squares[r] = r < LEAST ? Double.POSITIVE_INFINITY : square(significance, r);
            parts[r] = 1.0 / r;
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

    /** {@code 1 / left}. */
    double part(int left) {
        return parts[left];
    }

    /**
     * No outlier is found any more where {@code (distance * left)^2} of the farthest value is below this times the least variance.
     *
     * <p>While values are taken away the mean moves by what is taken over what is left, so distances grow by
     * {@code left / (left - 1)} at most each time; critical values only fall.
     *
     * @param least number of values left when the last is looked at
     */
    double harmless(int least) {
        int last = Math.max(LEAST, least);
        return last < squares.length ? squares[last] * (last - 1) * (last - 1) : 0;
    }
}
