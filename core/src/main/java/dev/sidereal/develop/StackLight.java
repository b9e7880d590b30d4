package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What the sums of a stack say in linear light, 1 being the full scale of one frame, as float pictures.
 *
 * <p>With n the count of a sample, S and Q its sums: mean {@code S / n}; sum {@code S}; sigma, the standard deviation of
 * one frame, {@code sqrt((Q - S * S / n) / (n - 1))}, 0 for n = 1. Computed in double from whole numbers, so the mean is
 * right to half a unit of float. Samples without data are NaN.
 */
public enum StackLight {
    MEAN {
        @Override
        double light(double n, double sum, double squares) {
            return sum / n;
        }
    },
    SUM {
        @Override
        double light(double n, double sum, double squares) {
            return sum;
        }
    },
    SIGMA {
        @Override
        double light(double n, double sum, double squares) {
            return n == 1 ? 0 : Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1));
        }
    };

    abstract double light(double n, double sum, double squares);

    /**
     * The picture.
     *
     * @throws IllegalArgumentException if the stack lacks SUM (for sigma: SUMSQ)
     */
    public Raster of(Stack stack) {
        Raster light = Raster.allocate(stack.first().shape(), SampleType.FLOAT32);
        double one = stack.scale().fullScale();
        double oneSquared = stack.scale().fullScaleSquared();
        byStrips(stack, strips -> {
            ByteBuffer counts = buffer(stack, Plane.COUNT);
            ByteBuffer sums = buffer(stack, Plane.SUM);
            ByteBuffer squares = this == SIGMA ? buffer(stack, Plane.SUMSQ) : sums;
            for (int strip : strips) {
                Rows rows = stack.strips().rows().get(strip);
                int samples = stack.strips().samples(rows);
                stack.write(Plane.COUNT, strip, counts.clear());
                stack.write(Plane.SUM, strip, sums.clear());
                if (this == SIGMA) {
                    stack.write(Plane.SUMSQ, strip, squares.clear());
                }
                ByteBuffer out = light.bytes(rows);
                for (int i = 0; i < samples; i++) {
                    int n = counts.getInt(4 * i);
                    double sum = sums.getLong(8 * i) / one;
                    double value = n == 0 ? Double.NaN : light(n, sum, squares.getLong(8 * i) / oneSquared);
                    out.putFloat(4 * i, (float) value);
                }
            }
        });
        return light;
    }

    /** In how many of the frames used each sample had data, as a fraction of them; NaN without frames. */
    static Raster counts(Stack stack) {
        Raster fractions = Raster.allocate(stack.first().shape(), SampleType.FLOAT32);
        long used = stack.frames().stream().filter(FrameRecord::used).count();
        byStrips(stack, strips -> {
            ByteBuffer counts = buffer(stack, Plane.COUNT);
            for (int strip : strips) {
                Rows rows = stack.strips().rows().get(strip);
                stack.write(Plane.COUNT, strip, counts.clear());
                ByteBuffer out = fractions.bytes(rows);
                for (int i = 0; i < stack.strips().samples(rows); i++) {
                    out.putFloat(4 * i, (float) counts.getInt(4 * i) / used);
                }
            }
        });
        return fractions;
    }

    /* All strips, by all processors; each takes every so many of them, so that it needs its buffers but once. */
    private static void byStrips(Stack stack, Consumer<List<Integer>> work) {
        int processors = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, processors)
                .parallel()
                .mapToObj(first -> IntStream.iterate(
                                first, strip -> strip < stack.strips().count(), strip -> strip + processors)
                        .boxed()
                        .toList())
                .forEach(work);
    }

    /* Room for any strip of a plane. */
    private static ByteBuffer buffer(Stack stack, Plane plane) {
        return ByteBuffer.allocate(
                        stack.strips().mostSamples() * stack.type(plane).bytes())
                .order(Raster.ORDER);
    }
}
