package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * Star trails on a sky without the bias of a maximum: the greatest light where a star was, the mean light where noise was.
 *
 * <p>The greatest of N frames of noise lies {@code E[max]} deviations above the mean (3.24 for N = 1000) and hides faint
 * trails. Where a share w of the light is a star's, by {@link StarShares}, the picture is
 * {@code mean + w * (greatest - mean)}. Samples without data are NaN.
 */
final class CleanLight {

    private CleanLight() {}

    /** The light, 1 being the full scale of one frame; a mosaic stays one. */
    static Raster of(Stack stack, StarShares shares) {
        Raster light = CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
        calm(stack, shares, light);
        return light;
    }

    private static void calm(Stack stack, StarShares shares, Raster light) {
        double one = stack.scale().fullScale();
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer counts = stack.numbers(Plane.COUNT, strip);
            ByteBuffer sums = stack.numbers(Plane.SUM, strip);
            int first = rows.first() * stack.first().shape().rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                double share = shares.get(first + i);
                int n = counts.getInt(4 * i);
                if (share < 1 && n > 0) {
                    double mean = sums.getLong(8 * i) / one / n;
                    light.set(first + i, mean + share * (light.get(first + i) - mean));
                } else if (n == 0) {
                    light.set(first + i, Double.NaN);
                }
            }
        });
    }
}
