package dev.sidereal.integrate;

import dev.sidereal.image.Raster;

/** Single empty pixels of a picture made like those around them, for files that cannot say that a pixel is empty. */
public final class Holes {

    private static final int LEAST_AROUND = 4;

    private Holes() {}

    /**
     * A copy in which each NaN with values in at least half of its eight neighbours is their mean. A straight edge of the picture stays
     * where it is.
     *
     * @param picture float
     */
    public static Raster filled(Raster picture) {
        Raster filled = Raster.allocate(picture.shape(), picture.type());
        filled.bytes().put(picture.bytes());
        int channels = picture.shape().channels();
        for (int i = 0; i < picture.shape().samples(); i++) {
            if (Double.isNaN(picture.get(i))) {
                int pixel = i / channels;
                filled.set(
                        i,
                        around(
                                picture,
                                pixel % picture.shape().width(),
                                pixel / picture.shape().width(),
                                i % channels));
            }
        }
        return filled;
    }

    private static double around(Raster picture, int x, int y, int channel) {
        double sum = 0;
        int n = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(picture.shape().height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(picture.shape().width() - 1, x + 1); u++) {
                double value = picture.get(u, v, channel);
                if (!Double.isNaN(value)) {
                    sum += value;
                    n++;
                }
            }
        }
        return n < LEAST_AROUND ? Double.NaN : sum / n;
    }
}
