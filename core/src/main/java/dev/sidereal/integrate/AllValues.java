package dev.sidereal.integrate;

import java.util.Arrays;

/**
 * Every value: four bytes for each frame and sample, as whole numbers that rise with the values.
 *
 * <p>Samples are finished {@value #CHUNK} at a time: their values are sorted together ({@link Network}), outliers cut off at the ends,
 * and what these count is taken from the sums over all.
 */
final class AllValues implements Values {

    private static final int CHUNK = 256;
    /* Above every value, which Fixed keeps within its limits. */
    private static final int MISSING = Integer.MAX_VALUE;

    private final int[][] keys;
    private final Weights weights;
    private final Rejection rejection;
    private final CriticalValues critical;
    private final double[] floor;

    AllValues(int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor) {
        keys = new int[weights.count()][];
        Arrays.parallelSetAll(keys, frame -> missing(samples));
        this.weights = weights;
        this.rejection = rejection;
        this.critical = critical;
        this.floor = floor.clone();
    }

    private static int[] missing(int samples) {
        int[] keys = new int[samples];
        Arrays.fill(keys, MISSING);
        return keys;
    }

    static long bytes(long samples, int frames) {
        return 4 * samples * frames;
    }

    @Override
    public void add(int frame, int at, float[] light, int count) {
        int[] into = keys[frame];
        for (int i = 0; i < count; i++) {
            into[at + i] = key(light[i]);
        }
    }

    /* Bits of floats rise with them from 0 on and fall below; -0 is 0. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(Fixed.within(value) + 0f);
        return Float.isNaN(value) ? MISSING : bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private static float value(int key) {
        return Float.intBitsToFloat(key ^ (key >> 31 & Integer.MAX_VALUE));
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

        private final int frames = keys.length;
        private final int[][] sorted = new int[frames][CHUNK];
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
                    System.arraycopy(keys[frame], at, sorted[frame], 0, count);
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
                        rising[j] = value(sorted[j][i]);
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
                int key = keys[frame][sample];
                if (key != MISSING) {
                    float value = value(key);
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
                rising[j] = value(sorted[j][i]);
            }
            for (int j = 0; j < highs; j++) {
                falling[j] = value(sorted[n - 1 - j][i]);
            }
            peel.look(n, sum, squares, falling, 0, highs, rising, 0, lows, least);
        }

        /* Of equal values the later frame is the higher. */
        private void leaveOut(int sample, int i, int low, int high) {
            if (low > 0) {
                int limit = sorted[low - 1][i];
                int equal = low;
                while (sorted[low - equal][i] < limit) {
                    equal--;
                }
                for (int frame = 0; frame < frames; frame++) {
                    int key = keys[frame][sample];
                    if (key < limit || (key == limit && equal-- > 0)) {
                        leaveOut(frame, key);
                    }
                }
            }
            if (high > 0) {
                int limit = sorted[n - high][i];
                int equal = high;
                while (sorted[n - 1 - (high - equal)][i] > limit) {
                    equal--;
                }
                for (int frame = frames - 1; frame >= 0; frame--) {
                    int key = keys[frame][sample];
                    if (key != MISSING && (key > limit || (key == limit && equal-- > 0))) {
                        leaveOut(frame, key);
                    }
                }
            }
        }

        private void leaveOut(int frame, int key) {
            weight -= weights.fixed(frame);
            light -= weights.light(frame, value(key));
        }
    }
}
