package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Star trails on a sky without the bias of a maximum: the greatest light where a star was, the mean light where noise was.
 *
 * <p>The greatest of N frames of noise lies {@code E[max]} deviations above the mean (3.24 for N = 1000) and hides faint
 * trails. {@link SkyNoise} says how far each sample lies above what noise and clouds made around it, {@link LitSamples}
 * which were lit by a star, by their height and by the order of frames along the trail, {@link TrailGaps} what lies between
 * them. Where a share w of the light is a star's, the picture is {@code mean + w * (greatest - mean)}.
 *
 * <p>Below {@value #LEAST_FRAMES} frames noise cannot be told from stars: the plain maximum. Samples without data are NaN.
 * Cost: eight bytes and a code a sample besides the stack and the picture; the same bits for any number of threads.
 */
final class CleanLight {

    static final int LEAST_FRAMES = 10;

    /* Of more frames the numbers begin anew: frames so far apart share samples by chance as seldom as any two. */
    private static final int MOST_FRAMES = 1 << 16;

    /* How far each sample lies above noise, its frame, its marks, the share it keeps. */
    private static final int SAMPLE_BYTES = 4 + 2 + 1 + 1;
    /* Of a pixel: the frame that lit it, and the direction of its line. */
    private static final int PIXEL_BYTES = 2 + 1;

    private CleanLight() {}

    /** Memory that is taken besides the light: that of each sample, and the greatest codes. */
    static long bytes(FrameInfo first) {
        return first.shape().samples() * (SAMPLE_BYTES + first.type().bytes())
                + first.shape().pixels() * PIXEL_BYTES;
    }

    /** The light, 1 being the full scale of one frame; a mosaic stays one. */
    static Raster of(Stack stack) {
        Raster light = CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
        int frames = (int) stack.frames().stream().filter(FrameRecord::used).count();
        if (frames >= LEAST_FRAMES) {
            Trails trails = new Trails(stack.first().shape(), SkyNoise.of(stack, frames), when(stack));
            LitSamples.find(trails, light, frames);
            calm(stack, TrailGaps.shares(trails, frames), light);
        }
        return light;
    }

    /* Frames are numbered without those that were left out, so that neighbours in time differ by 1. */
    private static char[] when(Stack stack) {
        List<FrameRecord> records = stack.frames();
        char[] numbers = new char[records.size()];
        int used = 0;
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (char) (used % MOST_FRAMES);
            used += records.get(row).used() ? 1 : 0;
        }
        Shape shape = stack.first().shape();
        char[] when = new char[Math.toIntExact(shape.samples())];
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer frames = numbers(stack, Plane.WHEN, strip);
            int first = rows.first() * shape.rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int row = frames.getInt(4 * i);
                when[first + i] = row < 0 ? 0 : numbers[row];
            }
        });
        return when;
    }

    private static void calm(Stack stack, byte[] shares, Raster light) {
        double one = stack.scale().fullScale();
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer counts = numbers(stack, Plane.COUNT, strip);
            ByteBuffer sums = numbers(stack, Plane.SUM, strip);
            int first = rows.first() * stack.first().shape().rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int share = shares[first + i] & 0xFF;
                int n = counts.getInt(4 * i);
                if (share < 255 && n > 0) {
                    double mean = sums.getLong(8 * i) / one / n;
                    light.set(first + i, mean + share / 255.0 * (light.get(first + i) - mean));
                } else if (n == 0) {
                    light.set(first + i, Double.NaN);
                }
            }
        });
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
        stack.write(plane, strip, numbers);
        return numbers;
    }
}
