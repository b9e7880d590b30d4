package dev.sidereal.align;

/**
 * Where the pixels of a row lie along one axis of a frame, in whole multiples of 2^-32 pixels: along one straight line or along many that
 * begin at every eighth pixel of the canvas.
 *
 * <p>Pixels are taken in runs whose samples follow each other: {@code advance} samples further for each pixel. Belongs to one thread.
 */
final class Course {

    /** Pixels of a straight piece of a course that is not straight. */
    static final int KNOT = 8;

    private static final int BITS = 32;
    private static final long ONE = 1L << BITS;
    private static final int MOST = Warp.TILE_WIDTH;
    private static final float[] RAMP = new float[MOST];

    static {
        for (int i = 0; i < MOST; i++) {
            RAMP[i] = i;
        }
    }

    private final int left;
    private final int wide;
    private final int advance;
    private final long[] starts;
    private final long[] steps;
    private boolean isStraight = true;

    /**
     * For the pixels of a row of the canvas.
     *
     * @param left    column of the first
     * @param wide    number of pixels, at most {@link Warp}'s tile
     * @param advance 1 along rows of the frame, which the row nearly follows, 0 across them
     */
    Course(int left, int wide, int advance) {
        this.left = left;
        this.wide = wide;
        this.advance = advance;
        starts = new long[wide / KNOT + 2];
        steps = new long[starts.length];
    }

    /** A place as a whole number. */
    static long fixed(double place) {
        return Math.round(place * ONE);
    }

    /** Makes the course straight. */
    void straight(long first, long step) {
        isStraight = true;
        starts[0] = first;
        steps[0] = step;
    }

    /** Columns of the canvas of which {@link #knot} wants to know, every eighth from this one on to beyond the last. */
    int firstKnot() {
        return Math.floorDiv(left, KNOT) * KNOT;
    }

    /** Sets the place of a knot, in their order. */
    void knot(int number, long place) {
        isStraight = false;
        starts[number] = place;
        if (number > 0) {
            steps[number - 1] = (place - starts[number - 1]) / KNOT;
        }
    }

    private int piece(int i) {
        return isStraight ? 0 : (left + i - firstKnot()) / KNOT;
    }

    private int origin(int piece) {
        return isStraight ? 0 : firstKnot() + piece * KNOT - left;
    }

    long place(int i) {
        int piece = piece(i);
        return starts[piece] + steps[piece] * (i - origin(piece));
    }

    /** Number of the sample before the place of a pixel. */
    int whole(int i) {
        return (int) (place(i) >> BITS);
    }

    /** Whether a place lies within so many samples. */
    boolean isWithin(int i, int count) {
        long place = place(i);
        return place >= 0 && place <= (count - 1L) << BITS;
    }

    /** The pixel after the run of a pixel. */
    int runEnd(int i) {
        int piece = piece(i);
        int last = isStraight ? wide : Math.min(wide, origin(piece) + KNOT);
        long left = place(i) & (ONE - 1);
        long step = steps[piece] - advance * ONE;
        long count = step == 0 ? wide : step > 0 ? (ONE - left + step - 1) / step : left / -step + 1;
        return (int) Math.min(last, i + count);
    }

    /** Writes how far the pixels of a run lie behind the sample before them. */
    void parts(int from, int to, float[] into) {
        int piece = piece(from);
        int origin = origin(piece);
        int passed = whole(from) - (int) (starts[piece] >> BITS) - advance * (from - origin);
        float start = (starts[piece] & (ONE - 1)) * 0x1p-32f - passed;
        float step = (steps[piece] - advance * ONE) * 0x1p-32f;
        if (isStraight) {
            for (int i = from; i < to; i++) {
                into[i] = start + step * RAMP[i];
            }
        } else {
            for (int i = from; i < to; i++) {
                into[i] = start + step * (i - origin);
            }
        }
    }
}
