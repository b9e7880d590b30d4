package dev.sidereal.integrate;

import java.util.Arrays;

/**
 * Every value: four bytes for each frame and sample.
 *
 * <p>Samples are finished {@value #CHUNK} at a time: their values are sorted together ({@link Network}), outliers cut off at the ends,
 * and what these count is taken from the sums over all.
 */
final class AllValues implements Values {

    private static final int CHUNK = 256;
    /* Above every value, which Fixed keeps within its limits. */
    private static final float MISSING = Float.POSITIVE_INFINITY;

    private final float[][] values;
    private final Weights weights;
    private final Rejection rejection;
    private final CriticalValues critical;
    private final double[] floor;

    AllValues(int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor) {
        values = new float[weights.count()][];
        Arrays.parallelSetAll(values, frame -> missing(samples));
        this.weights = weights;
        this.rejection = rejection;
        this.critical = critical;
        this.floor = floor.clone();
    }

    private static float[] missing(int samples) {
        float[] values = new float[samples];
        Arrays.fill(values, MISSING);
        return values;
    }

    static long bytes(long samples, int frames) {
        return 4 * samples * frames;
    }

    @Override
    public void add(int frame, int at, float[] light, int count) {
        float[] into = values[frame];
        for (int i = 0; i < count; i++) {
            float value = light[i];
            /* 0 is added because -0 would be sorted below it. */
            into[at + i] = Float.isNaN(value) ? MISSING : Fixed.within(value) + 0f;
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

        private final int frames = values.length;
        private final float[][] sorted = new float[frames][CHUNK];
        private final float[] rising = new float[frames];
        private final float[] falling = new float[frames];
        private final Peel peel = new Peel(critical);
        private final Clipping clipping = new Clipping();
        private final boolean isGesd = rejection instanceof Rejection.Gesd;
        private final boolean isMedian = rejection instanceof Rejection.Median;
        private final boolean isNone = rejection instanceof Rejection.None;
        private int n;
        private long sum;
        private long squares;
        private long weight;
        private long light;

        void finish(int at, int first, int count, Finished into) {
            if (!isNone) {
                for (int frame = 0; frame < frames; frame++) {
                    System.arraycopy(values[frame], at, sorted[frame], 0, count);
                }
                Network.sort(sorted, count);
            }
            for (int i = 0; i < count; i++) {
                add(at + i);
                int low = 0;
                int high = 0;
                if (isGesd) {
                    peel(i, floor[(at + i) % floor.length]);
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
                leaveOut(at + i, i, low, high);
                into.light[first + i] = isMedian && n > 0
                        ? (float) Clipping.median(rising, 0, n)
                        : weight == 0 ? Float.NaN : (float) ((double) light / weight);
                into.used[first + i] = n - low - high;
                into.low[first + i] = low;
                into.high[first + i] = high;
            }
        }

        private void add(int sample) {
            n = 0;
            sum = 0;
            squares = 0;
            weight = 0;
            light = 0;
            for (int frame = 0; frame < frames; frame++) {
                float value = values[frame][sample];
                if (value != MISSING) {
                    n++;
                    weight += weights.fixed(frame);
                    light += weights.light(frame, value);
                    if (isGesd) {
                        sum += Fixed.of(value);
                        squares += Fixed.of((double) value * value);
                    }
                }
            }
        }

        private void peel(int i, double least) {
            int highs = Math.min(n, Rejection.Gesd.MOST_HIGH);
            int lows = Math.min(n, Rejection.Gesd.MOST_LOW);
            for (int j = 0; j < lows; j++) {
                rising[j] = sorted[j][i];
            }
            for (int j = 0; j < highs; j++) {
                falling[j] = sorted[n - 1 - j][i];
            }
            peel.look(n, sum, squares, falling, 0, highs, rising, 0, lows, least);
        }

        /* Of equal values the later frame is the higher. */
        private void leaveOut(int sample, int i, int low, int high) {
            if (low > 0) {
                float limit = sorted[low - 1][i];
                int equal = low;
                while (sorted[low - equal][i] < limit) {
                    equal--;
                }
                for (int frame = 0; frame < frames; frame++) {
                    float value = values[frame][sample];
                    if (value < limit || (value == limit && equal-- > 0)) {
                        leaveOut(frame, value);
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
                    float value = values[frame][sample];
                    if (value != MISSING && (value > limit || (value == limit && equal-- > 0))) {
                        leaveOut(frame, value);
                    }
                }
            }
        }

        private void leaveOut(int frame, float value) {
            weight -= weights.fixed(frame);
            light -= weights.light(frame, value);
        }
    }
}
