package dev.sidereal.develop;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Exact percentiles of the samples of a float picture, or of one of its channels, without sorting.
 *
 * <p>Float bits are mapped to whole numbers of the same order; two counts of 65536 bins, first by the upper and then by
 * the lower half of the number, find the k-th sample exactly. NaN is left out. Cost: two or three passes over the
 * picture in bands by all processors, with 512 KiB of counts for a few of the bands at a time.
 *
 * @param channel one channel, or -1 for all together
 * @param of      what of each sample is meant, such as its distance from some value; rounded to float
 */
record OrderStatistics(Raster raster, int channel, DoubleUnaryOperator of) {

    private static final int BINS = 1 << 16;

    OrderStatistics {
        if (raster.type() != SampleType.FLOAT32) {
            throw new IllegalArgumentException("percentile: expected a float picture, found " + raster.type());
        }
    }

    /** Of the samples themselves. */
    OrderStatistics(Raster raster, int channel) {
        this(raster, channel, sample -> sample);
    }

    /**
     * The value below which {@code percent} of the samples lie, interpolated linearly between the two neighbouring order
     * statistics at {@code (n - 1) * percent / 100}, as numpy's default does; NaN without samples.
     */
    double percentile(double percent) {
        long[] upper = counts(key -> key >>> 16);
        long n = Arrays.stream(upper).sum();
        if (n == 0) {
            return Double.NaN;
        }
        double at = (n - 1) * (percent / 100);
        long below = (long) Math.floor(at);
        Place first = Place.of(below, upper);
        long[] lower = lower(first.bin());
        double value = value(first.bin(), Place.of(first.left(), lower).bin());
        if (at == below) {
            return value;
        }
        Place second = Place.of(below + 1, upper);
        long[] next = second.bin() == first.bin() ? lower : lower(second.bin());
        return value
                + (at - below)
                        * (value(second.bin(), Place.of(second.left(), next).bin()) - value);
    }

    /* Where the sample is that has `rank` others before it, and how many of them are in its own bin. */
    private record Place(int bin, long left) {
        static Place of(long rank, long[] counts) {
            long left = rank;
            int bin = 0;
            while (left >= counts[bin]) {
                left -= counts[bin++];
            }
            return new Place(bin, left);
        }
    }

    private long[] lower(int high) {
        return counts(key -> key >>> 16 == high ? key & 0xFFFF : -1);
    }

    /* How many samples each bin has; -1 is no bin. Whole numbers: the order of bands does not matter. */
    private long[] counts(IntUnaryOperator binOfKey) {
        return Bands.of(raster.shape()).parallelStream()
                .collect(
                        () -> new long[BINS],
                        (bins, rows) -> count(rows, binOfKey, bins),
                        (into, from) -> Arrays.setAll(into, i -> into[i] + from[i]));
    }

    private void count(Rows rows, IntUnaryOperator binOfKey, long[] bins) {
        float[] samples = Bands.floats(raster, rows);
        for (int i = Math.max(channel, 0);
                i < samples.length;
                i += channel < 0 ? 1 : raster.shape().channels()) {
            float value = (float) of.applyAsDouble(samples[i]);
            int bin = Float.isNaN(value) ? -1 : binOfKey.applyAsInt(key(value));
            if (bin >= 0) {
                bins[bin]++;
            }
        }
    }

    /* Unsigned order of keys is the order of values. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits < 0 ? ~bits : bits | 0x80000000;
    }

    private static double value(int high, int low) {
        int key = high << 16 | low;
        return Float.intBitsToFloat(key < 0 ? key & 0x7FFFFFFF : ~key);
    }
}
