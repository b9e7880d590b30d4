package dev.sidereal.integrate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * four frames wait and are added together, a strip of samples after the other: to bring what a strip keeps from
 * memory takes longer than to add a value.
 */
final class OnePass implements Values {

    private static final int STRIP = SampleSums.STRIP;
    private static final float[] MISSING = new float[STRIP];
    static final int BYTES = SampleSums.BYTES + Extremes.BYTES + Extremes.BATCH * Float.BYTES;

    static {
        Arrays.fill(MISSING, Float.NaN);
    }

    private final Strip[] strips;
    /* Rooms that are free to be used again. */
    private final Queue<FloatBuffer> waitingRooms = new ConcurrentLinkedQueue<>();
    private final Queue<WorkRoom> workRooms = new ConcurrentLinkedQueue<>();
    private final Weights weights;
    private final CriticalValues critical;
    private final boolean rejects;
    private final double[] floor;
    private final Memory memory;

    OnePass(int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor, Memory memory) {
        this.weights = weights;
        this.critical = critical;
        this.memory = memory;
        this.floor = floor.clone();
        rejects = rejection instanceof Rejection.Gesd;
        strips = new Strip[samples / STRIP + 1];
        Arrays.setAll(strips, i -> new Strip());
    }

    /** Bytes that {@link #write} writes for a sample. */
    static int writtenBytes(Rejection rejection) {
        return SampleSums.BYTES + (rejection instanceof Rejection.Gesd ? Extremes.BYTES : 0);
    }

    @Override
    public void add(int frame, int at, float[] light, int count) {
        pieces(at, count, (strip, from, to, passed) -> strips[strip].keep(frame, from, light, passed, to - from));
    }

    private interface Piece {

        /* Samples of a strip, of which so many of the whole part were before. */
        void of(int strip, int from, int to, int passed);
    }

    private static void pieces(int at, int count, Piece piece) {
        for (int first = at; first < at + count; ) {
            int strip = first / STRIP;
            int end = Math.min(at + count, (strip + 1) * STRIP);
            piece.of(strip, first - strip * STRIP, end - strip * STRIP, first - at);
            first = end;
        }
    }

    /* On the heap, for one strip at a time. */
    private final class WorkRoom {
        final SampleSums sums = new SampleSums(rejects);
        final float[] light = new float[Extremes.BATCH * STRIP];
    }

    private WorkRoom workRoom() {
        return Optional.ofNullable(workRooms.poll()).orElseGet(WorkRoom::new);
    }

    /* Samples whose values wait. While some are added others come, so that threads hardly wait for each other. */
    private final class Strip {

        private final Object adding = new Object();
        private Optional<ByteBuffer> stored = Optional.empty();
        private Waiting waiting = new Waiting();

        void keep(int frame, int at, float[] light, int from, int count) {
            Optional<Waiting> full = Optional.empty();
            synchronized (this) {
                if (waiting.frames.size() == Extremes.BATCH) {
                    full = Optional.of(waiting);
                    waiting = new Waiting();
                }
                waiting.keep(frame, at, light, from, count);
            }
            full.ifPresent(this::add);
        }

        /* Adds what waits; a strip that no value came to is stored, too. */
        synchronized void settle() {
            if (!waiting.frames.isEmpty() || stored().isEmpty()) {
                add(waiting);
                waiting = new Waiting();
            }
        }

        private Optional<ByteBuffer> stored() {
            synchronized (adding) {
                return stored;
            }
        }

        private void add(Waiting values) {
            int[] frames = values.frames.stream().mapToInt(i -> i).toArray();
            WorkRoom work = workRoom();
            values.room.ifPresent(room -> {
                room.get(0, work.light, 0, frames.length * STRIP);
                waitingRooms.add(room);
            });
            change(work, sums -> sums.add(frames, work.light, weights));
        }

        void merge(SampleSums more) {
            change(workRoom(), sums -> sums.add(more));
        }

        private void change(WorkRoom work, Consumer<SampleSums> change) {
            synchronized (adding) {
                stored.ifPresentOrElse(last -> work.sums.load(last, 0, STRIP), work.sums::clear);
                change.accept(work.sums);
                ByteBuffer into = stored.orElseGet(() -> SampleSums.room(memory, rejects));
                work.sums.store(into);
                stored = Optional.of(into);
            }
            workRooms.add(work);
        }

        void load(SampleSums into, int from, int to) {
            settle();
            into.load(stored().orElseThrow(), from, to - from);
        }
    }

    /* Values, a strip for each frame, NaN where it is not there. */
    private final class Waiting {

        private final List<Integer> frames = new ArrayList<>();
        private Optional<FloatBuffer> room = Optional.empty();

        void keep(int frame, int at, float[] light, int from, int count) {
            FloatBuffer into = room.orElseGet(OnePass.this::waitingRoom);
            room = Optional.of(into);
            int strip = frames.size() * STRIP;
            if (count < STRIP) {
                into.put(strip, MISSING);
            }
            into.put(strip + at, light, from, count);
            frames.add(frame);
        }
    }

