package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.util.Arrays;

/**
 * The noise of a channel of a float picture: the standard deviation of a sample, from differences of samples three columns apart,
 * {@code 1.4826 median |a - b| / sqrt(2)}.
 *
 * <p>Stars, gradients and single faults hardly count; samples that were interpolated share little three columns apart. NaN where
 * there are no pairs. Cost: at most 500 000 differences.
 */
public final class Noise {

    private static final int LAG = 3;
    private static final int MOST = 500_000;

    private Noise() {}

    public static double of(Raster picture, int channel) {
        int width = picture.shape().width();
        int height = picture.shape().height();
        int channels = picture.shape().channels();
        int step = Math.max(1, (int) ((long) width * height / MOST));
        float[] row = new float[picture.shape().rowSamples()];
        float[] sizes = new float[Math.max(0, width - LAG) * ((height + step - 1) / step)];
        int n = 0;
        for (int y = 0; y < height; y += step) {
            picture.bytes(new Rows(y, 1)).asFloatBuffer().get(row);
            for (int x = LAG; x < width; x++) {
                float size = Math.abs(row[x * channels + channel] - row[(x - LAG) * channels + channel]);
                if (!Float.isNaN(size)) {
                    sizes[n++] = size;
                }
            }
        }
        if (n == 0) {
            return Double.NaN;
        }
        Arrays.sort(sizes, 0, n);
        return 1.4826 * Clipping.median(sizes, 0, n) / Math.sqrt(2);
    }
}
