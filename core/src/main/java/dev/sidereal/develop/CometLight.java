package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fading trails: {@code background + (trails - background) * share of the frame}, in linear light.
 *
 * <p>Trails are {@link CleanLight} where the stack has its planes, so that noise does not glitter, else the greatest light.
 * The background is the mean, else the least light, else 0. Samples without data are NaN.
 */
final class CometLight {

    private CometLight() {}

    static Raster of(Stack stack, Comet comet) {
        Set<Plane> planes = stack.planes();
        double[] shares = comet.shares(stack.frames());
        Raster light = planes.containsAll(Product.CLEAN.planes())
                ? CleanLight.of(stack)
                : CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
        CodeTable codes = new CodeTable(stack.type(), stack.curve());
        boolean hasMean = planes.contains(Plane.SUM);
        boolean hasLeast = planes.contains(Plane.MIN);
        double one = stack.scale().fullScale();
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer when = numbers(stack, Plane.WHEN, strip);
            ByteBuffer sums = hasMean ? numbers(stack, Plane.SUM, strip) : when;
            ByteBuffer counts = hasMean ? numbers(stack, Plane.COUNT, strip) : when;
            ByteBuffer least = hasLeast ? numbers(stack, Plane.MIN, strip) : when;
            int first = rows.first() * stack.first().shape().rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int row = when.getInt(4 * i);
                if (row >= 0) {
                    double background = hasMean
                            ? sums.getLong(8 * i) / one / counts.getInt(4 * i)
                            : hasLeast ? codes.light(least, i) : 0;
                    light.set(first + i, background + (light.get(first + i) - background) * shares[row]);
                }
            }
        });
        return light;
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
        stack.write(plane, strip, numbers);
        return numbers;
    }
}
