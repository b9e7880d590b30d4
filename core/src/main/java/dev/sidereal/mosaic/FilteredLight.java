package dev.sidereal.mosaic;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;

/**
 * The light behind the filters of a mosaic: {@code min(1, (code - black) / (white - black) * balance)} with
 * {@code code = sample * unit}, NaN where the sample is missing.
 *
 * <p>Light that is nothing but noise may be below 0. What is burnt out is 1 in every channel, so it stays white.
 */
final class FilteredLight {

    private final Raster samples;
    private final Mosaic mosaic;
    private final int width;
    private final int height;
    private final int patternRows;
    private final int patternColumns;
    private final double[] scale;
    private final double[] offset;

    FilteredLight(Raster samples, double unit, Mosaic mosaic) {
        this.samples = samples;
        this.mosaic = mosaic;
        width = samples.shape().width();
        height = samples.shape().height();
        patternRows = mosaic.rows();
        patternColumns = mosaic.columns();
        int places = mosaic.colours().length();
        scale = new double[places];
        offset = new double[places];
        for (int place = 0; place < places; place++) {
            double black = mosaic.black().get(place);
            double gain =
                    mosaic.balance().get("RGB".indexOf(mosaic.colours().charAt(place))) / (mosaic.white() - black);
            scale[place] = unit * gain;
            offset[place] = -black * gain;
        }
    }

    Mosaic mosaic() {
        return mosaic;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Light at a pixel inside the picture. */
    float at(int x, int y) {
        int place = y % patternRows * patternColumns + x % patternColumns;
        return (float) Math.min(1, samples.get(y * width + x) * scale[place] + offset[place]);
    }

    /** Light at a pixel inside the picture; where it is missing, the mean of the nearest of its colour. */
    float filled(int x, int y) {
        float light = at(x, y);
        return Float.isNaN(light) ? meanAround(x, y) : light;
    }

    private float meanAround(int x, int y) {
        double sum = 0;
        int n = 0;
        for (int dy = -mosaic.rows(); dy <= mosaic.rows(); dy += mosaic.rows()) {
            for (int dx = -mosaic.columns(); dx <= mosaic.columns(); dx += mosaic.columns()) {
                int u = x + dx;
                int v = y + dy;
                if (u >= 0 && u < width && v >= 0 && v < height && !Float.isNaN(at(u, v))) {
                    sum += at(u, v);
                    n++;
                }
            }
        }
        return n == 0 ? Float.NaN : (float) (sum / n);
    }

    /** A coordinate mirrored into 0 to {@code size - 1} at the outermost samples, which keeps Bayer's parity. */
    static int mirrored(int at, int size) {
        int period = 2 * (size - 1);
        int inside = Math.floorMod(at, period);
        return inside < size ? inside : period - inside;
    }
}
