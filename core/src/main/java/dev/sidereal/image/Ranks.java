package dev.sidereal.image;

/**
 * Values by their rank, without sorting: floats are counted by the upper half of their bits, and those of the half that is wanted by
 * the lower one.
 *
 * <p>The result is the value that sorting would bring to that place. Values are 0 or more and not NaN, in any order, and stay as they
 * are. Cost: two passes, 2 ns for a value, and half a megabyte.
 */
public final class Ranks {

    private static final int HALF = 16;
    private static final int KINDS = 1 << HALF;

    private Ranks() {}

    /**
     * The value that has so many below it.
     *
     * @param count of the first values, which alone are looked at
     * @param rank  0 to {@code count - 1}
     */
    public static float of(float[] values, int count, int rank) {
        int[] upper = new int[KINDS];
        for (int i = 0; i < count; i++) {
            upper[bits(values[i]) >>> HALF]++;
        }
        int left = rank;
        int kind = 0;
        for (; left >= upper[kind]; kind++) {
            left -= upper[kind];
        }
        int[] lower = new int[KINDS];
        for (int i = 0; i < count; i++) {
            int bits = bits(values[i]);
            if (bits >>> HALF == kind) {
                lower[bits & (KINDS - 1)]++;
            }
        }
        int rest = 0;
        for (; left >= lower[rest]; rest++) {
            left -= lower[rest];
        }
        return Float.intBitsToFloat(kind << HALF | rest);
    }

    /** The mean of the one or two in the middle. */
    public static double median(float[] values, int count) {
        float below = of(values, count, (count - 1) / 2);
        return count % 2 == 1 ? below : 0.5 * ((double) below + of(values, count, count / 2));
    }

    /* Bits of floats from 0 on rise with them; -0 is 0. */
    private static int bits(float value) {
        return Float.floatToRawIntBits(value + 0f);
    }
}
