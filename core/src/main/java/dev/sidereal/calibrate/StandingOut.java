package dev.sidereal.calibrate;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Ranks;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * Finds hot and cold samples without darks, in the lights themselves: those that stand out alone in most of them.
 *
 * <p>In one frame a sample stands out if it differs from the median of its eight neighbours of the same colour by more than
 * {@value #SIGMAS} times the noise, and none of the eight nearest samples of any colour goes with it by more than a quarter of that
 * difference: a star, which the optics spread, lights those as well. It is faulty if it stands out in at least
 * {@value #PART} of the frames and in {@value #LEAST_FRAMES} or more. The noise is 1.4826 times the median absolute difference
 * over the frame. Counts are whole numbers, so the order of frames does not matter; safe for use by many threads. Memory: two
 * bytes for a sample.
 */
public final class StandingOut {

    static final double SIGMAS = 6;
    static final double PART = 0.7;
    static final int LEAST_FRAMES = 3;
    private static final double SPREAD_LIGHT = 0.25;
    private static final int MOST_NOISE_SAMPLES = 1 << 15;
    private static final int NOISE_GROUP = 24;
    private static final boolean[] NONE_MARKED = {};

    private final Shape shape;
    private final Neighbours sameColour;
    private final short[] counts;
    private int frames;

    public StandingOut(Shape shape, Optional<Mosaic> mosaic) {
        this.shape = shape;
        sameColour = new Neighbours(shape, mosaic);
        counts = new short[Math.toIntExact(shape.samples())];
    }

    /** Bytes that this takes for frames of a shape. */
    public static long bytes(Shape shape) {
        return 2 * shape.samples();
    }

    /** Looks at a calibrated frame before faulty samples are corrected. */
    void look(float[] light) {
        float[] values = new float[8];
        float limit = (float) (SIGMAS * noise(light, values));
        BitSet found = new BitSet();
        int samples = shape.rowSamples();
        Neighbours.Calm calm = sameColour.new Calm();
        for (int y = 0; y < shape.height(); y++) {
            int from = sameColour.isInner(y) ? sameColour.edge() : samples;
            int to = Math.max(from, samples - from);
            look(light, y, 0, from, limit, values, found);
            if (from < to) {
                calm.look(light, y);
            }
            for (int x = calm.next(from, to, limit); x < to; x = calm.next(x + 1, to, limit)) {
                int i = y * samples + x;
                if (!sameColour.areFiveNear(light, i, limit) && standsOut(light, i, true, limit, values)) {
                    found.set(i);
                }
            }
            look(light, y, to, samples, limit, values, found);
        }
        synchronized (counts) {
            frames++;
            found.stream().forEach(i -> counts[i]++);
        }
    }

    /* Samples that do not have all neighbours. */
    private void look(float[] light, int y, int from, int to, float limit, float[] values, BitSet found) {
        for (int i = y * shape.rowSamples() + from; i < y * shape.rowSamples() + to; i++) {
            if (standsOut(light, i, false, limit, values)) {
                found.set(i);
            }
        }
    }

    private boolean standsOut(float[] light, int i, boolean hasAll, float limit, float[] values) {
        if (!differsAlongTheRow(light, i, limit)) {
            return false;
        }
        int n = hasAll ? sameColour.takeAll(light, i, values) : sameColour.take(light, NONE_MARKED, i, values);
        float median = Neighbours.median(values, n);
        return n >= 3 && Math.abs(light[i] - median) > limit && isAlone(light, i, median, values);
    }

    /* From one of the samples two columns away at least. */
    private boolean differsAlongTheRow(float[] light, int i, float limit) {
        int step = 2 * shape.channels();
        float before = i >= step ? light[i - step] : Float.NaN;
        float after = i + step < light.length ? light[i + step] : Float.NaN;
        return !(Math.abs(light[i] - before) <= 0.3f * limit) || !(Math.abs(light[i] - after) <= 0.3f * limit);
    }

    private double noise(float[] light, float[] values) {
        /* Neighbours in groups, which are in the cache together. */
        int step = 1 + light.length / MOST_NOISE_SAMPLES;
        float[] sizes = new float[light.length / step + NOISE_GROUP];
        int n = 0;
        for (int first = 0; first < light.length; first += NOISE_GROUP * step) {
            for (int i = first; i < Math.min(light.length, first + NOISE_GROUP); i++) {
                float difference =
                        Math.abs(light[i] - Neighbours.median(values, sameColour.take(light, NONE_MARKED, i, values)));
                if (!Float.isNaN(difference)) {
                    sizes[n++] = difference;
                }
            }
        }
        return n == 0 ? Double.POSITIVE_INFINITY : 1.4826 * Ranks.of(sizes, n, n / 2);
    }

    /* Each nearest sample is compared with the median of its own colour's around it. */
    private boolean isAlone(float[] light, int index, float median, float[] values) {
        float excess = light[index] - median;
        int channels = shape.channels();
        int x = index / channels % shape.width();
        int y = index / channels / shape.width();
        for (int v = Math.max(0, y - 1); v <= Math.min(shape.height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(shape.width() - 1, x + 1); u++) {
                int at = (v * shape.width() + u) * channels + index % channels;
                if (at == index || Float.isNaN(light[at])) {
                    continue;
                }
                int n = sameColour.hasAll(u, v)
                        ? sameColour.takeAll(light, at, values)
                        : sameColour.take(light, NONE_MARKED, at, values);
                float around = Neighbours.median(values, n);
                if ((light[at] - around) * Math.signum(excess) > SPREAD_LIGHT * Math.abs(excess)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The samples that stood out in most frames. */
    public Defects defects() {
        BitSet faulty = new BitSet();
        synchronized (counts) {
            for (int i = 0; i < counts.length; i++) {
                if (isFaulty(counts[i] & 0xFFFF, frames)) {
                    faulty.set(i);
                }
            }
        }
        return new Defects(faulty);
    }

    /** Whether a sample that stood out in {@code count} of {@code frames} frames is faulty. */
    public static boolean isFaulty(int count, int frames) {
        return count >= Math.max(LEAST_FRAMES, PART * frames);
    }

    /** Number of frames looked at. */
    public int frames() {
        synchronized (counts) {
            return frames;
        }
    }

    /** Appends in how many frames each of some samples stood out, two bytes each. */
    public void write(int first, int count, ByteBuffer out) {
        synchronized (counts) {
            for (int i = first; i < first + count; i++) {
                out.putShort(counts[i]);
            }
        }
    }
}
