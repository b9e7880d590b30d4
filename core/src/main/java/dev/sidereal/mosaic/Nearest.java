package dev.sidereal.mosaic;

import dev.sidereal.image.Raster;

/**
 * The plainest interpolation of any colour filter array: a colour that a pixel lacks is the mean of the samples of that
 * colour in the 3x3 pixels around it, weighted by 1 / distance^2; where there is none, in 5x5, then 7x7.
 *
 * <p>For Bayer's patterns this is bilinear interpolation.
 */
final class Nearest {

    private static final int WIDEST = 3;

    private Nearest() {}

    static void row(FilteredLight light, int y, Raster picture) {
        for (int x = 0; x < light.width(); x++) {
            float own = light.at(x, y);
            int channel = light.mosaic().channel(x, y);
            for (int c = 0; c < 3; c++) {
                picture.set(x, y, c, c == channel || Float.isNaN(own) ? own : around(light, x, y, c));
            }
        }
    }

    private static double around(FilteredLight light, int x, int y, int channel) {
        for (int radius = 1; radius <= WIDEST; radius++) {
            double sum = 0;
            double weights = 0;
            for (int v = Math.max(0, y - radius); v <= Math.min(light.height() - 1, y + radius); v++) {
                for (int u = Math.max(0, x - radius); u <= Math.min(light.width() - 1, x + radius); u++) {
                    if (light.mosaic().channel(u, v) == channel && !Float.isNaN(light.at(u, v))) {
                        double weight = 1.0 / ((u - x) * (u - x) + (v - y) * (v - y));
                        sum += weight * light.at(u, v);
                        weights += weight;
                    }
                }
            }
            if (weights > 0) {
                return sum / weights;
            }
        }
        return Double.NaN;
    }
}
