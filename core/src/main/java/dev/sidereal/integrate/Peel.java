package dev.sidereal.integrate;

/**
 * Takes outliers from the sum of one pixel, farthest first ({@link Rejection.Gesd}); one for each thread.
 *
 * <p>The variance is at least that of the noise expected, and what lies within {@value #STAR_PART} of the pixel's own light above
 * the sky stays: seeing changes the cores of stars by more than the noise (the threshold of SWarp's CLIPPED, D. Gruen et al. 2014,
 * arXiv:1401.4169).
 */
final class Peel {

    static final double STAR_PART = 0.25;
    static final double MOST_PART = 0.3;

    private final CriticalValues critical;
    private int high;
    private int low;
    private boolean full;

    Peel(CriticalValues critical) {
        this.critical = critical;
    }

    /** How many of the highest are outliers. */
    int high() {
        return high;
    }

    /** How many of the lowest are. */
    int low() {
        return low;
    }

    /** Whether there may be more than the lists hold. */
    boolean isFull() {
        return full;
    }

    /**
     * Looks at one pixel.
     *
     * @param n       values, of which {@code sum} and {@code squares} are made ({@link Fixed})
     * @param highest the highest, descending, from {@code highAt} on, {@code highs} of them
     * @param lowest  the lowest, ascending
     * @param floor   variance at least
     */
    void look(
            int n,
            long sum,
            long squares,
            float[] highest,
            int highAt,
            int highs,
            float[] lowest,
            int lowAt,
            int lows,
            double floor) {
        high = 0;
        low = 0;
        full = false;
        int most = (int) (MOST_PART * n);
        double s = sum / Fixed.ONE;
        double q = squares / Fixed.ONE;
        int h = 0;
        int l = 0;
        double meanLeft = n == 0 ? 0 : s / n;
        double harmless = floor * critical.harmless(n - most + 1);
        for (int left = n; left > n - most && left >= CriticalValues.LEAST; left--) {
            double mean = s * critical.part(left);
            double above = h < highs ? highest[highAt + h] - mean : -1;
            double below = l < lows ? mean - lowest[lowAt + l] : -1;
            boolean isHigh = above >= below;
            double distance = isHigh ? above : below;
            if (distance < 0) {
                full = h + l > 0 && high + low == h + l;
                break;
            }
            double nearness = distance * left;
            if (nearness * nearness < harmless) {
                break;
            }
            double variance = Math.max(floor, (q - s * mean) * critical.part(left - 1));
            double value = isHigh ? highest[highAt + h++] : lowest[lowAt + l++];
            s -= value;
            q -= value * value;
            if (distance * distance > critical.squared(left) * variance) {
                high = h;
                low = l;
                meanLeft = s * critical.part(left - 1);
            }
        }
        double protectedPart = STAR_PART * Math.abs(meanLeft);
        while (high > 0 && highest[highAt + high - 1] - meanLeft <= protectedPart) {
            high--;
        }
        while (low > 0 && meanLeft - lowest[lowAt + low - 1] <= protectedPart) {
            low--;
        }
    }
}