    private FloatBuffer waitingRoom() {
        return Optional.ofNullable(waitingRooms.poll())
                .orElseGet(() -> memory.bytes(Extremes.BATCH * STRIP * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer());
    }

    /** Appends the state of some samples, plane after plane: {@link #writtenBytes} for each. */
    void write(int at, int count, ByteBuffer out) {
        SampleSums sums = new SampleSums(rejects);
        int start = out.position();
        pieces(at, count, (strip, from, to, passed) -> {
            strips[strip].load(sums, from, to);
            for (int i = 0; i < to - from; i++) {
                int number = passed + i;
                out.putInt(start + number * Integer.BYTES, sums.counts[i]);
                int longs = start + count * Integer.BYTES + number * Long.BYTES;
                for (long sum : new long[] {sums.sums[i], sums.squares[i], sums.weights[i], sums.lights[i]}) {
                    out.putLong(longs, sum);
                    longs += count * Long.BYTES;
                }
                for (int rank = 0; rejects && rank < Extremes.RANKS; rank++) {
                    double packed = sums.extremes.rank(rank)[i];
                    out.putFloat(extreme(start, count, rank) + number * Float.BYTES, Extremes.value(packed));
                    out.putChar(extreme(start, count, rank) + count * Float.BYTES + number * Character.BYTES, (char)
                            Extremes.frame(packed));
                }
            }
        });
        out.position(start + count * (SampleSums.BYTES + (rejects ? Extremes.BYTES : 0)));
    }

    /* Where the values of a rank begin, behind which their frames are. */
    private static int extreme(int start, int count, int rank) {
        return start + count * (SampleSums.BYTES + rank * Extremes.BYTES / Extremes.RANKS);
    }

    /**
     * Joins the state of the same samples from other frames, as {@link #write} wrote it; the result is that of adding those frames
     * here, bit for bit.
     */
    void merge(int at, int count, ByteBuffer in) {
        int start = in.position();
        pieces(at, count, (strip, from, to, passed) -> {
            SampleSums more = new SampleSums(rejects);
            more.clear();
            for (int i = from; i < to; i++) {
                int number = passed + i - from;
                more.counts[i] = in.getInt(start + number * Integer.BYTES);
                int longs = start + count * Integer.BYTES + number * Long.BYTES;
                more.sums[i] = in.getLong(longs);
                more.squares[i] = in.getLong(longs + count * Long.BYTES);
                more.weights[i] = in.getLong(longs + 2 * count * Long.BYTES);
                more.lights[i] = in.getLong(longs + 3 * count * Long.BYTES);
                for (int rank = 0; rejects && rank < Extremes.RANKS; rank++) {
                    float value = in.getFloat(extreme(start, count, rank) + number * Float.BYTES);
                    if (Extremes.isValue(value)) {
                        int frame = in.getChar(
                                extreme(start, count, rank) + count * Float.BYTES + number * Character.BYTES);
                        more.extremes.rank(rank)[i] = Extremes.packed(value, frame);
                    }
                }
            }
            strips[strip].merge(more);
        });
        in.position(start + count * (SampleSums.BYTES + (rejects ? Extremes.BYTES : 0)));
    }

    @Override
    public void finish(int at, int count, Finished into) {
        WorkRoom work = workRoom();
        Ending ending = new Ending();
        pieces(at, count, (strip, from, to, passed) -> {
            strips[strip].load(work.sums, from, to);
            for (int i = 0; i < to - from; i++) {
                ending.finish(work.sums, i, floor[(at + passed + i) % floor.length], passed + i, into);
            }
        });
        workRooms.add(work);
    }

    /* Leaves outliers out of what was kept, sample by sample. */
    private final class Ending {

        private final Peel peel = new Peel(critical);
        private final float[] falling = new float[Extremes.HIGHS];
        private final float[] rising = new float[Extremes.LOWS];

        void finish(SampleSums of, int i, double least, int to, Finished into) {
            int n = of.counts[i];
            long weight = of.weights[i];
            long light = of.lights[i];
            int high = 0;
            int low = 0;
            if (rejects) {
                look(of, i, least);
                high = peel.high();
                low = peel.low();
                into.full += peel.isFull() ? 1 : 0;
                for (int place = 0; place < high; place++) {
                    int frame = Extremes.frame(of.extremes.high(i, place));
                    weight -= weights.fixed(frame);
                    light -= weights.light(frame, falling[place]);
                }
                for (int place = 0; place < low; place++) {
                    int frame = Extremes.frame(of.extremes.low(i, place));
                    weight -= weights.fixed(frame);
                    light -= weights.light(frame, rising[place]);
                }
            }
            into.light[to] = weight == 0 ? Float.NaN : (float) ((double) light / weight);
            into.used[to] = n - high - low;
            into.low[to] = low;
            into.high[to] = high;
        }

        private void look(SampleSums of, int i, double least) {
            int n = of.counts[i];
            int highs = Math.min(n, Extremes.HIGHS);
            int lows = Math.min(n, Extremes.LOWS);
            for (int place = 0; place < highs; place++) {
                falling[place] = Extremes.value(of.extremes.high(i, place));
            }
            for (int place = 0; place < lows; place++) {
                rising[place] = Extremes.value(of.extremes.low(i, place));
            }
            peel.look(n, of.sums[i], of.squares[i], falling, 0, highs, rising, 0, lows, least);
        }
    }
}
