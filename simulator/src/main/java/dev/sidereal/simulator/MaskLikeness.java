package dev.sidereal.simulator;

import dev.sidereal.image.Raster;
import java.util.Arrays;

/**
 * How like a found mask of the sky is to the true one, both 8 bits of one channel, sky from 128 on.
 *
 * @param overlap       pixels that are sky in both, as a part of those that are sky in either; 1 where neither has any
 * @param skylineError  median over the columns of the difference of their number of sky pixels down to the first ground
 *                      pixel, in pixels
 */
public record MaskLikeness(double overlap, double skylineError) {

    private static final int SKY = 128;

    public static MaskLikeness of(Raster found, Raster truth) {
        int width = truth.shape().width();
        int height = truth.shape().height();
        long both = 0;
        long either = 0;
        int[] errors = new int[width];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                boolean a = found.get(x, y, 0) >= SKY;
                boolean b = truth.get(x, y, 0) >= SKY;
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
            errors[x] = Math.abs(skyline(found, x) - skyline(truth, x));
        }
        Arrays.sort(errors);
        return new MaskLikeness(either == 0 ? 1 : (double) both / either, errors[width / 2]);
    }

    private static int skyline(Raster mask, int x) {
        int y = 0;
        while (y < mask.shape().height() && mask.get(x, y, 0) >= SKY) {
            y++;
        }
        return y;
    }
}
