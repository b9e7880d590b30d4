package dev.sidereal.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The name of what travels: one strip of rows of one night, folded from some of its frames. Sorted by night, strip and first
 * frame, so that whoever joins tiles meets them in the order of their frames.
 *
 * @param night number of the night in its job
 * @param strip of the picture, from the top; {@link #FRAMES} for the list of frames
 * @param first number of the first frame folded into it
 */
record Tile(int night, int strip, int first) implements Serializable, Comparable<Tile> {

    private static final long serialVersionUID = 1;

    /** In place of a strip: how the frames of a part fared. */
    static final int FRAMES = -1;

    private static final Comparator<Tile> ORDER =
            Comparator.comparingInt(Tile::night).thenComparingInt(Tile::strip).thenComparingInt(Tile::first);

    @Override
    public int compareTo(Tile other) {
        return ORDER.compare(this, other);
    }

    /** Whether both are to be joined. */
    boolean isSamePlace(Tile other) {
        return night == other.night && strip == other.strip;
    }
}
