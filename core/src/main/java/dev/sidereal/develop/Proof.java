package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A small copy of a picture's light that looks as the whole picture does: for a screen, while somebody moves a slider.
 *
 * <p>Its pixels are the means of square blocks, NaN left out. Percentiles are those of the whole picture: its greatest
 * sample exactly, others from one pixel in a few, at most {@value #MOST_SAMPLES} samples; percentiles of single channels,
 * and what a stretch measures, are those of the small copy. Cost: one pass over the picture; then developing costs what the
 * small copy costs.
 */
public final class Proof {

    private static final int MOST_SAMPLES = 1_000_000;

    private final Raster small;
    private final float[] sorted;
    private final float most;

    private Proof(Raster small, float[] sorted, float most) {
        this.small = small;
        this.sorted = sorted;
        this.most = most;
    }

    /**
     * A proof of a float picture of linear light, which is not changed.
     *
     * @param mostSide pixels of the longer side at most, 1 or more
     */
    public static Proof of(Raster light, int mostSide) {
        float[] sorted = sample(light);
        double most = IntStream.range(0, light.shape().height())
                .parallel()
                .mapToDouble(row -> most(light, row))
                .max()
                .orElse(0);
        return new Proof(reduce(light, mostSide), sorted, (float) most);
    }

    /**
     * A picture made smaller: means of square blocks as float, NaN left out, codes as parts of full scale.
     *
     * @param mostSide pixels of the longer side at most
     */
    public static Raster reduce(Raster picture, int mostSide) {
        Shape shape = picture.shape();
        int block = Math.max(1, (Math.max(shape.width(), shape.height()) + mostSide - 1) / mostSide);
        int width = Math.max(1, shape.width() / block);
        int height = Math.max(1, shape.height() / block);
        int channels = shape.channels();
        double full = picture.type() == SampleType.FLOAT32 ? 1 : picture.type().most();
        Raster small = Raster.allocate(new Shape(width, height, channels), SampleType.FLOAT32);
        IntStream.range(0, height).parallel().forEach(y -> {
            double[] sums = new double[width * channels];
            int[] counts = new int[width * channels];
            for (int row = y * block; row < Math.min(shape.height(), (y + 1) * block); row++) {
                int first = row * shape.rowSamples();
                for (int x = 0; x < Math.min(shape.width(), width * block); x++) {
                    int to = x / block * channels;
                    for (int c = 0; c < channels; c++) {
                        double value = picture.get(first + x * channels + c);
                        if (!Double.isNaN(value)) {
                            sums[to + c] += value;
                            counts[to + c]++;
                        }
                    }
                }
            }
            for (int i = 0; i < sums.length; i++) {
                small.set(y * width * channels + i, sums[i] / counts[i] / full);
            }
        });
        return small;
    }

    private static float[] sample(Raster light) {
        int channels = light.shape().channels();
        int pixels = (int) light.shape().pixels();
        int step = Math.max(1, (int) ((long) pixels * channels / MOST_SAMPLES));
        /* An odd step meets all columns of a picture of even width. */
        step += step % 2 == 0 ? 1 : 0;
        float[] samples = new float[(pixels + step - 1) / step * channels];
        int n = 0;
        for (int p = 0; p < pixels; p += step) {
            for (int c = 0; c < channels; c++) {
                float value = (float) light.get(p * channels + c);
                if (!Float.isNaN(value)) {
                    samples[n++] = value;
                }
            }
        }
        float[] sorted = Arrays.copyOf(samples, n);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static double most(Raster light, int row) {
        int samples = light.shape().rowSamples();
        double most = Double.NEGATIVE_INFINITY;
        for (int i = row * samples; i < (row + 1) * samples; i++) {
            double value = light.get(i);
            most = value > most ? value : most;
        }
        return most;
    }

    /** The small copy developed by a look, codes from 0 to 1 as float. */
    public Raster develop(Look look) {
        Raster copy = Raster.allocate(small.shape(), SampleType.FLOAT32);
        copy.bytes().put(small.bytes());
        Look whole = look.perChannel()
                ? look
                : new Look(
                        look.brightness(),
                        level(look.black(), look.brightness()),
                        level(look.white(), look.brightness()),
                        false,
                        look.gamma(),
                        look.stretch(),
                        look.curve());
        return Development.of(copy, whole, Tones.CODES);
    }

    private Level level(Level level, double brightness) {
        return level instanceof Level.Percentile percentile && sorted.length > 0
                ? new Level.Light(brightness * percentile(percentile.percent()))
                : level;
    }

    private double percentile(double percent) {
        if (percent == 100) {
            return most;
        }
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
