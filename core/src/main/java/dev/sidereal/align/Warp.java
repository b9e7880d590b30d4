package dev.sidereal.align;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Resamples a frame onto the pixels of the reference: each is Lanczos-3 interpolated at its own place in the frame, once.
 *
 * <p>{@code out(p) = sum w(q) in(q) / sum w(q)} over the 6x6 samples q around the place of p in the frame, missing samples (NaN and
 * what lies outside) left out. A pixel whose place lies outside the frame, or whose weights add up to less than a half, is NaN: the
 * numbers are the coverage. Surface brightness is kept: a frame of another scale keeps its levels, its star fluxes change by the square
 * of the scale.
 *
 * <p><b>Undershoot.</b> Beside bright stars Lanczos swings below the sky. What is lower than the four samples around the place by
 * more than half the {@code noise} is drawn towards that: u noises below become {@code 1 - 1 / (4 u)}, at most one noise. In
 * noise without stars this touches few pixels, by little; {@code noise} 0 cuts at the lowest of the four.
 *
 * <p>Deterministic: tiles do not look at each other. Cost: about 50 operations for a sample; memory: a tile of the frame for each thread.
 */
public final class Warp {

    private static final int TILE_WIDTH = 256;
    private static final int TILE_HEIGHT = 32;
    private static final int HALO = 4;
    private static final int LENS_STEP = 8;
    private static final double LEAST_WEIGHT = 0.5;
    /* A tile of the frame larger than this is made in parts. */
    private static final int MOST_SAMPLES = 1 << 20;

    private final Raster frame;
    private final Transform back;
    private final float noise;
    private final int channels;

    private Warp(Raster frame, Transform transform, double noise) {
        if (frame.type() != SampleType.FLOAT32) {
            throw new IllegalArgumentException("frame: expected float, found " + frame.type());
        }
        this.frame = frame;
        this.back = transform.inverse();
        this.noise = (float) noise;
        this.channels = frame.shape().channels();
    }

    /**
     * Resamples a frame, on all processors.
     *
     * @param frame     float, of one or three channels
     * @param transform frame pixels to reference pixels
     * @param noise     standard deviation of a sample of the frame's sky
     * @param into      float, of as many channels; its size is the reference's
     */
    public static void into(Raster frame, Transform transform, double noise, Raster into) {
        Shape canvas = into.shape();
        if (into.type() != SampleType.FLOAT32
                || canvas.channels() != frame.shape().channels()) {
            throw new IllegalArgumentException("picture: expected float of "
                    + frame.shape().channels() + " channels, found " + into.type() + " of " + canvas);
        }
        Warp warp = new Warp(frame, transform, noise);
        int bands = (canvas.height() + TILE_HEIGHT - 1) / TILE_HEIGHT;
        IntStream.range(0, bands).parallel().forEach(band -> {
            int first = band * TILE_HEIGHT;
            warp.rows(new Rows(first, Math.min(TILE_HEIGHT, canvas.height() - first)), into);
        });
    }

    /**
     * Resamples some rows of the reference on this thread.
     *
     * @param into a whole picture, of which only these rows are written
     */
    public static void rows(Raster frame, Transform transform, double noise, Rows rows, Raster into) {
        Warp warp = new Warp(frame, transform, noise);
        rows.split(TILE_HEIGHT).forEach(band -> warp.rows(band, into));
    }

    private void rows(Rows rows, Raster into) {
        FloatBuffer out = into.bytes(rows).asFloatBuffer();
        int width = into.shape().width();
        for (int left = 0; left < width; left += TILE_WIDTH) {
            tile(left, rows.first(), Math.min(TILE_WIDTH, width - left), rows.count(), out, width, rows.first());
        }
    }

