package dev.sidereal.integrate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What {@link OnePass} keeps of a strip of samples, on the heap while values are added: how many there are, their sum and that of
 * their squares, of their weights and of their weighted light, all in whole numbers ({@link Fixed}), and the {@link Extremes} where
 * these are kept.
 *
 * <p>Meanwhile it is stored in {@link Memory}. Belongs to one thread.
 */
final class SampleSums {

    /** Samples of a strip. */
    static final int STRIP = 1 << 12;
    /** Bytes of a sample without extremes. */
    static final int BYTES = Integer.BYTES + 4 * Long.BYTES;

    final int[] counts = new int[STRIP];
    final long[] sums = new long[STRIP];
    final long[] squares = new long[STRIP];
    final long[] weights = new long[STRIP];
    final long[] lights = new long[STRIP];
    final Extremes extremes;
    private final boolean rejects;
    private final float[] values = new float[STRIP];
    private final char[] frames = new char[STRIP];

    SampleSums(boolean rejects) {
        this.rejects = rejects;
        extremes = new Extremes(rejects ? STRIP : 0);
    }

    /** Memory to store a strip. */
    static ByteBuffer room(Memory memory, boolean rejects) {
        return memory.bytes((BYTES + (rejects ? Extremes.BYTES : 0)) * STRIP);
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(counts, 0);
        for (long[] plane : planes()) {
            Arrays.fill(plane, 0);
        }
        extremes.clear();
    }

    private long[][] planes() {
        return new long[][] {sums, squares, weights, lights};
    }

    /** Takes some samples of a strip that was stored, from the first on. */
    void load(ByteBuffer stored, int first, int count) {
        stored.slice(0, Integer.BYTES * STRIP)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer()
                .get(first, counts, 0, count);
        int plane = 0;
        for (long[] into : planes()) {
            part(stored, plane++).asLongBuffer().get(first, into, 0, count);
        }
        for (int rank = 0; rejects && rank < Extremes.RANKS; rank++) {
            values(stored, rank).get(first, values, 0, count);
            frames(stored, rank).get(first, frames, 0, count);
            Extremes.pack(values, frames, extremes.rank(rank), count);
        }
    }

    /** Stores a whole strip. */
    void store(ByteBuffer into) {
        into.slice(0, Integer.BYTES * STRIP)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer()
                .put(0, counts);
        int plane = 0;
        for (long[] from : planes()) {
            part(into, plane++).asLongBuffer().put(0, from);
        }
        for (int rank = 0; rejects && rank < Extremes.RANKS; rank++) {
            Extremes.unpack(extremes.rank(rank), values, frames);
            values(into, rank).put(0, values);
            frames(into, rank).put(0, frames);
        }
    }

    private static ByteBuffer part(ByteBuffer stored, int plane) {
        int bytes = Long.BYTES * STRIP;
        return stored.slice(Integer.BYTES * STRIP + plane * bytes, bytes).order(ByteOrder.nativeOrder());
    }

    /* Behind the sums the values of all ranks, then their frames. */
    private static FloatBuffer values(ByteBuffer stored, int rank) {
        int at = (BYTES + rank * Float.BYTES) * STRIP;
        return stored.slice(at, Float.BYTES * STRIP)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static CharBuffer frames(ByteBuffer stored, int rank) {
        int at = (BYTES + Extremes.RANKS * Float.BYTES + rank * Character.BYTES) * STRIP;
        return stored.slice(at, Character.BYTES * STRIP)
                .order(ByteOrder.nativeOrder())
                .asCharBuffer();
    }

    /**
     * Adds the values of some frames.
     *
     * @param light a strip of each frame, one after the other; NaN where it has none
     */
    void add(int[] frames, float[] light, Weights of) {
        for (int k = 0; k < frames.length; k++) {
            add(of.weight(frames[k]), of.fixed(frames[k]), light, k * STRIP);
        }
        if (rejects) {
            extremes.add(frames, light);
        }
    }

    private void add(double part, long weight, float[] light, int at) {
        for (int i = 0; i < STRIP; i++) {
            float value = light[at + i];
            if (!Float.isNaN(value)) {
                double within = Fixed.within(value);
                counts[i]++;
                sums[i] += Fixed.of(within);
                squares[i] += Fixed.of(within * within);
                weights[i] += weight;
                lights[i] += Fixed.of(part * within);
            }
        }
    }

    /** Adds what was kept of other frames in the same samples. */
    void add(SampleSums more) {
        for (int i = 0; i < STRIP; i++) {
            counts[i] += more.counts[i];
            sums[i] += more.sums[i];
            squares[i] += more.squares[i];
            weights[i] += more.weights[i];
            lights[i] += more.lights[i];
        }
        if (rejects) {
            extremes.add(more.extremes);
        }
    }
}
