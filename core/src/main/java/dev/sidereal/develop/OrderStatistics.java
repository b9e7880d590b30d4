package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;

/**
 * Exact percentiles of the samples of a float picture, or of one of its channels, without sorting.
 *
 * <p>Float bits are mapped to whole numbers of the same order; two counts of 65536 bins, first by the upper and then by
 * the lower half of the number, find the k-th sample exactly. NaN is left out. Cost: two passes over the picture for each
 * order statistic, 512 KiB.
 *
 * @param channel one channel, or -1 for all together
 */
record OrderStatistics(Raster raster, int channel) {

    OrderStatistics {
        if (raster.type() != SampleType.FLOAT32) {
            throw new IllegalArgumentException("percentile: expected a float picture, found " + raster.type());
        }
    }

    /**
     * The value below which {@code percent} of the samples lie, interpolated linearly between the two neighbouring order
     * statistics at {@code (n - 1) * percent / 100}, as numpy's default does; NaN without samples.
     */
    double percentile(double percent) {
        long n = count();
        if (n == 0) {
            return Double.NaN;
        }
        double at = (n - 1) * (percent / 100);
        long below = (long) Math.floor(at);
        double lower = sample(below);
        double upper = at > below ? sample(below + 1) : lower;
        return lower + (at - below) * (upper - lower);
    }

    private long count() {
        long n = 0;
        for (int i = first(); i < raster.shape().samples(); i += step()) {
            n += Double.isNaN(raster.get(i)) ? 0 : 1;
        }
        return n;
    }

    /* The sample that has `rank` others before it in rising order. */
    private double sample(long rank) {
        long[] upper = new long[1 << 16];
        for (int i = first(); i < raster.shape().samples(); i += step()) {
            float value = (float) raster.get(i);
            if (!Float.isNaN(value)) {
                upper[key(value) >>> 16]++;
            }
        }
        long left = rank;
        int high = 0;
        while (left >= upper[high]) {
            left -= upper[high++];
        }
        long[] lower = new long[1 << 16];
        for (int i = first(); i < raster.shape().samples(); i += step()) {
            float value = (float) raster.get(i);
            if (!Float.isNaN(value) && key(value) >>> 16 == high) {
                lower[key(value) & 0xFFFF]++;
            }
        }
        int low = 0;
        while (left >= lower[low]) {
            left -= lower[low++];
        }
        return value(high << 16 | low);
    }

    private int first() {
        return Math.max(channel, 0);
    }

    private int step() {
        return channel < 0 ? 1 : raster.shape().channels();
    }

    /* Unsigned order of keys is the order of values. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits < 0 ? ~bits : bits | 0x80000000;
    }

    private static float value(int key) {
        return Float.intBitsToFloat(key < 0 ? key & 0x7FFFFFFF : ~key);
    }
}