    private void tile(int left, int top, int wide, int high, FloatBuffer out, int width, int firstRow) {
        double[] xs = new double[wide * high];
        double[] ys = new double[wide * high];
        for (int y = 0; y < high; y++) {
            places(left, top + y, wide, xs, ys, y * wide);
        }
        double lowX = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            if (isInside(xs[i], ys[i])) {
                lowX = Math.min(lowX, xs[i]);
                highX = Math.max(highX, xs[i]);
                lowY = Math.min(lowY, ys[i]);
                highY = Math.max(highY, ys[i]);
            }
        }
        float[] line = new float[wide * channels];
        if (lowX > highX) {
            Arrays.fill(line, Float.NaN);
            for (int y = 0; y < high; y++) {
                out.put(((top + y - firstRow) * width + left) * channels, line);
            }
            return;
        }
        int fromX = (int) Math.floor(lowX) - HALO;
        int fromY = (int) Math.floor(lowY) - HALO;
        int columns = (int) Math.floor(highX) + HALO + 1 - fromX;
        int lines = (int) Math.floor(highY) + HALO + 1 - fromY;
        if ((long) columns * lines * channels > MOST_SAMPLES && wide * high > 1) {
            int halfWide = Math.max(1, wide / 2);
            int halfHigh = Math.max(1, high / 2);
            for (int y = 0; y < high; y += halfHigh) {
                for (int x = 0; x < wide; x += halfWide) {
                    tile(
                            left + x,
                            top + y,
                            Math.min(halfWide, wide - x),
                            Math.min(halfHigh, high - y),
                            out,
                            width,
                            firstRow);
                }
            }
            return;
        }
        float[][] planes = source(fromX, fromY, columns, lines);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int i = y * wide + x;
                if (isInside(xs[i], ys[i])) {
                    double u = xs[i] - fromX;
                    double v = ys[i] - fromY;
                    int here = ((int) v) * columns + (int) u;
                    int across = Lanczos.at(u - (int) u);
                    int down = Lanczos.at(v - (int) v);
                    for (int c = 0; c < channels; c++) {
                        line[x * channels + c] = sample(planes[c], columns, here, across, down);
                    }
                } else {
                    Arrays.fill(line, x * channels, (x + 1) * channels, Float.NaN);
                }
            }
            out.put(((top + y - firstRow) * width + left) * channels, line);
        }
    }

    private boolean isInside(double x, double y) {
        return x >= 0
                && y >= 0
                && x <= frame.shape().width() - 1
                && y <= frame.shape().height() - 1;
    }

    /* Where the pixels of a row come from. A lens is so smooth that eight pixels of it are a straight line to a thousandth. */
    private void places(int left, int y, int wide, double[] xs, double[] ys, int at) {
        if (back.lens().isNone()) {
            for (int i = 0; i < wide; i++) {
                int x = left + i;
                double w = 1 / (back.g() * x + back.h() * y + 1);
                xs[at + i] = (back.a() * x + back.b() * y + back.c()) * w;
                ys[at + i] = (back.d() * x + back.e() * y + back.f()) * w;
            }
            return;
        }
        Point from = back.apply(left, y);
        for (int i = 0; i < wide; i += LENS_STEP) {
            Point to = back.apply(left + i + LENS_STEP, y);
            for (int k = 0; k < LENS_STEP && i + k < wide; k++) {
                double part = k / (double) LENS_STEP;
                xs[at + i + k] = from.x() + (to.x() - from.x()) * part;
                ys[at + i + k] = from.y() + (to.y() - from.y()) * part;
            }
            from = to;
        }
    }

    /* A part of the frame, channel by channel, NaN where there is no frame. */
    private float[][] source(int fromX, int fromY, int columns, int lines) {
        float[][] planes = new float[channels][columns * lines];
        int width = frame.shape().width();
        int first = Math.max(0, fromX);
        int count = Math.min(width, fromX + columns) - first;
        int from = first - fromX;
        float[] mixed = new float[channels == 1 ? 0 : count * channels];
        FloatBuffer pixels = frame.bytes().asFloatBuffer();
        for (int y = 0; y < lines; y++) {
            int row = y * columns;
            int v = fromY + y;
            boolean isRow = v >= 0 && v < frame.shape().height();
            if (isRow && channels == 1) {
                pixels.get(v * width + first, planes[0], row + from, count);
            } else if (isRow) {
                pixels.get((v * width + first) * channels, mixed);
            }
            for (int c = 0; c < channels; c++) {
                float[] plane = planes[c];
                if (!isRow) {
                    Arrays.fill(plane, row, row + columns, Float.NaN);
                    continue;
                }
                for (int x = 0; channels > 1 && x < count; x++) {
                    plane[row + from + x] = mixed[x * channels + c];
                }
                Arrays.fill(plane, row, row + from, Float.NaN);
                Arrays.fill(plane, row + from + count, row + columns, Float.NaN);
            }
        }
        return planes;
    }

    private float sample(float[] in, int columns, int here, int across, int down) {
        float[] table = Lanczos.table();
        float a0 = table[across];
        float a1 = table[across + 1];
        float a2 = table[across + 2];
        float a3 = table[across + 3];
        float a4 = table[across + 4];
        float a5 = table[across + 5];
        float sum = 0;
        int at = here - 2 * columns - 2;
        for (int v = 0; v < Lanczos.TAPS; v++) {
            sum += table[down + v]
                    * (a0 * in[at]
                            + a1 * in[at + 1]
                            + a2 * in[at + 2]
                            + a3 * in[at + 3]
                            + a4 * in[at + 4]
                            + a5 * in[at + 5]);
            at += columns;
        }
        if (Float.isNaN(sum)) {
            return incomplete(in, columns, here, across, down);
        }
        float low = Math.min(Math.min(in[here], in[here + 1]), Math.min(in[here + columns], in[here + columns + 1]));
        return sum < low - 0.5f * noise ? softened(sum, low) : sum;
    }

    private float softened(float value, float low) {
        return noise == 0 ? low : low - noise * (1 - 0.25f * noise / (low - value));
    }

    private float incomplete(float[] in, int columns, int here, int across, int down) {
        float[] table = Lanczos.table();
        double sum = 0;
        double weights = 0;
        double low = Double.POSITIVE_INFINITY;
        for (int v = 0; v < Lanczos.TAPS; v++) {
            for (int u = 0; u < Lanczos.TAPS; u++) {
                float value = in[here + (v - 2) * columns + u - 2];
                if (!Float.isNaN(value)) {
                    double weight = table[down + v] * table[across + u];
                    sum += weight * value;
                    weights += weight;
                    low = Math.min(low, value);
                }
            }
        }
        return weights < LEAST_WEIGHT ? Float.NaN : (float) Math.max(sum / weights, low - noise);
    }
}
