package dev.sidereal.formats.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells floats that count from 0 to 1 from those that count as a converter of 16 bits does, where the header does not say.
 *
 * <p>Up to 16 rows, evenly spread over the picture, are looked at: if more than one in a hundred numbers lies beyond 2 on either
 * side of 0, they are counts. The noise of counts is above 2, light in full scales is below it but for a few faulty
 * pixels, so frames of one night do not fall on different sides.
 */
final class FloatUnit {

    private static final int ROWS = 16;
    private static final float MOST = 2;

    private FloatUnit() {}

    /** The number that is full scale: 1 or 65535. */
    static double of(FrameUnit frames, FitsInput input) throws IOException {
        StoredRows stored = frames.unit().isTiled()
                ? TiledRows.open(input, frames)
                : new PlainRows(input, frames, ByteBuffer.allocate(0));
        int width = frames.shape().width();
        ByteBuffer row = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
        long rows = Math.min(ROWS, frames.rows());
        long beyond = 0;
        for (int i = 0; i < rows; i++) {
            frames.copy().copy(stored.read((2 * i + 1) * frames.rows() / (2 * rows), 1), 0, width, row, 0, 1);
            for (int x = 0; x < width; x++) {
                float value = row.getFloat(4 * x);
                beyond += Math.abs(value) > MOST && Float.isFinite(value) ? 1 : 0;
            }
        }
        return beyond * 100 > rows * width ? Scaling.COUNTS : 1;
    }
}
