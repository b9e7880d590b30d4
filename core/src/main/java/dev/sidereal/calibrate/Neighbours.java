package dev.sidereal.calibrate;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.Optional;

/** The samples around one that see light of the same colour: the eight nearest at the pattern's distance. */
final class Neighbours {

    private final int width;
    private final int height;
    private final int channels;
    private final int right;
    private final int down;

    Neighbours(Shape shape, Optional<Mosaic> mosaic) {
        width = shape.width();
        height = shape.height();
        channels = shape.channels();
        right = mosaic.map(Mosaic::columns).orElse(1);
        down = mosaic.map(Mosaic::rows).orElse(1);
    }

    /** Takes the neighbours that are numbers and not marked; returns how many. */
    int take(float[] samples, boolean[] marked, int index, float[] into) {
        int pixel = index / channels;
        int channel = index % channels;
        int x = pixel % width;
        int y = pixel / width;
        int n = 0;
        for (int dy = -down; dy <= down; dy += down) {
            for (int dx = -right; dx <= right; dx += right) {
                int u = x + dx;
                int v = y + dy;
                if ((dx != 0 || dy != 0) && u >= 0 && u < width && v >= 0 && v < height) {
                    int at = (v * width + u) * channels + channel;
                    if (!Float.isNaN(samples[at]) && (marked.length == 0 || !marked[at])) {
                        into[n++] = samples[at];
                    }
                }
            }
        }
        return n;
    }

    /** The median of the first {@code n} values, which are sorted; NaN for none. */
    static float median(float[] values, int n) {
        Arrays.sort(values, 0, n);
        return n == 0 ? Float.NaN : 0.5f * (values[(n - 1) / 2] + values[n / 2]);
    }
}
