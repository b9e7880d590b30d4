package dev.sidereal.spark;

import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Integration;
import dev.sidereal.run.Overlay;

/**
 * The strips of rows in which a canvas is joined: few enough rows that the values of all lights in them fit a task.
 *
 * @param shape of the canvas
 * @param rows  of a strip; a power of 2 up to {@link Overlay#CHUNK_ROWS}
 */
record CanvasStrips(Shape shape, int rows) {

    private static final long MOST_BYTES = 64L << 20;

    /** For an overlay. */
    static CanvasStrips of(Overlay overlay) {
        Shape shape = overlay.shape();
        int rows = Overlay.CHUNK_ROWS;
        while (rows > 1 && bytes(overlay, rows) > MOST_BYTES) {
            rows /= 2;
        }
        return new CanvasStrips(shape, rows);
    }

    private static long bytes(Overlay overlay, int rows) {
        return Integration.bytes(
                (long) rows * overlay.shape().rowSamples(),
                overlay.contributions().size(),
                overlay.rejection());
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

    /** Bytes of a light in a strip. */
    int lightBytes() {
        return rows * shape.rowSamples() * Float.BYTES;
    }

    /** Bytes of a joined strip: light, coverage, rejected. */
    int joinedBytes() {
        return rows * (shape.rowSamples() + 2 * shape.width()) * Float.BYTES;
    }
}
