package dev.sidereal.image;

import java.util.ArrayList;
import java.util.List;

/** The rows {@code first} (counted from 0, the top) to {@code first + count - 1} of a picture. */
public record Rows(int first, int count) {

    public Rows {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "rows: expected at least one row from 0 on, found " + count + " from " + first);
        }
    }

    /** The row after the last one. */
    public int end() {
        return first + count;
    }

    /** These rows from top to bottom in pieces of {@code height} rows; the last piece may be smaller. */
    public List<Rows> split(int height) {
        List<Rows> pieces = new ArrayList<>();
        for (int row = first; row < end(); row += height) {
            pieces.add(new Rows(row, Math.min(height, end() - row)));
        }
        return List.copyOf(pieces);
    }
}
