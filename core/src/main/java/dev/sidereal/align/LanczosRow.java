package dev.sidereal.align;

/**
 * Sums six samples for each place of a row, with {@link Lanczos}'s weights, in loops that processors do for several places at a time:
 * weights are polynomials of the place instead of entries of a table, and every array is read at the number of the place.
 *
 * <p>With {@code p = place - 1/2} the weights of the j-th sample from the left and from the right are {@code e_j(p^2) + p o_j(p^2)} and
 * {@code e_j(p^2) - p o_j(p^2)}; e and o are of the third degree and within 1e-5 of the weights, whose sum stays 1. Belongs to one thread.
 */
final class LanczosRow {

    private static final int PAIRS = Lanczos.TAPS / 2;
    private static final int TERMS = 4;
    private static final float[][] EVEN = new float[PAIRS][];
    private static final float[][] ODD = new float[PAIRS][];

    static {
        double[] nodes = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            nodes[i] = 0.125 * (1 - StrictMath.cos(Math.PI * (i + 0.5) / TERMS));
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            double[] even = new double[TERMS];
            double[] odd = new double[TERMS];
            for (int i = 0; i < TERMS; i++) {
                double p = StrictMath.sqrt(nodes[i]);
                double[] weights = Lanczos.weights(0.5 + p);
                even[i] = (weights[pair] + weights[Lanczos.TAPS - 1 - pair]) / 2;
                odd[i] = (weights[pair] - weights[Lanczos.TAPS - 1 - pair]) / (2 * p);
            }
            EVEN[pair] = through(nodes, even);
            ODD[pair] = through(nodes, odd);
        }
    }

    private final float[][] samples;
    private final float[][] weights;
    private final float[] parts;

    /** For rows of up to so many places. */
    LanczosRow(int most) {
        samples = new float[Lanczos.TAPS][most];
        weights = new float[Lanczos.TAPS][most];
        parts = new float[most];
    }

    /* The polynomial through some values (I. Newton's divided differences), by rising powers. */
    private static float[] through(double[] nodes, double[] values) {
        double[] differences = values.clone();
        for (int order = 1; order < nodes.length; order++) {
            for (int i = nodes.length - 1; i >= order; i--) {
                differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order]);
            }
        }
        double[] powers = new double[nodes.length];
        for (int i = nodes.length - 1; i >= 0; i--) {
            for (int power = nodes.length - 1; power > 0; power--) {
                powers[power] = powers[power - 1] - nodes[i] * powers[power];
            }
            powers[0] = differences[i] - nodes[i] * powers[0];
        }
        float[] rounded = new float[powers.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) powers[i];
        }
        return rounded;
    }

    /** How far each place lies behind the third of its samples, 0 to 1; to be written before {@link #sum}. */
    float[] parts() {
        return parts;
    }

    /**
     * Gives places their samples.
     *
     * @param first of the places, {@code count} of them
     * @param at    of the first one's first sample; that of the next is one further
     * @param step  from one sample of a place to the next
     */
    void take(float[] from, int at, int step, int first, int count) {
        for (int tap = 0; tap < Lanczos.TAPS; tap++) {
            System.arraycopy(from, at + tap * step, samples[tap], first, count);
        }
    }

    /** Sums the samples of some places. */
    void sum(float[] into, int from, int to) {
        for (int pair = 0; pair < PAIRS; pair++) {
            weigh(parts, EVEN[pair], ODD[pair], weights[pair], weights[Lanczos.TAPS - 1 - pair], from, to);
        }
        sum(samples[0], samples[1], samples[2], weights[0], weights[1], weights[2], into, from, to);
        add(samples[3], samples[4], samples[5], weights[3], weights[4], weights[5], into, from, to);
    }

    private static void weigh(float[] parts, float[] even, float[] odd, float[] left, float[] right, int from, int to) {
        float e0 = even[0];
        float e1 = even[1];
        float e2 = even[2];
        float e3 = even[3];
        float o0 = odd[0];
        float o1 = odd[1];
        float o2 = odd[2];
        float o3 = odd[3];
        for (int i = from; i < to; i++) {
            float p = parts[i] - 0.5f;
            float q = p * p;
            float e = e0 + q * (e1 + q * (e2 + q * e3));
            float o = p * (o0 + q * (o1 + q * (o2 + q * o3)));
            left[i] = e + o;
            right[i] = e - o;
        }
    }

    private static void sum(
            float[] a, float[] b, float[] c, float[] wa, float[] wb, float[] wc, float[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] = a[i] * wa[i] + b[i] * wb[i] + c[i] * wc[i];
        }
    }

    private static void add(
            float[] a, float[] b, float[] c, float[] wa, float[] wb, float[] wc, float[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] += a[i] * wa[i] + b[i] * wb[i] + c[i] * wc[i];
        }
    }
}
