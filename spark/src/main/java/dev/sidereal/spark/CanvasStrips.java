package dev.sidereal.spark;

import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Integration;
import dev.sidereal.run.Overlay;
import java.util.Optional;

/**
 * The strips of rows in which a canvas is joined, and what of them travels: for each part of the lights the state of its sums and
 * extremes, whatever the number of lights, or every light's samples where that is less or needed.
 *
 * @param shape of the canvas
 * @param rows  of a strip; a power of 2 up to {@link Overlay#CHUNK_ROWS}
 * @param state bytes of a sample in the state of a part; empty: every light travels, {@link Float#BYTES} for a sample
 */
record CanvasStrips(Shape shape, int rows, Optional<Integer> state) {

    private static final long MOST_BYTES = 64L << 20;
    /* Spark looks at its memory for every 32nd record only. */
    private static final long MOST_STATE_BYTES = 4L << 20;

    /** Strips in which every light travels: few enough rows that the values of all lights in them fit a task. */
    static CanvasStrips ofLights(Overlay overlay) {
        Shape shape = overlay.shape();
        long row = Integration.bytes(shape.rowSamples(), overlay.contributions().size(), overlay.rejection());
        return new CanvasStrips(shape, rows(row, MOST_BYTES), Optional.empty());
    }

    /** Strips of which states travel. */
    static CanvasStrips ofStates(Overlay overlay, int state) {
        Shape shape = overlay.shape();
        return new CanvasStrips(shape, rows((long) state * shape.rowSamples(), MOST_STATE_BYTES), Optional.of(state));
    }

    private static int rows(long row, long most) {
        int rows = Overlay.CHUNK_ROWS;
        while (rows > 1 && rows * row > most) {
            rows /= 2;
        }
        return rows;
    }

    int count() {
        return (shape.height() + rows - 1) / rows;
    }

    Rows strip(int strip) {
        return new Rows(strip * rows, Math.min(rows, shape.height() - strip * rows));
    }

    /** The strip that begins with a row. */
    int at(int row) {
        return row / rows;
    }

    /** Bytes of a strip of one light, or of the state of one part. */
    int sentBytes() {
        return Math.multiplyExact(rows * shape.rowSamples(), state.orElse(Float.BYTES));
    }

    /** Bytes of a joined strip: light, coverage, rejected. */
    int joinedBytes() {
        return rows * (shape.rowSamples() + 2 * shape.width()) * Float.BYTES;
    }
}
