package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adds the drops of lights on a finer picture: {@code light(p) = sum a w v / sum a w} over the samples whose drops share the area a with
 * pixel p, with the light's weight w and the value v above the sky (Fruchter and Hook 2002, equations 3 to 5).
 *
 * <p>Numbers are light for a pixel of the reference, as in the picture of {@link Integration}: levels stay, and the sum over a star is
 * its flux times scale^2. Coverage is the area of drops in a pixel, 1 being that of one light on average, the least of the channels; rejected the same of
 * what was left out. A pixel that lacks a channel is NaN in all and has the coverage 0.
 *
 * <p>Rows are worked on in bands: {@link #begin}, {@link #add} by many threads in any order, {@link #finish}. Sums are whole numbers
 * ({@link Fixed}), so the result is the same bits for any order, number of threads and bands. Memory: {@link #bytes}.
 */
public final class DropSums {

    static final double AREA_ONE = 0x1p16;
    private static final int LOCK_ROWS = 16;

    private final Drizzling of;
    private final Shape shape;
    private final SampleColours colours;
    private final Raster light;
    private final Raster coverage;
    private final Raster rejected;
    private Optional<Sums> sums = Optional.empty();
    private Rows band = new Rows(0, 1);
    private long dropped;
    private long left;

    /** Begins. */
    public DropSums(Drizzling of) {
        this.of = of;
        shape = of.shape();
        colours = of.colours();
        Shape mono = new Shape(shape.width(), shape.height(), 1);
        light = Raster.allocate(shape, SampleType.FLOAT32);
        coverage = Raster.allocate(mono, SampleType.FLOAT32);
        rejected = Raster.allocate(mono, SampleType.FLOAT32);
    }

    /* By pixel and channel; what is left out by pixel. */
    private static final class Sums {
        private final long[] light;
        private final long[] weight;
        private final int[] area;
        private final int[] left;
        private final Object[] locks;

        Sums(int rows, int width, int channels) {
            light = new long[rows * width * channels];
            weight = new long[light.length];
            area = new int[light.length];
            left = new int[rows * width];
            locks = new Object[rows / LOCK_ROWS + 1];
            for (int i = 0; i < locks.length; i++) {
                locks[i] = new Object();
            }
        }
    }

    /** Bytes that a band of pixels takes. */
    public static long bytes(long pixels, int channels) {
        return (20L * channels + 4) * pixels;
    }

    /** Begins a band of rows. */
    public void begin(Rows rows) {
        band = rows;
        sums = Optional.of(new Sums(rows.count(), shape.width(), shape.channels()));
    }

    /** The rows that were begun. */
    Rows band() {
        return band;
    }

    /** Adds drops of a part of a light; called by many threads. */
    void add(DropTile tile) {
        Sums into = sums.orElseThrow();
        int channels = shape.channels();
        for (int row = 0; row < tile.rows(); row++) {
            int y = tile.top() + row - band.first();
            synchronized (into.locks[y / LOCK_ROWS]) {
                int at = y * shape.width() + tile.left();
                int from = row * tile.columns();
                for (int i = 0; i < tile.columns() * channels; i++) {
                    into.light[at * channels + i] += tile.light()[from * channels + i];
                    into.weight[at * channels + i] += tile.weight()[from * channels + i];
                    into.area[at * channels + i] += tile.area()[from * channels + i];
                }
                for (int i = 0; i < tile.columns(); i++) {
                    into.left[at + i] += tile.leftOut()[from + i];
                }
            }
        }
    }

    /** Counts samples of a light once, with those that were left out. */
    synchronized void count(long samples, long out) {
        dropped += samples;
        left += out;
    }

    /** Finishes the band that was begun. */
    public void finish() {
        Sums from = sums.orElseThrow();
        IntStream.range(0, band.count()).parallel().forEach(row -> finish(from, row));
        sums = Optional.empty();
    }

    private void finish(Sums from, int row) {
        int channels = shape.channels();
        int y = band.first() + row;
        float[] values = new float[shape.rowSamples()];
        float[] covered = new float[shape.width()];
        float[] out = new float[shape.width()];
        double[] pixel = new double[channels];
        double drop = of.drizzle().pixfrac() * of.drizzle().pixfrac();
        double placeY = of.drizzle().back(y, of.canvas().top());
        for (int x = 0; x < shape.width(); x++) {
            int at = row * shape.width() + x;
            double least = Double.POSITIVE_INFINITY;
            boolean isWhole = true;
            for (int c = 0; c < channels; c++) {
                long weight = from.weight[at * channels + c];
                isWhole &= weight > 0 && from.area[at * channels + c] > 0;
                pixel[c] = (double) from.light[at * channels + c] / weight;
                least = Math.min(least, from.area[at * channels + c] / (AREA_ONE * drop * colours.share(c)));
            }
            if (colours.isMixed()) {
                colours.toPicture(pixel);
            }
            double placeX = of.drizzle().back(x, of.canvas().left());
            for (int c = 0; c < channels; c++) {
                values[x * channels + c] =
                        isWhole ? (float) (pixel[c] + of.aim().sky().get(c).at(placeX, placeY)) : Float.NaN;
            }
            covered[x] = isWhole ? (float) least : 0;
            out[x] = (float) (from.left[at] / (AREA_ONE * drop));
        }
        put(light, y, values);
        put(coverage, y, covered);
        put(rejected, y, out);
    }

    private static void put(Raster picture, int row, float[] samples) {
        FloatBuffer floats = picture.bytes(new Rows(row, 1)).asFloatBuffer();
        floats.put(samples);
    }

    /** What all bands gave; the number of samples, and of those left out, are those of the lights. */
    public synchronized Integrated result() {
        return new Integrated(light, coverage, rejected, dropped, 0, left, 0);
    }
}
