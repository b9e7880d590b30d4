package dev.sidereal.integrate;

/**
 * Leaves out values by limits in standard deviations, of all values of one pixel in rising order; one for each thread.
 *
 * <p>At least three values stay. The deviation is at least that of the noise expected; star cores are protected as in
 * {@link Peel}. Winsorized as P. J. Huber has it: values are pulled in to median +- 1.5 deviations and the deviation times 1.134
 * taken anew until it changes by less than 0.05 %.
 */
final class Clipping {

    private static final int LEAST_LEFT = 3;
    private static final int MOST_ROUNDS = 50;
    private static final double PULL = 1.5;
    private static final double PULLED = 1.134;
    private static final double ENOUGH = 0.0005;

    private int from;
    private int to;
    private double[] pulled = new double[0];

    /** The first that stays. */
    int from() {
        return from;
    }

    /** The one after the last that stays. */
    int to() {
        return to;
    }

    void look(Rejection rejection, float[] sorted, int n, double floor) {
        from = 0;
        to = n;
        for (int round = 0; round < MOST_ROUNDS && to - from > LEAST_LEFT; round++) {
            int left = to - from;
            if (rejection instanceof Rejection.Sigma sigma) {
                around(sorted, deviation(sorted, from, to), sigma.low(), sigma.high(), floor);
            } else if (rejection instanceof Rejection.Winsorized winsorized) {
                around(sorted, winsorized(sorted), winsorized.low(), winsorized.high(), floor);
            } else if (rejection instanceof Rejection.LinearFit fit) {
                line(sorted, fit, floor);
            }
            if (to - from == left) {
                break;
            }
        }
        protect(sorted, n);
    }

    static double median(float[] sorted, int from, int to) {
        return 0.5 * (sorted[(from + to - 1) / 2] + sorted[(from + to) / 2]);
    }

    private void around(float[] sorted, double deviation, double low, double high, double floor) {
        double middle = median(sorted, from, to);
        double sigma = Math.max(Math.sqrt(floor), deviation);
        while (to - from > LEAST_LEFT && sorted[from] < middle - low * sigma) {
            from++;
        }
        while (to - from > LEAST_LEFT && sorted[to - 1] > middle + high * sigma) {
            to--;
        }
    }

    private static double deviation(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (to - from - 1));
    }

    private double winsorized(float[] sorted) {
        int n = to - from;
        if (pulled.length < n) {
            pulled = new double[n];
        }
        double middle = median(sorted, from, to);
        double sigma = deviation(sorted, from, to);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                pulled[i] = Math.max(middle - PULL * sigma, Math.min(middle + PULL * sigma, sorted[from + i]));
                sum += pulled[i];
            }
            double mean = sum / n;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += (pulled[i] - mean) * (pulled[i] - mean);
            }
            double next = PULLED * Math.sqrt(squares / (n - 1));
            boolean enough = Math.abs(next - sigma) <= ENOUGH * sigma;
            sigma = next;
            if (enough) {
                break;
            }
        }
        return sigma;
    }

    private void line(float[] sorted, Rejection.LinearFit fit, double floor) {
        int n = to - from;
        double middle = (n - 1) / 2.0;
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < n; i++) {
            sum += sorted[from + i];
            moment += (i - middle) * sorted[from + i];
        }
        double mean = sum / n;
        double slope = 12 * moment / ((double) n * n * n - n);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance += Math.abs(sorted[from + i] - mean - slope * (i - middle));
        }
        double sigma = Math.max(Math.sqrt(floor), distance / n);
        double first = mean - slope * middle;
        double last = mean + slope * middle;
        if (sorted[from] < first - fit.low() * sigma) {
            from++;
        }
        if (to - from > LEAST_LEFT && sorted[to - 1] > last + fit.high() * sigma) {
            to--;
        }
    }

    private void protect(float[] sorted, int n) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sorted[i];
        }
        double mean = to > from ? sum / (to - from) : 0;
        double part = Peel.STAR_PART * Math.abs(mean);
        while (from > 0 && mean - sorted[from - 1] <= part) {
            from--;
        }
        while (to < n && sorted[to] - mean <= part) {
            to++;
        }
    }
}
