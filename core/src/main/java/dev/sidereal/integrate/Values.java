package dev.sidereal.integrate;

/**
 * The values of all frames in some rows of the picture that is being made, in a form that is enough for a rejection.
 *
 * <p>Frames may be added in any order and by many threads, each frame once for each strip; the result is the same bits.
 */
interface Values {

    /**
     * Adds a frame's samples.
     *
     * @param frame its number
     * @param at    the first sample, of those of the band
     * @param light above the sky; NaN where the frame has none
     */
    void add(int frame, int at, float[] light, int count);

    /** Finishes samples: writes the light, how many frames it is of, and how many were rejected below and above. */
    void finish(int at, int count, Finished into);

    /** Where finished samples go; one thread fills it at a time. */
    final class Finished {
        final float[] light;
        final int[] used;
        final int[] low;
        final int[] high;
        long full;

        Finished(int count) {
            light = new float[count];
            used = new int[count];
            low = new int[count];
            high = new int[count];
        }
    }
}
