package dev.sidereal.integrate;

import java.util.Arrays;

/** Every value: four bytes for each frame and sample. */
final class AllValues implements Values {

    private final float[][] values;
    private final Weights weights;
    private final Rejection rejection;
    private final CriticalValues critical;
    private final double[] floor;

    AllValues(int samples, Weights weights, Rejection rejection, CriticalValues critical, double[] floor) {
        this.values = new float[weights.count()][samples];
        for (float[] frame : values) {
            Arrays.fill(frame, Float.NaN);
        }
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
        for (int i = 0; i < count; i++) {
            values[frame][at + i] = Fixed.within(light[i]);
        }
    }

    @Override
    public void finish(int at, int count, Finished into) {
        int frames = values.length;
        long[] keys = new long[frames];
        float[] sorted = new float[frames];
        float[] falling = new float[frames];
        Peel peel = new Peel(critical);
        Clipping clipping = new Clipping();
        for (int i = 0; i < count; i++) {
            int n = 0;
            for (int frame = 0; frame < frames; frame++) {
                float value = values[frame][at + i];
                if (!Float.isNaN(value)) {
                    keys[n++] = Clipping.key(value, frame);
                }
            }
            Clipping.sort(keys, n);
            for (int j = 0; j < n; j++) {
                sorted[j] = Clipping.value(keys[j]);
                falling[n - 1 - j] = sorted[j];
            }
            int from = 0;
            int to = n;
            double least = floor[(at + i) % floor.length];
            if (rejection instanceof Rejection.Gesd) {
                peel(peel, sorted, falling, n, least);
                from = peel.low();
                to = n - peel.high();
                into.full += peel.isFull() ? 1 : 0;
            } else if (!(rejection instanceof Rejection.None) && !(rejection instanceof Rejection.Median)) {
                clipping.look(rejection, sorted, n, least);
                from = clipping.from();
                to = clipping.to();
            }
            into.light[i] = rejection instanceof Rejection.Median
                    ? (n == 0 ? Float.NaN : (float) Clipping.median(sorted, 0, n))
                    : mean(keys, from, to);
            into.used[i] = to - from;
            into.low[i] = from;
            into.high[i] = n - to;
        }
    }

    private static void peel(Peel peel, float[] sorted, float[] falling, int n, double least) {
        long sum = 0;
        long squares = 0;
        for (int j = 0; j < n; j++) {
            sum += Fixed.of(sorted[j]);
            squares += Fixed.of((double) sorted[j] * sorted[j]);
        }
        int highs = Math.min(n, Rejection.Gesd.MOST_HIGH);
        int lows = Math.min(n, Rejection.Gesd.MOST_LOW);
        peel.look(n, sum, squares, falling, 0, highs, sorted, 0, lows, least);
    }

    private float mean(long[] keys, int from, int to) {
        long sum = 0;
        long weight = 0;
        for (int j = from; j < to; j++) {
            int frame = Clipping.frame(keys[j]);
            sum += weights.light(frame, Clipping.value(keys[j]));
            weight += weights.fixed(frame);
        }
        return weight == 0 ? Float.NaN : (float) ((double) sum / weight);
    }
}
