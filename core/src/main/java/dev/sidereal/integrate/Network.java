package dev.sidereal.integrate;

/**
 * Sorts the values of many pixels at once: arrays that hold one value of each pixel are compared with each other in an order that
 * does not depend on the values, in long loops without branches.
 *
 * <p>Afterwards the first array holds the least value of each pixel. Merge exchange, D. E. Knuth, The Art of Computer Programming 3,
 * 5.2.2, algorithm M (K. E. Batcher 1968). Cost: {@code N (log2 N)^2 / 4} comparisons of N arrays.
 */
final class Network {

    private Network() {}

    /**
     * Sorts.
     *
     * @param values an array for each value of a pixel, none NaN
     * @param pixels of each array, from the first on
     */
    static void sort(float[][] values, int pixels) {
        int count = values.length;
        int most = Integer.highestOneBit(Math.max(1, count - 1));
        for (int p = most; p > 0; p /= 2) {
            int which = 0;
            int distance = p;
            for (int q = most; ; q /= 2) {
                for (int i = 0; i + distance < count; i++) {
                    if ((i & p) == which) {
                        exchange(values[i], values[i + distance], pixels);
                    }
                }
                if (q == p) {
                    break;
                }
                distance = q - p;
                which = p;
            }
        }
    }

    private static void exchange(float[] low, float[] high, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float a = low[i];
            float b = high[i];
            low[i] = Math.min(a, b);
            high[i] = Math.max(a, b);
        }
    }
}
