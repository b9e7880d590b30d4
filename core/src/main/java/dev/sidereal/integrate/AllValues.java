package dev.sidereal.integrate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Every value: four bytes for each frame and sample.
 *
 * <p>Samples are finished {@value #CHUNK} at a time: their values are sorted together ({@link Network}), outliers cut off at the ends,
 * and what these count is taken from the sums over all.
 */
final class AllValues implements Values {

    private static final int CHUNK = 256;
    private static final int PIECE = 1 << 12;
    /* Above every value, which Fixed keeps within its limits. */
    private static final float MISSING = Float.POSITIVE_INFINITY;

    private final int samples;
    private final Memory memory;
    private final List<Optional<FloatBuffer>> values;
    private final Weights weights;
    private final Rejection rejection;
    private final CriticalValues critical;
    private final double[] floor;

    AllValues(
            int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor, Memory memory) {
        this.samples = samples;
        this.memory = memory;
        values = new ArrayList<>(Collections.nCopies(weights.count(), Optional.empty()));
        this.weights = weights;
        this.rejection = rejection;
        this.critical = critical;
        this.floor = floor.clone();
    }

    static long bytes(long samples, int frames) {
        return 4 * samples * frames;
    }

    @Override
    public void add(int frame, int at, float[] light, int count) {
        FloatBuffer into = of(frame);
        float[] some = new float[PIECE];
        for (int first = 0; first < count; first += PIECE) {
            int size = Math.min(PIECE, count - first);
            take(light, first, some, size);
            into.put(at + first, some, 0, size);
        }
    }

    private static void take(float[] light, int first, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float value = light[first + i];
            /* 0 is added because -0 would be sorted below it. */
            into[i] = Float.isNaN(value) ? MISSING : Fixed.within(value) + 0f;
        }
    }

    /* Made by the thread that fills it. */
    private FloatBuffer of(int frame) {
        synchronized (values) {
            if (values.get(frame).isEmpty()) {
                ByteBuffer room = memory.bytes(Float.BYTES * samples).order(ByteOrder.nativeOrder());
                values.set(frame, Optional.of(room.asFloatBuffer()));
            }
            return values.get(frame).get();
        }
    }

    @Override
    public void finish(int at, int count, Finished into) {
        Chunk chunk = new Chunk();
        for (int first = 0; first < count; first += CHUNK) {
            chunk.finish(at + first, first, Math.min(CHUNK, count - first), into);
        }
    }

    /* Room for one thread. */
    private final class Chunk {

        private final int frames = values.size();
        private final float[][] taken = new float[frames][CHUNK];
        private final float[][] sorted = new float[frames][CHUNK];
        private final float[] rising = new float[frames];
        private final float[] falling = new float[frames];
        private final int[] counts = new int[CHUNK];
        private final long[] sums = new long[CHUNK];
        private final long[] squares = new long[CHUNK];
        private final long[] weightSums = new long[CHUNK];
        private final long[] lightSums = new long[CHUNK];
        private final Peel peel = new Peel(critical);
        private final Clipping clipping = new Clipping();
        private final boolean isGesd = rejection instanceof Rejection.Gesd;
        private final boolean isMedian = rejection instanceof Rejection.Median;
        private final boolean isNone = rejection instanceof Rejection.None;

        void finish(int at, int first, int count, Finished into) {
            take(at, count);
            if (!isNone) {
                Network.sort(sorted, count);
            }
            for (int i = 0; i < count; i++) {
                int n = counts[i];
                int low = 0;
                int high = 0;
                if (isGesd) {
                    peel(i, n, floor[(at + i) % floor.length]);
                    low = peel.low();
                    high = peel.high();
                    into.full += peel.isFull() ? 1 : 0;
                } else if (!isNone) {
                    for (int j = 0; j < n; j++) {
                        rising[j] = sorted[j][i];
                    }
                    if (!isMedian) {
                        clipping.look(rejection, rising, n, floor[(at + i) % floor.length]);
                        low = clipping.from();
                        high = n - clipping.to();
                    }
                }
                leaveOut(i, n, low, high);
                into.light[first + i] = isMedian && n > 0
                        ? (float) Clipping.median(rising, 0, n)
                        : weightSums[i] == 0 ? Float.NaN : (float) ((double) lightSums[i] / weightSums[i]);
                into.used[first + i] = n - low - high;
                into.low[first + i] = low;
                into.high[first + i] = high;
            }
        }

        private void take(int at, int count) {
            for (long[] each : List.of(sums, squares, weightSums, lightSums)) {
                Arrays.fill(each, 0);
            }
            Arrays.fill(counts, 0);
            for (int frame = 0; frame < frames; frame++) {
                Optional<FloatBuffer> all = values.get(frame);
                if (all.isPresent()) {
                    all.get().get(at, taken[frame], 0, count);
                } else {
                    Arrays.fill(taken[frame], MISSING);
                }
                System.arraycopy(taken[frame], 0, sorted[frame], 0, count);
                sum(frame, taken[frame], count);
            }
        }

        private void sum(int frame, float[] of, int count) {
            long weight = weights.fixed(frame);
            for (int i = 0; i < count; i++) {
                float value = of[i];
                if (value != MISSING) {
                    counts[i]++;
                    weightSums[i] += weight;
                    lightSums[i] += weights.light(frame, value);
                    if (isGesd) {
                        sums[i] += Fixed.of(value);
                        squares[i] += Fixed.of((double) value * value);
                    }
                }
            }
        }

        private void peel(int i, int n, double least) {
            int highs = Math.min(n, Rejection.Gesd.MOST_HIGH);
            int lows = Math.min(n, Rejection.Gesd.MOST_LOW);
            for (int j = 0; j < lows; j++) {
                rising[j] = sorted[j][i];
            }
            for (int j = 0; j < highs; j++) {
                falling[j] = sorted[n - 1 - j][i];
            }
            peel.look(n, sums[i], squares[i], falling, 0, highs, rising, 0, lows, least);
        }

        /* Of equal values the later frame is the higher. */
        private void leaveOut(int i, int n, int low, int high) {
            if (low > 0) {
                float limit = sorted[low - 1][i];
                int equal = low;
                while (sorted[low - equal][i] < limit) {
                    equal--;
                }
                for (int frame = 0; frame < frames; frame++) {
                    float value = taken[frame][i];
                    if (value < limit || (value == limit && equal-- > 0)) {
                        leaveOut(frame, i);
                    }
                }
            }
            if (high > 0) {
                float limit = sorted[n - high][i];
                int equal = high;
                while (sorted[n - 1 - (high - equal)][i] > limit) {
                    equal--;
                }
                for (int frame = frames - 1; frame >= 0; frame--) {
                    float value = taken[frame][i];
                    if (value != MISSING && (value > limit || (value == limit && equal-- > 0))) {
                        leaveOut(frame, i);
                    }
                }
            }
        }

        private void leaveOut(int frame, int i) {
            weightSums[i] -= weights.fixed(frame);
            lightSums[i] -= weights.light(frame, taken[frame][i]);
        }
    }
}
