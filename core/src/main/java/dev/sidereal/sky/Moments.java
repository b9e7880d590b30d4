package dev.sidereal.sky;

import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The frame that made the maximum of each pixel, read row by row from a stack; {@value #NONE} where the maximum is less than
 * {@value #STEPS} codes above the mean: no data, the same code in all frames (black, or burnt out), or hardly any noise.
 */
final class Moments {

    /** No moment. */
    static final int NONE = -1;

    /* If noise is less than a code, several frames have the greatest one, and the first of them says nothing. */
    private static final int STEPS = 2;

    private final Stack stack;
    private final long[] lights;

    Moments(Stack stack) {
        this.stack = stack;
        LightScale scale = stack.scale();
        this.lights = stack.type() == SampleType.FLOAT32
                ? new long[0]
                : new long[(int) stack.type().most() + 1];
        for (int code = 0; code < lights.length; code++) {
            lights[code] = scale.light(code);
        }
    }

    /** Rows of pixels, of colours the green ones. */
    static final class Lines {
        /** The frame of the maximum, or {@link #NONE}. */
        final int[][] when;
        /** How much more light the maximum is than the mean, in units of the stack's sums; 0 without a moment. */
        final float[][] rise;

        private Lines(int rows, int width) {
            when = new int[rows][width];
            rise = new float[rows][width];
        }
    }

    /** The rows wanted. */
    Lines of(Rows wanted) {
        Shape shape = stack.first().shape();
        Lines lines = new Lines(wanted.count(), shape.width());
        List<Rows> strips = stack.strips().rows();
        for (int strip = 0; strip < strips.size(); strip++) {
            Rows rows = strips.get(strip);
            int first = Math.max(rows.first(), wanted.first());
            int end = Math.min(rows.first() + rows.count(), wanted.first() + wanted.count());
            if (first < end) {
                ByteBuffer when = plane(Plane.WHEN, strip);
                ByteBuffer most = plane(Plane.MAX, strip);
                ByteBuffer sums = plane(Plane.SUM, strip);
                ByteBuffer counts = plane(Plane.COUNT, strip);
                for (int y = first; y < end; y++) {
                    int[] line = lines.when[y - wanted.first()];
                    float[] rise = lines.rise[y - wanted.first()];
                    int at = (y - rows.first()) * shape.rowSamples() + shape.channels() / 2;
                    for (int x = 0; x < shape.width(); x++, at += shape.channels()) {
                        int n = counts.getInt(4 * at);
                        long above = n * light(most, at) - sums.getLong(8 * at);
                        boolean isMoment = above > 0 && above >= (long) n * STEPS * step(most, at);
                        line[x] = isMoment ? when.getInt(4 * at) : NONE;
                        rise[x] = isMoment ? (float) above / n : 0;
                    }
                }
            }
        }
        return lines;
    }

    /* The light between a code and the one below. */
    private long step(ByteBuffer most, int i) {
        return switch (stack.type()) {
            case UINT8 -> step(most.get(i) & 0xFF);
            case UINT16 -> step(most.getShort(2 * i) & 0xFFFF);
            case FLOAT32 -> 0;
        };
    }

    private long step(int code) {
        return code == 0 ? 0 : lights[code] - lights[code - 1];
    }

    private long light(ByteBuffer most, int i) {
        return switch (stack.type()) {
            case UINT8 -> lights[most.get(i) & 0xFF];
            case UINT16 -> lights[most.getShort(2 * i) & 0xFFFF];
            case FLOAT32 -> stack.scale().light(most.getFloat(4 * i));
        };
    }

    private ByteBuffer plane(Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer bytes =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
        stack.write(plane, strip, bytes);
        return bytes.flip().order(Raster.ORDER);
    }
}
