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

/**
 * Sums and the greatest and least values with their frames: {@value #BYTES} bytes for a sample, however many frames there are.
 *
 * <p>Outliers are always among the greatest and least, so sums less those are what all values would give, bit for bit. The values of
 * {@value #BATCH} frames wait and are added together, a strip of samples after the other: to bring what a strip keeps from
 * memory takes longer than to add a value.
 */
final class OnePass implements Values {

    static final int BATCH = 8;

    private static final int HIGHS = Rejection.Gesd.MOST_HIGH;
    private static final int LOWS = Rejection.Gesd.MOST_LOW;
    private static final int STRIP = 1 << 12;
    private static final float[] MISSING = new float[STRIP];
    private static final int SUM_BYTES = 4 + 4 * 8;
    private static final int STATE_BYTES = SUM_BYTES + (HIGHS + LOWS) * (4 + 2);
    static final int BYTES = STATE_BYTES + BATCH * 4;

    static {
        Arrays.fill(MISSING, Float.NaN);
    }

    private final int[] counts;
    private final long[] sums;
    private final long[] squares;
    private final long[] weightSums;
    private final long[] lightSums;
    private final float[] highest;
    private final float[] lowest;
    private final char[] highestFrames;
    private final char[] lowestFrames;
    private final Strip[] strips;
    /* Rooms of values that were added, to be used again. */
    private final Queue<FloatBuffer> rooms = new ConcurrentLinkedQueue<>();
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
        highest = new float[rejects ? samples * HIGHS : 0];
        lowest = new float[rejects ? samples * LOWS : 0];
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        highestFrames = new char[highest.length];
        lowestFrames = new char[lowest.length];
        strips = new Strip[samples / STRIP + 1];
        Arrays.setAll(strips, i -> new Strip(i * STRIP));
    }

    /** Bytes that {@link #write} writes for a sample. */
    static int writtenBytes(Rejection rejection) {
        return rejection instanceof Rejection.Gesd ? STATE_BYTES : SUM_BYTES;
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
        private final int first;
        private Waiting waiting = new Waiting();

        Strip(int first) {
            this.first = first;
        }

        void keep(int frame, int at, float[] light, int from, int count) {
            Optional<Waiting> full = Optional.empty();
            synchronized (this) {
                if (waiting.frames.size() == BATCH) {
                    full = Optional.of(waiting);
                    waiting = new Waiting();
                }
                waiting.keep(frame, at - first, light, from, count);
            }
            full.ifPresent(this::add);
        }

        synchronized void settle() {
            add(waiting);
            waiting = new Waiting();
        }

        private void add(Waiting full) {
            int count = full.frames.size();
            if (count > 0) {
                int[] frames = full.frames.stream().mapToInt(i -> i).toArray();
                float[] light = new float[count * STRIP];
                full.room.get(0, light);
                synchronized (adding) {
                    addAll(frames, light, first, Math.min(STRIP, counts.length - first));
                }
            }
            rooms.add(full.room);
        }
    }

    /* Values outside the heap, a strip for each frame, NaN where it is not there. */
    private final class Waiting {

        private final List<Integer> frames = new ArrayList<>();
        private final FloatBuffer room =
                Optional.ofNullable(rooms.poll()).orElseGet(OnePass::room);

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
        return Raster.allocate(new Shape(BATCH * STRIP, 1, 1), SampleType.FLOAT32)
                .bytes()
                .asFloatBuffer();
    }

    private void settle(int at, int count) {
        for (int strip = at / STRIP; strip <= (at + count - 1) / STRIP; strip++) {
            strips[strip].settle();
        }
    }

    private void addAll(int[] frames, float[] light, int first, int count) {
        for (int k = 0; k < frames.length; k++) {
            addSums(weights.weight(frames[k]), weights.fixed(frames[k]), light, k * STRIP, first, count);
        }
        if (rejects) {
            /* Beside these most values need not be looked at. */
            float[] least = new float[count];
            float[] most = new float[count];
            for (int i = 0; i < count; i++) {
                least[i] = highest[(first + i) * HIGHS + HIGHS - 1];
                most[i] = lowest[(first + i) * LOWS + LOWS - 1];
            }
            for (int k = 0; k < frames.length; k++) {
                addExtremes(frames[k], light, k * STRIP, first, least, most);
            }
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

    private void addExtremes(int frame, float[] light, int at, int first, float[] least, float[] most) {
        for (int i = 0; i < least.length; i++) {
            float value = light[at + i];
            if (value >= least[i]) {
                addHigh(frame, first + i, Fixed.within(value));
                least[i] = highest[(first + i) * HIGHS + HIGHS - 1];
            }
            if (value <= most[i]) {
                addLow(frame, first + i, Fixed.within(value));
                most[i] = lowest[(first + i) * LOWS + LOWS - 1];
            }
        }
    }

    private void addHigh(int frame, int sample, float value) {
        int last = sample * HIGHS + HIGHS - 1;
        if (isHigher(value, frame, highest[last], highestFrames[last])) {
            int i = last;
            for (; i > sample * HIGHS && isHigher(value, frame, highest[i - 1], highestFrames[i - 1]); i--) {
                highest[i] = highest[i - 1];
                highestFrames[i] = highestFrames[i - 1];
            }
            highest[i] = value;
            highestFrames[i] = (char) frame;
        }
    }

    private void addLow(int frame, int sample, float value) {
        int last = sample * LOWS + LOWS - 1;
        if (isHigher(lowest[last], lowestFrames[last], value, frame)) {
            int i = last;
            for (; i > sample * LOWS && isHigher(lowest[i - 1], lowestFrames[i - 1], value, frame); i--) {
                lowest[i] = lowest[i - 1];
                lowestFrames[i] = lowestFrames[i - 1];
            }
            lowest[i] = value;
            lowestFrames[i] = (char) frame;
        }
    }

    /* As sorted values and frames are ordered: of equal values the later frame is the higher. */
    private static boolean isHigher(float value, int frame, float than, int thanFrame) {
        return value > than || (value == than && frame > thanFrame);
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
        if (rejects) {
            write(highest, highestFrames, at * HIGHS, count * HIGHS, out);
            write(lowest, lowestFrames, at * LOWS, count * LOWS, out);
        }
    }

    private static void write(float[] values, char[] frames, int at, int count, ByteBuffer out) {
        out.asFloatBuffer().put(values, at, count);
        out.position(out.position() + count * Float.BYTES);
        out.asCharBuffer().put(frames, at, count);
        out.position(out.position() + count * Character.BYTES);
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
        if (!rejects) {
            return;
        }
        merge(in, HIGHS, count, (sample, value, frame) -> addHigh(frame, at + sample, value));
        merge(in, LOWS, count, (sample, value, frame) -> addLow(frame, at + sample, value));
    }

    private interface Extreme {
        void add(int sample, float value, int frame);
    }

    /* Values without a frame are infinite. */
    private static void merge(ByteBuffer in, int each, int count, Extreme into) {
        ByteBuffer frames = in.slice(in.position() + count * each * Float.BYTES, count * each * Character.BYTES)
                .order(in.order());
        for (int i = 0; i < count * each; i++) {
            float value = in.getFloat();
            int frame = frames.getChar();
            if (Float.isFinite(value)) {
                into.add(i / each, value, frame);
            }
        }
        in.position(in.position() + count * each * Character.BYTES);
    }

    @Override
    public void finish(int at, int count, Finished into) {
        settle(at, count);
        Peel peel = new Peel(critical);
        for (int i = 0; i < count; i++) {
            int sample = at + i;
            int n = counts[sample];
            long weight = weightSums[sample];
            long light = lightSums[sample];
            int high = 0;
            int low = 0;
            if (rejects) {
                peel.look(
                        n,
                        sums[sample],
                        squares[sample],
                        highest,
                        sample * HIGHS,
                        Math.min(n, HIGHS),
                        lowest,
                        sample * LOWS,
                        Math.min(n, LOWS),
                        floor[sample % floor.length]);
                high = peel.high();
                low = peel.low();
                into.full += peel.isFull() ? 1 : 0;
                for (int h = sample * HIGHS; h < sample * HIGHS + high; h++) {
                    weight -= weights.fixed(highestFrames[h]);
                    light -= weights.light(highestFrames[h], highest[h]);
                }
                for (int l = sample * LOWS; l < sample * LOWS + low; l++) {
                    weight -= weights.fixed(lowestFrames[l]);
                    light -= weights.light(lowestFrames[l], lowest[l]);
                }
            }
            into.light[i] = weight == 0 ? Float.NaN : (float) ((double) light / weight);
            into.used[i] = n - high - low;
            into.low[i] = low;
            into.high[i] = high;
        }
    }
}
