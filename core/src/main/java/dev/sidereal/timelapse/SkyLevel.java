package dev.sidereal.timelapse;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How bright a frame is: the mean light of the middle half of its green (or grey) samples in order of brightness, taken from a
 * grid of at most {@value #MOST_COLUMNS} by {@value #MOST_ROWS}.
 *
 * <p>Stars, lamps and what is black are outside that half, and a mean moves evenly where a median of 8-bit codes jumps by
 * several percent.
 */
final class SkyLevel {

    private static final int MOST_COLUMNS = 320;
    private static final int MOST_ROWS = 240;

    private SkyLevel() {}

    /** The level of a picture, 0 to 1. */
    static double of(Raster picture, Screen screen) {
        Shape shape = picture.shape();
        int step = (shape.width() + MOST_COLUMNS - 1) / MOST_COLUMNS;
        int rowStep = (shape.height() + MOST_ROWS - 1) / MOST_ROWS;
        int columns = (shape.width() + step - 1) / step;
        int rows = (shape.height() + rowStep - 1) / rowStep;
        ByteBuffer bytes = picture.bytes();
        float[] lights = new float[columns * rows];
        for (int y = 0; y < rows; y++) {
            int at = y * rowStep * shape.rowSamples() + shape.channels() / 2;
            for (int x = 0; x < columns; x++) {
                lights[y * columns + x] = screen.light(bytes, at + x * step * shape.channels());
            }
        }
        Arrays.sort(lights);
        int from = lights.length / 4;
        int to = lights.length - from;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += lights[i];
        }
        return sum / (to - from);
    }
}
