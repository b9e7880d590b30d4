package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Sums and the greatest and least values with their frames: {@value #BYTES} bytes for a sample, however many frames there are.
 *
 * <p>Outliers are always among the greatest and least, so sums less those are what all values would give, bit for bit. The values of
 * eight frames wait and are added together, a strip of samples after the other: to bring what a strip keeps from
 * memory takes longer than to add a value.
 */
final class OnePass implements Values {

    private static final int STRIP = 1 << 12;
    /* From one rank to the next: a power of two would bring all of a sample to one place of the cache. */
    private static final int RANK = STRIP + 8;
    private static final float[] MISSING = new float[STRIP];
    private static final int SUM_BYTES = 4 + 4 * 8;
    private static final int WRITTEN_BYTES = SUM_BYTES + Extremes.RANKS * (4 + 2);
    static final int BYTES = SUM_BYTES + Extremes.RANKS * 8 + Extremes.BATCH * 4;

    static {
        Arrays.fill(MISSING, Float.NaN);
    }

    private final int[] counts;
    private final long[] sums;
    private final long[] squares;
    private final long[] weightSums;
    private final long[] lightSums;
    /* Strip by strip, rank by rank. */
    private final double[] extremes;
    private final Strip[] strips;
    /* Rooms that are free to be used again. */
    private final Queue<FloatBuffer> rooms = new ConcurrentLinkedQueue<>();
    private final Queue<Extremes> tables = new ConcurrentLinkedQueue<>();
    private final Weights weights;
    private final CriticalValues critical;
    private final boolean rejects;
    private final double[] floor;

    OnePass(int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor) {
        this.weights = weights;
        this.critical = critical;
        this.floor = floor.clone();
        rejects = rejection instanceof Rejection.Gesd;
        counts = new int[samples];
        sums = new long[samples];
        squares = new long[samples];
        weightSums = new long[samples];
        lightSums = new long[samples];
        strips = new Strip[samples / STRIP + 1];
        extremes = new double[rejects ? strips.length * Extremes.RANKS * RANK : 0];
        Arrays.setAll(strips, Strip::new);
    }

    /** Bytes that {@link #write} writes for a sample. */
    static int writtenBytes(Rejection rejection) {
        return rejection instanceof Rejection.Gesd ? WRITTEN_BYTES : SUM_BYTES;
    }

    @Override
    public void add(int frame, int at, float[] light, int count) {
        for (int first = 0; first < count; ) {
            int strip = (at + first) / STRIP;
            int end = Math.min(count, (strip + 1) * STRIP - at);
            strips[strip].keep(frame, at + first, light, first, end - first);
            first = end;
        }
    }

    /* Samples whose values wait. While some are added others come, so that threads hardly wait for each other. */
    private final class Strip {

        private final Object adding = new Object();
        private final int number;
        private boolean hasExtremes;
        private Waiting waiting = new Waiting();

        Strip(int number) {
            this.number = number;
        }

        void keep(int frame, int at, float[] light, int from, int count) {
            Optional<Waiting> full = Optional.empty();
            synchronized (this) {
                if (waiting.frames.size() == Extremes.BATCH) {
                    full = Optional.of(waiting);
                    waiting = new Waiting();
                }
                waiting.keep(frame, at - number * STRIP, light, from, count);
            }
            full.ifPresent(this::add);
        }

        synchronized void settle() {
            if (!waiting.frames.isEmpty() || !hasExtremes) {
                add(waiting);
                waiting = new Waiting();
            }
        }

        private void add(Waiting full) {
            int[] frames = full.frames.stream().mapToInt(i -> i).toArray();
            float[] light = new float[frames.length * STRIP];
            full.room.get(0, light);
            rooms.add(full.room);
            synchronized (adding) {
                int first = number * STRIP;
                int count = Math.min(STRIP, counts.length - first);
                for (int k = 0; k < frames.length; k++) {
                    addSums(weights.weight(frames[k]), weights.fixed(frames[k]), light, k * STRIP, first, count);
                }
                change(table -> table.add(frames, light));
            }
        }

        void merge(Extremes more) {
            synchronized (adding) {
                change(table -> table.add(more));
            }
        }

        private void change(Consumer<Extremes> change) {
            if (rejects) {
                Extremes table = table();
                if (hasExtremes) {
                    table.load(extremes, number * Extremes.RANKS * RANK, RANK);
                } else {
                    table.clear();
                }
                change.accept(table);
                table.store(extremes, number * Extremes.RANKS * RANK, RANK);
                tables.add(table);
            }
            hasExtremes = true;
        }
    }

    private Extremes table() {
        return Optional.ofNullable(tables.poll()).orElseGet(() -> new Extremes(STRIP));
    }

    /* Values outside the heap, a strip for each frame, NaN where it is not there. */
    private final class Waiting {

        private final List<Integer> frames = new ArrayList<>();
        private final FloatBuffer room = Optional.ofNullable(rooms.poll()).orElseGet(OnePass::room);

        void keep(int frame, int at, float[] light, int from, int count) {
            int strip = frames.size() * STRIP;
            if (count < STRIP) {
                room.put(strip, MISSING);
            }
            room.put(strip + at, light, from, count);
            frames.add(frame);
        }
    }

    private static FloatBuffer room() {
        return Raster.allocate(new Shape(Extremes.BATCH * STRIP, 1, 1), SampleType.FLOAT32)
                .bytes()
                .asFloatBuffer();
    }

    private void settle(int at, int count) {
        for (int strip = at / STRIP; strip <= (at + count - 1) / STRIP; strip++) {
            strips[strip].settle();
        }
    }

    private void addSums(double part, long weight, float[] light, int at, int first, int count) {
        for (int i = 0; i < count; i++) {
            float value = light[at + i];
            if (!Float.isNaN(value)) {
                double within = Fixed.within(value);
                int sample = first + i;
                counts[sample]++;
                sums[sample] += Fixed.of(within);
                squares[sample] += Fixed.of(within * within);
                weightSums[sample] += weight;
                lightSums[sample] += Fixed.of(part * within);
            }
        }
    }

    /* Of a sample, by the rank that extremes are stored with. */
    private double extreme(int sample, int rank) {
        return extremes[(sample / STRIP * Extremes.RANKS + rank) * RANK + sample % STRIP];
    }

    private double high(int sample, int rank) {
        return extreme(sample, Extremes.HIGHS - 1 - rank);
    }

    private double low(int sample, int rank) {
        return extreme(sample, Extremes.HIGHS + rank);
    }

    /** Appends the state of some samples, plane after plane: {@link #writtenBytes} for each. */
    void write(int at, int count, ByteBuffer out) {
        settle(at, count);
        out.asIntBuffer().put(counts, at, count);
        out.position(out.position() + count * Integer.BYTES);
        for (long[] plane : List.of(sums, squares, weightSums, lightSums)) {
            out.asLongBuffer().put(plane, at, count);
            out.position(out.position() + count * Long.BYTES);
        }
        for (int rank = 0; rejects && rank < Extremes.RANKS; rank++) {
            for (int i = at; i < at + count; i++) {
                out.putFloat(Extremes.value(extreme(i, rank)));
            }
            for (int i = at; i < at + count; i++) {
                out.putChar((char) Extremes.frame(extreme(i, rank)));
            }
        }
    }

    /**
     * Joins the state of the same samples from other frames, as {@link #write} wrote it; the result is that of adding those frames
     * here, bit for bit.
     */
    void merge(int at, int count, ByteBuffer in) {
        settle(at, count);
        for (int i = at; i < at + count; i++) {
            counts[i] += in.getInt();
        }
        for (long[] plane : List.of(sums, squares, weightSums, lightSums)) {
            for (int i = at; i < at + count; i++) {
                plane[i] += in.getLong();
            }
        }
        for (int first = at; rejects && first < at + count; ) {
            int strip = first / STRIP;
            int end = Math.min(at + count, (strip + 1) * STRIP);
            strips[strip].merge(read(first, end, first - at, count, in));
            first = end;
        }
        in.position(in.position() + (rejects ? count * Extremes.RANKS * (Float.BYTES + Character.BYTES) : 0));
    }

    private Extremes read(int first, int end, int passed, int count, ByteBuffer in) {
        Extremes read = new Extremes(STRIP);
        read.clear();
        for (int rank = 0; rank < Extremes.RANKS; rank++) {
            int plane = in.position() + rank * count * (Float.BYTES + Character.BYTES);
            for (int i = first; i < end; i++) {
                int number = passed + i - first;
                float value = in.getFloat(plane + number * Float.BYTES);
                if (Extremes.isValue(value)) {
                    int frame = in.getChar(plane + count * Float.BYTES + number * Character.BYTES);
                    read.set(rank, i % STRIP, Extremes.packed(value, frame));
                }
            }
        }
        return read;
    }

    @Override
    public void finish(int at, int count, Finished into) {
        settle(at, count);
        Peel peel = new Peel(critical);
        float[] falling = new float[Extremes.HIGHS];
        float[] rising = new float[Extremes.LOWS];
        for (int i = 0; i < count; i++) {
            int sample = at + i;
            int n = counts[sample];
            long weight = weightSums[sample];
            long light = lightSums[sample];
            int high = 0;
            int low = 0;
            if (rejects) {
                int highs = Math.min(n, Extremes.HIGHS);
                int lows = Math.min(n, Extremes.LOWS);
                for (int rank = 0; rank < highs; rank++) {
                    falling[rank] = Extremes.value(high(sample, rank));
                }
                for (int rank = 0; rank < lows; rank++) {
                    rising[rank] = Extremes.value(low(sample, rank));
                }
                peel.look(
                        n,
                        sums[sample],
                        squares[sample],
                        falling,
                        0,
                        highs,
                        rising,
                        0,
                        lows,
                        floor[sample % floor.length]);
                high = peel.high();
                low = peel.low();
                into.full += peel.isFull() ? 1 : 0;
                for (int rank = 0; rank < high; rank++) {
                    int frame = Extremes.frame(high(sample, rank));
                    weight -= weights.fixed(frame);
                    light -= weights.light(frame, falling[rank]);
                }
                for (int rank = 0; rank < low; rank++) {
                    int frame = Extremes.frame(low(sample, rank));
                    weight -= weights.fixed(frame);
                    light -= weights.light(frame, rising[rank]);
                }
            }
            into.light[i] = weight == 0 ? Float.NaN : (float) ((double) light / weight);
            into.used[i] = n - high - low;
            into.low[i] = low;
            into.high[i] = high;
        }
    }
}
