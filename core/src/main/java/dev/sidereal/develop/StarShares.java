package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which share of the greatest light above the mean a star made, for every sample of a night.
 *
 * <p>{@link SkyNoise} says how far each sample lies above what noise and clouds made around it, {@link LitSamples} which were
 * lit by a star, by their height and by the order of frames along the trail, {@link TrailGaps} what lies between them. Below
 * {@value #LEAST_FRAMES} frames noise cannot be told from stars: all of it is a star's.
 *
 * <p>Cost: eight bytes and a code a sample, three for a pixel, and about four seconds of one processor for a megapixel in
 * colour; the same for any number of threads.
 */
final class StarShares {

    static final int LEAST_FRAMES = 10;

    /* Of more frames the numbers begin anew: frames so far apart share samples by chance as seldom as any two. */
    private static final int MOST_FRAMES = 1 << 16;
    /* How far each sample lies above noise, its frame, its marks, the share it keeps. */
    private static final int SAMPLE_BYTES = 4 + 2 + 1 + 1;
    /* Of a pixel: the frame that lit it, and the direction of its line. */
    private static final int PIXEL_BYTES = 2 + 1;

    private final byte[] shares;

    private StarShares(byte[] shares) {
        this.shares = shares;
    }

    /** Memory that is taken besides the light: that of each sample and pixel, and the greatest codes. */
    static long bytes(FrameInfo first) {
        return first.shape().samples() * (SAMPLE_BYTES + first.type().bytes())
                + first.shape().pixels() * PIXEL_BYTES;
    }

    static StarShares of(Stack stack) {
        int frames = (int) stack.frames().stream().filter(FrameRecord::used).count();
        if (frames < LEAST_FRAMES) {
            byte[] all = new byte[Math.toIntExact(stack.first().shape().samples())];
            Arrays.fill(all, (byte) 255);
            return new StarShares(all);
        }
        Raster light = CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
        Trails trails = new Trails(stack.first().shape(), SkyNoise.of(stack, frames), when(stack));
        LitSamples.find(trails, light, frames);
        return new StarShares(TrailGaps.shares(trails, frames));
    }

    /** From 0, a sample of the sky, to 1. */
    double get(int sample) {
        return (shares[sample] & 0xFF) / 255.0;
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
            ByteBuffer frames = stack.numbers(Plane.WHEN, strip);
            int first = rows.first() * shape.rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int row = frames.getInt(4 * i);
                when[first + i] = row < 0 ? 0 : numbers[row];
            }
        });
        return when;
    }
}
