package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Fading trails: {@code background + (trails - background) * share of the frame}, in linear light.
 *
 * <p>Trails are {@link CleanLight} where the stack has its planes, so that noise does not glitter, else the greatest light.
 * The background is the mean, else the least light, else 0. Samples without data are NaN. Tinted by time, the three
 * channels of a pixel share what they have above the background as the frame of the highest one says.
 */
final class CometLight {

    private CometLight() {}

    static Raster of(Stack stack, Comet comet, Supplier<Raster> trails) {
        Set<Plane> planes = stack.planes();
        double[] shares = comet.shares(stack.frames());
        boolean tinted = comet.tint() == Comet.Tint.TIME;
        if (tinted && stack.first().shape().channels() != 3) {
            throw new OptionException("--tint: expected frames in colour, found "
                    + (stack.first().coding().mosaic().isPresent()
                            ? "mosaics; read them with --raw developed"
                            : "grey ones"));
        }
        double[][] tints = Comet.tints(stack.frames());
        Raster light = trails.get();
        CodeTable codes = new CodeTable(stack.type(), stack.curve());
        boolean hasMean = planes.contains(Plane.SUM);
        boolean hasLeast = planes.contains(Plane.MIN);
        double one = stack.scale().fullScale();
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer when = stack.numbers(Plane.WHEN, strip);
            ByteBuffer sums = hasMean ? stack.numbers(Plane.SUM, strip) : when;
            ByteBuffer counts = hasMean ? stack.numbers(Plane.COUNT, strip) : when;
            ByteBuffer least = hasLeast ? stack.numbers(Plane.MIN, strip) : when;
            int first = rows.first() * stack.first().shape().rowSamples();
            double[] above = new double[3];
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int row = when.getInt(4 * i);
                double background = row < 0
                        ? 0
                        : hasMean
                                ? sums.getLong(8 * i) / one / counts.getInt(4 * i)
                                : hasLeast ? codes.light(least, i) : 0;
                double own = row < 0 ? 0 : (light.get(first + i) - background) * shares[row];
                if (row >= 0) {
                    light.set(first + i, background + own);
                }
                above[i % 3] = own;
                if (tinted && i % 3 == 2) {
                    tint(light, first + i - 2, above, tints[Math.max(0, when.getInt(4 * (i - 2 + highest(above))))]);
                }
            }
        });
        return light;
    }

    private static int highest(double[] above) {
        return above[0] >= above[1] && above[0] >= above[2] ? 0 : above[1] >= above[2] ? 1 : 2;
    }

    private static void tint(Raster light, int first, double[] above, double[] tint) {
        double mean = (above[0] + above[1] + above[2]) / 3;
        for (int c = 0; c < 3; c++) {
            light.set(first + c, light.get(first + c) - above[c] + mean * tint[c]);
        }
    }
}
