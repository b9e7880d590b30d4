package dev.sidereal.integrate;

import java.util.Arrays;

/**
 * The greatest and least values of each of some samples, with the frames that they come from; of equal values the later frame is the
 * higher.
 *
 * <p>Value and frame are one number, whose order is theirs: a float leaves the lowest bits of a double free. So they are sorted
 * by networks of minimum and maximum (K. E. Batcher 1968, doi:10.1145/1468075.1468121), as {@link Network} does. Belongs to one thread.
 */
final class Extremes {

    static final int HIGHS = Rejection.Gesd.MOST_HIGH;
    static final int LOWS = Rejection.Gesd.MOST_LOW;
    static final int RANKS = HIGHS + LOWS;
    /** Bytes of a sample, values and frames apart. */
    static final int BYTES = RANKS * (Float.BYTES + Character.BYTES);
    /** Frames that are added at once. */
    static final int BATCH = 4;

    private static final long FRAME = 0xFFFF;
    private static final double NO_HIGH = -0x1p100;
    private static final double NO_LOW = 0x1p100;
    private static final int[][] SORT = {{0, 1}, {2, 3}, {0, 2}, {1, 3}, {1, 2}};
    private static final int[][] RESTORE_HIGHS = {
        {0, 4}, {1, 5}, {2, 6}, {3, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {0, 1}, {2, 3}, {4, 5}, {6, 7}
    };
    private static final int[][] RESTORE_LOWS = {{0, 1}, {1, 2}, {0, 1}};

    private final double[][] highs;
    private final double[][] lows;
    private final double[][] batch;
    private final int samples;
    private final int[] gapped;
    private final boolean[] isGapped;
    private final double[][] lowsOfGaps;
    private int gaps;

    Extremes(int samples) {
        this.samples = samples;
        highs = new double[HIGHS][samples];
        lows = new double[LOWS][samples];
        batch = new double[BATCH][samples];
        gapped = new int[samples];
        isGapped = new boolean[samples];
        lowsOfGaps = new double[LOWS][samples];
    }

    /** A value that is not NaN, and its frame. */
    static double packed(float value, int frame) {
        /* -0 would be below 0. */
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return Double.longBitsToDouble(bits | (bits < 0 ? FRAME - frame : frame));
    }

    static float value(double packed) {
        return (float) Double.longBitsToDouble(Double.doubleToRawLongBits(packed) & ~FRAME);
    }

    static int frame(double packed) {
        long bits = Double.doubleToRawLongBits(packed);
        return (int) (bits < 0 ? FRAME - (bits & FRAME) : bits & FRAME);
    }

    /** Makes one number of each value and its frame. */
    static void pack(float[] values, char[] frames, double[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = packed(values[i], frames[i]);
        }
    }

    /** Takes value and frame apart again. */
    static void unpack(double[] packed, float[] values, char[] frames) {
        for (int i = 0; i < packed.length; i++) {
            values[i] = value(packed[i]);
            frames[i] = (char) frame(packed[i]);
        }
    }

    /** Whether it is a value, not the place of one that never came. */
    static boolean isValue(double packed) {
        return Math.abs(packed) < NO_LOW;
    }

    /** Forgets all values. */
    void clear() {
        fill(highs, NO_HIGH);
        fill(lows, NO_LOW);
    }

    private static void fill(double[][] rows, double value) {
        for (double[] row : rows) {
            Arrays.fill(row, value);
        }
    }

    /** A rank of all samples: the least of the highs first, then the lows rising. */
    double[] rank(int rank) {
        return rank < HIGHS ? highs[rank] : lows[rank - HIGHS];
    }

    /**
     * Adds the values of some frames.
     *
     * @param light one frame's samples after the other; NaN where it has none
     */
    void add(int[] frames, float[] light) {
        boolean isFull = frames.length == BATCH;
        gaps = 0;
        Arrays.fill(isGapped, false);
        pack(frames, light, NO_HIGH);
        exchange(batch, SORT);
        mergeHighs(batch);
        if (!isFull) {
            pack(frames, light, NO_LOW);
            exchange(batch, SORT);
            mergeLows(batch);
            return;
        }
        keepGaps();
        mergeLows(batch);
        fillGaps(frames, light);
    }

    /* What is missing was sorted below all values: such samples get their lows one by one. */
    private void keepGaps() {
        for (int gap = 0; gap < gaps; gap++) {
            for (int place = 0; place < LOWS; place++) {
                lowsOfGaps[place][gap] = lows[place][gapped[gap]];
            }
        }
    }

    private void fillGaps(int[] frames, float[] light) {
        double[] lowest = new double[LOWS];
        for (int gap = 0; gap < gaps; gap++) {
            int sample = gapped[gap];
            for (int place = 0; place < LOWS; place++) {
                lowest[place] = lowsOfGaps[place][gap];
            }
            for (int k = 0; k < frames.length; k++) {
                float value = light[k * samples + sample];
                if (!Float.isNaN(value)) {
                    insert(packed(Fixed.within(value), frames[k]), lowest);
                }
            }
            for (int place = 0; place < LOWS; place++) {
                lows[place][sample] = lowest[place];
            }
        }
    }

    private static void insert(double packed, double[] rising) {
        double next = packed;
        for (int place = 0; place < rising.length; place++) {
            double last = rising[place];
            rising[place] = Math.min(last, next);
            next = Math.max(last, next);
        }
    }

    /** Adds the extremes of the same samples from other frames. */
    void add(Extremes other) {
        mergeHighs(other.highs);
        mergeLows(other.lows);
    }

    /** The highest values of a sample, falling. */
    double high(int sample, int place) {
        return highs[HIGHS - 1 - place][sample];
    }

    /** The lowest values of a sample, rising. */
    double low(int sample, int place) {
        return lows[place][sample];
    }

    private void pack(int[] frames, float[] light, double missing) {
        for (int k = 0; k < frames.length; k++) {
            if (pack(frames[k], light, k * samples, missing, batch[k])) {
                noteGaps(batch[k], missing);
            }
        }
        for (int k = frames.length; k < BATCH; k++) {
            Arrays.fill(batch[k], missing);
        }
    }

    private static boolean pack(int frame, float[] light, int at, double missing, double[] into) {
        boolean hasGaps = false;
        for (int i = 0; i < into.length; i++) {
            float value = light[at + i];
            if (Float.isNaN(value)) {
                into[i] = missing;
                hasGaps = true;
            } else {
                into[i] = packed(Fixed.within(value), frame);
            }
        }
        return hasGaps;
    }

    private void noteGaps(double[] packed, double missing) {
        for (int i = 0; i < samples; i++) {
            if (packed[i] == missing && !isGapped[i]) {
                isGapped[i] = true;
                gapped[gaps++] = i;
            }
        }
    }

    /* Of two sorted lists the greatest are the greater of the i-th of one and the i-th from the end of the other; they rise and fall once. */
    private void mergeHighs(double[][] rising) {
        for (int i = 0; i < rising.length; i++) {
            raise(highs[i], rising[rising.length - 1 - i]);
        }
        exchange(highs, RESTORE_HIGHS);
    }

    private void mergeLows(double[][] rising) {
        for (int i = 0; i < LOWS; i++) {
            lower(lows[i], rising[LOWS - 1 - i]);
        }
        exchange(lows, RESTORE_LOWS);
    }

    private static void exchange(double[][] rows, int[][] pairs) {
        for (int[] pair : pairs) {
            exchange(rows[pair[0]], rows[pair[1]]);
        }
    }

    private static void exchange(double[] low, double[] high) {
        for (int i = 0; i < low.length; i++) {
            double a = low[i];
            double b = high[i];
            low[i] = Math.min(a, b);
            high[i] = Math.max(a, b);
        }
    }

    private static void raise(double[] values, double[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], others[i]);
        }
    }

    private static void lower(double[] values, double[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(values[i], others[i]);
        }
    }
}
