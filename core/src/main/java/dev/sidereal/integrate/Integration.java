package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Joins frames that are above their sky, on one scale and on one canvas: rejection, then the weighted mean, then the sky of the reference.
 *
 * <p>Rows are worked on in bands: {@link #begin}, any number of {@link #add} in any order by many threads, each frame once for
 * each row, {@link #finish}. All arithmetic is in whole numbers, so the result is the same bits for any order, number of threads and
 * bands. What a pixel keeps is either every value or sums with the extremes: the smaller of those that are enough for the rejection, or
 * every value where it takes little more.
 */
public final class Integration {

    /* All values are joined faster, which is worth a tenth more memory. */
    private static final double MORE_FOR_ALL = 1.1;
    /* Resampling smooths noise by a tenth and more (Lanczos-3: 0.89 for each direction together). */
    private static final double LEAST_NOISE_PART = 0.8;

    private final Shape shape;
    private final Rows all;
    private final Rejection rejection;
    private final Weights weights;
    private final CriticalValues critical;
    private final List<SkyPlane> sky;
    private final double[] floor;
    private final Raster light;
    private final Raster coverage;
    private final Raster rejected;
    private Optional<Values> values = Optional.empty();
    private Rows band = new Rows(0, 1);
    private long count;
    private long low;
    private long high;
    private long full;

    /**
     * Begins.
     *
     * @param canvas        size of the picture
     * @param contributions of the frames that are to be added, in the order of their numbers
     * @param sky           of each channel of the reference, in the canvas' pixels
     */
    public Integration(Shape canvas, Rejection rejection, List<Contribution> contributions, List<SkyPlane> sky) {
        this(canvas, new Rows(0, canvas.height()), rejection, contributions, sky);
    }

    /**
     * The same for some rows alone, as another machine makes them: the pictures are that high. Rows keep the numbers that they
     * have on the canvas.
     */
    public Integration(
            Shape canvas, Rows rows, Rejection rejection, List<Contribution> contributions, List<SkyPlane> sky) {
        this(
                canvas,
                rows,
                rejection,
                List.copyOf(sky),
                new Weights(
                        contributions.stream().mapToDouble(Contribution::weight).toArray()),
                new CriticalValues(
                        rejection instanceof Rejection.Gesd gesd ? gesd.significance() : 0.05, contributions.size()),
                floor(canvas.channels(), contributions));
    }

    private Integration(
            Shape canvas,
            Rows all,
            Rejection rejection,
            List<SkyPlane> sky,
            Weights weights,
            CriticalValues critical,
            double[] floor) {
        this.shape = canvas;
        this.all = all;
        this.rejection = rejection;
        this.sky = sky;
        this.weights = weights;
        this.critical = critical;
        this.floor = floor;
        Shape mono = new Shape(canvas.width(), all.count(), 1);
        light = Raster.allocate(new Shape(canvas.width(), all.count(), canvas.channels()), SampleType.FLOAT32);
        coverage = Raster.allocate(mono, SampleType.FLOAT32);
        rejected = Raster.allocate(mono, SampleType.FLOAT32);
    }

    private static double[] floor(int channels, List<Contribution> contributions) {
        double[] floor = new double[channels];
        for (int c = 0; c < floor.length; c++) {
            int channel = c;
            double[] noises = contributions.stream()
                    .mapToDouble(frame -> frame.scale() * frame.sight().noise().get(channel))
                    .filter(noise -> !Double.isNaN(noise))
                    .sorted()
                    .toArray();
            double noise = noises.length == 0 ? 0 : LEAST_NOISE_PART * noises[noises.length / 2];
            floor[c] = noise * noise;
        }
        return floor;
    }

    /** The same for other rows alone. */
    public Integration only(Rows rows) {
        return new Integration(shape, rows, rejection, sky, weights, critical, floor);
    }

    /** The most frames that can be joined. */
    public static int mostFrames() {
        return Fixed.MOST_FRAMES;
    }

    /** Bytes that a band takes. */
    public static long bytes(long samples, int frames, Rejection rejection) {
        return holdsAll(frames, rejection) ? AllValues.bytes(samples, frames) : OnePass.BYTES * samples;
    }

    /** Bytes that the pictures take. */
    public static long pictureBytes(Shape canvas) {
        return 4 * canvas.samples() + 8 * canvas.pixels();
    }

    /**
     * Bytes of a sample's state as {@link #write} writes it; empty where joining needs every value, or holds every value because
     * that is less.
     */
    public static OptionalInt stateBytes(int frames, Rejection rejection) {
        return holdsAll(frames, rejection) ? OptionalInt.empty() : OptionalInt.of(OnePass.writtenBytes(rejection));
    }

    private static boolean holdsAll(int frames, Rejection rejection) {
        return rejection.needsAllValues() || 4L * frames <= MORE_FOR_ALL * OnePass.BYTES;
    }

    /** Begins a band of rows. */
    public void begin(Rows rows) {
        begin(rows, Memory.OUTSIDE);
    }

    /** The same, what is kept of it somewhere else. */
    public void begin(Rows rows, Memory memory) {
        int samples = Math.toIntExact((long) rows.count() * shape.rowSamples());
        band = rows;
        values = Optional.of(
                holdsAll(weights.count(), rejection)
                        ? new AllValues(samples, weights, rejection, critical, floor, memory)
                        : new OnePass(samples, weights, rejection, critical, floor, memory));
    }

    /**
     * Adds rows of a frame.
     *
     * @param frame its number
     * @param row   the first, of the band that was begun
     * @param light of whole rows, above the sky and on the scale of the reference; NaN where the frame has none
     */
    public void add(int frame, int row, float[] light, int count) {
        values.orElseThrow().add(frame, (row - band.first()) * shape.rowSamples(), light, count);
    }

    /**
     * Appends what was added so far to some rows of the band, so that another machine joins it with more: {@link #stateBytes} for each
     * sample.
     */
    public void write(Rows rows, ByteBuffer out) {
        onePass().write(at(rows), count(rows), out);
    }

    /** Adds what another integration of the same frames, each added in one of them alone, has written of rows of this band. */
    public void merge(Rows rows, ByteBuffer in) {
        onePass().merge(at(rows), count(rows), in);
    }

    private OnePass onePass() {
        if (values.orElseThrow() instanceof OnePass sums) {
            return sums;
        }
        throw new IllegalStateException("state: expected sums and extremes, found every value");
    }

    private int at(Rows rows) {
        return (rows.first() - band.first()) * shape.rowSamples();
    }

    private int count(Rows rows) {
        return Math.toIntExact((long) rows.count() * shape.rowSamples());
    }

    /** Finishes the band that was begun. */
    public void finish() {
        Values of = values.orElseThrow();
        IntStream.range(0, band.count()).parallel().forEach(i -> finish(of, i));
        values = Optional.empty();
    }

    private void finish(Values of, int i) {
        int samples = shape.rowSamples();
        int channels = shape.channels();
        Values.Finished row = new Values.Finished(samples);
        of.finish(i * samples, samples, row);
        int y = band.first() + i;
        float[] covered = new float[shape.width()];
        float[] left = new float[shape.width()];
        long lows = 0;
        long highs = 0;
        long used = 0;
        for (int c = 0; c < channels; c++) {
            SkyPlane plane = sky.get(c);
            for (int x = 0; x < shape.width(); x++) {
                row.light[x * channels + c] += (float) plane.at(x, y);
            }
        }
        for (int at = 0, x = 0, c = 0; at < samples; at++) {
            int all = row.used[at] + row.low[at] + row.high[at];
            covered[x] = c == 0 ? all : Math.min(covered[x], all);
            left[x] = Math.max(left[x], row.low[at] + row.high[at]);
            lows += row.low[at];
            highs += row.high[at];
            used += row.used[at];
            if (++c == channels) {
                c = 0;
                x++;
            }
        }
        put(light, y - all.first(), row.light);
        put(coverage, y - all.first(), covered);
        put(rejected, y - all.first(), left);
        synchronized (this) {
            count += used + lows + highs;
            low += lows;
            high += highs;
            full += row.full;
        }
    }

    private static void put(Raster picture, int row, float[] samples) {
        FloatBuffer floats = picture.bytes(new Rows(row, 1)).asFloatBuffer();
        floats.put(samples);
    }

    /** What all bands gave. */
    public synchronized Integrated result() {
        return new Integrated(light, coverage, rejected, count, low, high, full);
    }
}
