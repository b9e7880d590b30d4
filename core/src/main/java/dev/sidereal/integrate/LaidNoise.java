package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the noise of lights as they lie on the canvas, normalised and resampled, and that of the picture they make.
 *
 * <p>Resampling smooths noise, the more the less neighbours share it already: a light's noise before it would make the picture
 * look better than it is. So lights are measured in their places, on strips of {@value #SIDE} rows of the canvas.
 *
 * <p>{@link Noise} takes faint stars for noise, which do not fall with the number of lights. So the noise of one light is taken
 * from how the lights differ in each pixel, and that of their mean from the difference of the means of the even and of the odd
 * lights. What a rejection or a median costs is what {@link Noise} finds more in the picture than in that mean:
 * {@code achieved^2 = halves^2 + max(0, picture^2 - mean^2)}. Of that difference is also
 * {@code grain = SIDE * deviation(means of SIDE x SIDE pixels) / deviation(pixels)}. Only pixels are used that all lights show; where
 * these are few, {@link Noise} has the word.
 *
 * <p>Rows may come in any order and by many threads; sums are whole numbers ({@link Fixed}). Memory: {@link #bytes}.
 */
public final class LaidNoise {

    private static final int SIDE = 8;
    private static final int STRIPS = 8;
    private static final int MOST_STRIPS = 32;
    private static final int ENOUGH_PIXELS = 200_000;
    private static final double CLIP = 4;
    private static final int ROUNDS = 4;
    /* With fewer areas their deviation is a guess. */
    private static final int LEAST_AREAS = 30;
    private static final int SAMPLE_BYTES = Character.BYTES + 4 * Long.BYTES;

    private final Shape canvas;
    private final Shape shape;
    private final Weights weights;
    private final double[] shares;
    private final double[][] noises;
    private final char[] counts;
    private final long[] sums;
    private final long[] squares;
    private final long[] even;
    private final long[] odd;
    private final Object[] locks;

    /** Begins for some lights, in the order of their numbers. */
    public LaidNoise(Shape canvas, List<Contribution> lights) {
        this.canvas = canvas;
        shape = strips(canvas);
        shares = lights.stream().mapToDouble(Contribution::weight).toArray();
        weights = new Weights(shares);
        noises = new double[lights.size()][canvas.channels()];
        for (int i = 0; i < noises.length; i++) {
            Contribution light = lights.get(i);
            Arrays.setAll(
                    noises[i], channel -> light.scale() * light.sight().noise().get(channel));
        }
        int samples = Math.toIntExact(shape.samples());
        counts = new char[samples];
        sums = new long[samples];
        squares = new long[samples];
        even = new long[samples];
        odd = new long[samples];
        locks = new Object[shape.height()];
        Arrays.setAll(locks, i -> new Object());
    }

    private static Shape strips(Shape canvas) {
        int strips = Math.max(STRIPS, Math.min(MOST_STRIPS, ENOUGH_PIXELS / SIDE / canvas.width()));
        int rows = canvas.height() < SIDE ? canvas.height() : Math.min(strips, canvas.height() / SIDE) * SIDE;
        return new Shape(canvas.width(), rows, canvas.channels());
    }

    /** Bytes that this takes. */
    public static long bytes(Shape canvas) {
        return (SAMPLE_BYTES + Double.BYTES) * strips(canvas).samples();
    }

    /**
     * Takes rows of a light as they lie on the canvas, each row once; called by many threads.
     *
     * @param number of the light
     * @param row    the first
     * @param light  of whole rows
     * @param count  of samples
     */
    public void rows(int number, int row, float[] light, int count) {
        long[] half = number % 2 == 0 ? even : odd;
        int samples = shape.rowSamples();
        for (int own = 0; own < shape.height(); own++) {
            int y = row(own) - row;
            if (y < 0 || y >= count / samples) {
                continue;
            }
            synchronized (locks[own]) {
                for (int x = 0; x < samples; x++) {
                    float value = light[y * samples + x];
                    int i = own * samples + x;
                    if (!Float.isNaN(value)) {
                        float within = Fixed.within(value);
                        counts[i]++;
                        sums[i] += Fixed.of(within);
                        squares[i] += Fixed.of((double) within * within);
                        half[i] += weights.light(number, within);
                    }
                }
            }
        }
    }

    /** Bytes that {@link #write} writes of some rows of the canvas. */
    public int stateBytes(Rows rows) {
        int measured = (int) IntStream.range(0, shape.height())
                .filter(own -> isIn(own, rows))
                .count();
        return Math.multiplyExact(measured * shape.rowSamples(), SAMPLE_BYTES);
    }

    /** Appends what was measured so far of some rows of the canvas. */
    public void write(Rows rows, ByteBuffer out) {
        for (int own = 0; own < shape.height(); own++) {
            for (int i = own * shape.rowSamples(); isIn(own, rows) && i < (own + 1) * shape.rowSamples(); i++) {
                out.putChar(counts[i])
                        .putLong(sums[i])
                        .putLong(squares[i])
                        .putLong(even[i])
                        .putLong(odd[i]);
            }
        }
    }

    /** Adds what another measurement of the same lights, each taken by one of them alone, has written of some rows. */
    public void merge(Rows rows, ByteBuffer in) {
        for (int own = 0; own < shape.height(); own++) {
            for (int i = own * shape.rowSamples(); isIn(own, rows) && i < (own + 1) * shape.rowSamples(); i++) {
                counts[i] += in.getChar();
                sums[i] += in.getLong();
                squares[i] += in.getLong();
                even[i] += in.getLong();
                odd[i] += in.getLong();
            }
        }
    }

    private boolean isIn(int own, Rows rows) {
        int y = row(own);
        return y >= rows.first() && y < rows.first() + rows.count();
    }

    /* Where a measured row lies on the canvas. */
    private int row(int own) {
        int high = Math.min(SIDE, shape.height());
        return first(own / high) + own % high;
    }

    private int first(int strip) {
        int high = Math.min(SIDE, shape.height());
        return (int) ((long) (canvas.height() - high) * strip / Math.max(1, shape.height() / high - 1));
    }

    /** What was found, when all lights were looked at. */
    public LightNoise of(Raster picture) {
        Raster mean = Raster.allocate(shape, SampleType.FLOAT32);
        Raster made = Raster.allocate(shape, SampleType.FLOAT32);
        long evenWeight = weight(0);
        long oddWeight = weight(1);
        double[] difference = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            boolean complete = counts[i] == shares.length;
            int row = i / shape.rowSamples();
            int y = first(row / SIDE) + row % SIDE;
            mean.set(i, complete ? (double) (even[i] + odd[i]) / (evenWeight + oddWeight) : Double.NaN);
            made.set(i, complete ? picture.get(y * shape.rowSamples() + i % shape.rowSamples()) : Double.NaN);
            difference[i] = complete && oddWeight > 0
                    ? (double) even[i] / evenWeight - (double) odd[i] / oddWeight
                    : Double.NaN;
        }
        double[] found = new double[4];
        for (int channel = 0; channel < shape.channels(); channel++) {
            LightNoise one = of(channel, difference, Noise.of(mean, channel), Noise.of(made, channel));
            found[0] += one.light() / shape.channels();
            found[1] += one.expected() / shape.channels();
            found[2] += one.achieved() / shape.channels();
            found[3] += one.grain() / shape.channels();
        }
        return new LightNoise(found[0], found[1], found[2], found[3]);
    }

    private long weight(int half) {
        long sum = 0;
        for (int i = half; i < shares.length; i += 2) {
            sum += weights.fixed(i);
        }
        return sum;
    }

    private LightNoise of(int channel, double[] difference, double inMean, double inPicture) {
        double[] areas = areas(difference, channel);
        double[] pixels = pixels(difference, channel);
        if (areas.length < LEAST_AREAS) {
            return of(channel, Double.NaN, inPicture, Double.NaN);
        }
        double spread = deviation(pixels);
        double halves = spread * partOfDifference(channel);
        double more = Math.max(0, inPicture * inPicture - inMean * inMean);
        double achieved = Math.sqrt(halves * halves + more);
        return of(channel, ofLights(channel), achieved, SIDE * deviation(areas) / spread);
    }

    /* The lights' noises are in the proportion that Noise found, and of the size in which the lights differ, if that is known. */
    private LightNoise of(int channel, double size, double achieved, double grain) {
        double squares = 0;
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double variance = variance(i, channel);
            squares += variance / shares.length;
            weighted += shares[i] * shares[i] * variance;
            sum += shares[i];
        }
        double light = Double.isNaN(size) ? Math.sqrt(squares) : size;
        return new LightNoise(light, light * Math.sqrt(weighted / squares) / sum, achieved, grain);
    }

    private double variance(int light, int channel) {
        return noises[light][channel] * noises[light][channel];
    }

    /* The root of the mean variance of a pixel over the lights, without pixels of far more: stars that twinkle, satellites. */
    private double ofLights(int channel) {
        int n = shares.length;
        double[] variances = new double[counts.length / shape.channels()];
        int found = 0;
        for (int i = channel; i < counts.length; i += shape.channels()) {
            if (counts[i] == n) {
                double sum = sums[i] / Fixed.ONE;
                variances[found++] = Math.max(0, (squares[i] / Fixed.ONE - sum * sum / n) / (n - 1));
            }
        }
        Arrays.sort(variances, 0, found);
        /* The median of chi squared over its mean (E. B. Wilson and M. M. Hilferty 1931). */
        double free = n - 1;
        double mean = variances[found / 2] / Math.pow(1 - 2 / (9 * free), 3);
        double limit = 1 + (CLIP * CLIP - 1) / Math.sqrt(free);
        int kept = found;
        for (int round = 0; round < ROUNDS; round++) {
            while (mean > 0 && kept > 1 && variances[kept - 1] > limit * mean) {
                kept--;
            }
            mean = Arrays.stream(variances, 0, kept).sum() / kept;
        }
        return Math.sqrt(mean);
    }

    /* The noise of the mean of all lights over that of the difference of the halves: 1/2 for equal ones. */
    private double partOfDifference(int channel) {
        double[] weighted = new double[2];
        double[] sums = new double[2];
        for (int i = 0; i < shares.length; i++) {
            weighted[i % 2] += shares[i] * shares[i] * variance(i, channel);
            sums[i % 2] += shares[i];
        }
        double all = (weighted[0] + weighted[1]) / ((sums[0] + sums[1]) * (sums[0] + sums[1]));
        return Math.sqrt(all / (weighted[0] / (sums[0] * sums[0]) + weighted[1] / (sums[1] * sums[1])));
    }

    private double[] pixels(double[] samples, int channel) {
        double[] values = new double[samples.length / shape.channels()];
        int n = 0;
        for (int i = channel; i < samples.length; i += shape.channels()) {
            if (!Double.isNaN(samples[i])) {
                values[n++] = samples[i];
            }
        }
        return Arrays.copyOf(values, n);
    }

    private double[] areas(double[] samples, int channel) {
        int across = shape.width() / SIDE;
        double[] areas = new double[across * (shape.height() / SIDE)];
        int n = 0;
        for (int area = 0; area < areas.length; area++) {
            double sum = 0;
            for (int k = 0; k < SIDE * SIDE; k++) {
                int y = area / across * SIDE + k / SIDE;
                int x = area % across * SIDE + k % SIDE;
                sum += samples[(y * shape.width() + x) * shape.channels() + channel];
            }
            if (!Double.isNaN(sum)) {
                areas[n++] = sum / (SIDE * SIDE);
            }
        }
        return Arrays.copyOf(areas, n);
    }

    /* About the median, without what is farther than four of it: stars that twinkle, satellites. */
    private static double deviation(double[] values) {
        Arrays.sort(values);
        double middle = values[values.length / 2];
        double[] sizes = Arrays.stream(values)
                .map(value -> Math.abs(value - middle))
                .sorted()
                .toArray();
        int kept = sizes.length;
        double deviation = 1.4826 * sizes[kept / 2];
        for (int round = 0; round < ROUNDS; round++) {
            while (deviation > 0 && kept > 1 && sizes[kept - 1] > CLIP * deviation) {
                kept--;
            }
            double squares = 0;
            for (int i = 0; i < kept; i++) {
                squares += sizes[i] * sizes[i];
            }
            deviation = Math.sqrt(squares / kept);
        }
        return deviation;
    }
}
