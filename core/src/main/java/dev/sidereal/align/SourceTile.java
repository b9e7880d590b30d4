package dev.sidereal.align;

import dev.sidereal.image.Raster;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A part of a frame from which pixels are interpolated, channel by channel, NaN where there is no frame.
 *
 * <p>A place is given by the sample at its upper left and the weights ({@link Lanczos}) for the way from there. The sum over 6x6
 * samples is made first as if none were missing; only where it turns out NaN are they looked at one by one.
 */
final class SourceTile {

    private static final double LEAST_WEIGHT = 0.5;

    private static final long FRACTION = (1L << 32) - 1;

    private final float[][] planes;
    private final int columns;
    private final int lines;
    private final WarpRoom room;
    private final float noise;
    private final int width;
    private final int height;
    private final int fromX;
    private final int fromY;

    /**
     * Copies a part of a frame, which may reach over its borders.
     *
     * @param isMirrored columns are counted from the right of the frame
     */
    SourceTile(
            Raster frame,
            int fromX,
            int fromY,
            int columns,
            int lines,
            float noise,
            boolean isMirrored,
            WarpRoom room) {
        int channels = frame.shape().channels();
        this.columns = columns;
        this.noise = noise;
        this.fromX = fromX;
        this.fromY = fromY;
        this.lines = lines;
        this.room = room;
        planes = new float[channels][];
        Arrays.setAll(planes, channel -> room.samples(channel, columns * lines));
        width = frame.shape().width();
        height = frame.shape().height();
        int left = isMirrored ? width - fromX - columns : fromX;
        int first = Math.max(0, left);
        int count = Math.min(width, left + columns) - first;
        int from = first - left;
        float[] mixed = new float[Math.max(0, count) * channels];
        FloatBuffer pixels = frame.bytes().asFloatBuffer();
        for (int y = 0; y < lines; y++) {
            int row = y * columns;
            int v = fromY + y;
            boolean isRow = v >= 0 && v < height && count > 0;
            if (!isRow) {
                for (float[] plane : planes) {
                    Arrays.fill(plane, row, row + columns, Float.NaN);
                }
                continue;
            }
            pixels.get((v * width + first) * channels, mixed);
            for (int c = 0; c < channels; c++) {
                float[] plane = planes[c];
                Arrays.fill(plane, row, row + from, Float.NaN);
                Arrays.fill(plane, row + from + count, row + columns, Float.NaN);
                if (channels == 1) {
                    System.arraycopy(mixed, 0, plane, row + from, count);
                }
                for (int x = 0; channels > 1 && x < count; x++) {
                    plane[row + from + x] = mixed[x * channels + c];
                }
                if (isMirrored) {
                    reverse(plane, row, row + columns - 1);
                }
            }
        }
    }

    private static void reverse(float[] values, int first, int last) {
        int high = last;
        for (int low = first; low < high; low++) {
            float value = values[low];
            values[low] = values[high];
            values[high--] = value;
        }
    }

    int columns() {
        return columns;
    }

    float[] plane(int channel) {
        return planes[channel];
    }

    /** Some pixels of a row, each at a place of its own, all channels. */
    void pixels(Places places, int from, int to, float[] into) {
        places.find(fromX, fromY, columns, from, to);
        for (int channel = 0; channel < planes.length; channel++) {
            pixels(planes[channel], places, from, to, into, channel);
        }
    }

    private void pixels(float[] in, Places places, int from, int to, float[] into, int first) {
        float[] table = Lanczos.table();
        int step = planes.length;
        float half = 0.5f * noise;
        for (int i = from; i < to; i++) {
            int here = places.here[i];
            int across = places.across[i];
            int down = places.down[i];
            float sum = sum(in, here, table, across, down);
            boolean isHighEnough = sum >= in[here] - half
                    || sum >= in[here + 1] - half
                    || sum >= in[here + columns] - half
                    || sum >= in[here + columns + 1] - half;
            into[first + i * step] = isHighEnough ? sum : finished(in, sum, here, across, down);
        }
    }

    /** Draws what is too low towards its neighbours, and makes up for missing samples; NaN where a pixel lies outside the frame. */
    void finish(TurnedTile places, int channel, float[] sums, float[] lows, float[] into) {
        int step = planes.length;
        float half = 0.5f * noise;
        for (int i = 0; i < sums.length; i++) {
            float sum = sums[i];
            if (sum < lows[i] - half) {
                sum = softened(sum, lows[i]);
            } else if (Float.isNaN(sum)) {
                sum = places.isShown(i, width, height) ? alone(places, planes[channel], i) : Float.NaN;
            }
            into[channel + i * step] = sum;
        }
    }

    /* By its own 6x6 samples: along rows others are touched, of which one is missing. */
    private float alone(TurnedTile places, float[] in, int i) {
        int here = places.here(i);
        int across = Lanczos.at((places.across(i) & FRACTION) * 0x1p-32);
        int down = Lanczos.at((places.down(i) & FRACTION) * 0x1p-32);
        return finished(in, sum(in, here, Lanczos.table(), across, down), here, across, down);
    }

    /** Of each sample, it and its neighbours to the right and below, the lowest. */
    float[] lows(int channel) {
        float[] in = planes[channel];
        int end = columns * lines;
        float[] lows = room.lows(channel, end);
        float[] above = new float[columns];
        float[] below = new float[columns];
        float[] shifted = new float[columns];
        System.arraycopy(in, 0, above, 0, columns);
        for (int at = columns; at < end; at += columns) {
            System.arraycopy(in, at, below, 0, columns);
            lower(above, below);
            System.arraycopy(above, 1, shifted, 0, columns - 1);
            lower(above, shifted);
            System.arraycopy(above, 0, lows, at - columns, columns);
            System.arraycopy(below, 0, above, 0, columns);
        }
        return lows;
    }

    private static void lower(float[] values, float[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(values[i], others[i]);
        }
    }

    private float sum(float[] in, int here, float[] table, int across, int down) {
        float a0 = table[across];
        float a1 = table[across + 1];
        float a2 = table[across + 2];
        float a3 = table[across + 3];
        float a4 = table[across + 4];
        float a5 = table[across + 5];
        int at = here - 2 * columns - 2;
        float sum = table[down] * six(in, at, a0, a1, a2, a3, a4, a5);
        at += columns;
        sum += table[down + 1] * six(in, at, a0, a1, a2, a3, a4, a5);
        at += columns;
        sum += table[down + 2] * six(in, at, a0, a1, a2, a3, a4, a5);
        at += columns;
        sum += table[down + 3] * six(in, at, a0, a1, a2, a3, a4, a5);
        at += columns;
        sum += table[down + 4] * six(in, at, a0, a1, a2, a3, a4, a5);
        at += columns;
        sum += table[down + 5] * six(in, at, a0, a1, a2, a3, a4, a5);
        return sum;
    }

    /** Where the pixels of a row lie; one thread uses it for one row after the other. */
    static final class Places {
        final double[] x;
        final double[] y;
        final int[] here;
        final int[] across;
        final int[] down;

        Places(int count) {
            x = new double[count];
            y = new double[count];
            here = new int[count];
            across = new int[count];
            down = new int[count];
        }

        /* In a tile that begins at a sample of the frame. */
        private void find(int fromX, int fromY, int columns, int from, int to) {
            for (int i = from; i < to; i++) {
                int right = (int) x[i];
                int low = (int) y[i];
                here[i] = (low - fromY) * columns + right - fromX;
                across[i] = Lanczos.at(x[i] - right);
                down[i] = Lanczos.at(y[i] - low);
            }
        }
    }

    private static float six(float[] in, int at, float a0, float a1, float a2, float a3, float a4, float a5) {
        return (a0 * in[at] + a1 * in[at + 1] + a2 * in[at + 2])
                + (a3 * in[at + 3] + a4 * in[at + 4] + a5 * in[at + 5]);
    }

    /**
     * A row of pixels, each one sample further right than the last, all with the same weights. The columns are summed first, six
     * lines at once, in loops that processors do for several samples at a time.
     *
     * @param here of the first pixel
     */
    void row(int channel, int here, int across, int down, float[] into, int first, int step, int count) {
        float[] in = planes[channel];
        float[] table = Lanczos.table();
        float[] summed = new float[count + Lanczos.TAPS - 1];
        int at = here - 2 * columns - 2;
        sumLines(in, at, columns, table, down, summed);
        float[] sums = new float[count];
        sumAcross(summed, table, across, sums);
        float[] lows = new float[count];
        lowest(in, here, columns, lows);
        float half = 0.5f * noise;
        for (int x = 0; x < count; x++) {
            float sum = sums[x];
            if (sum >= lows[x] - half) {
                into[first + x * step] = sum;
            } else {
                into[first + x * step] = finished(in, sum, here + x, across, down);
            }
        }
    }

    private static void sumLines(float[] in, int at, int columns, float[] table, int down, float[] sums) {
        float d0 = table[down];
        float d1 = table[down + 1];
        float d2 = table[down + 2];
        float d3 = table[down + 3];
        float d4 = table[down + 4];
        float d5 = table[down + 5];
        int at1 = at + columns;
        int at2 = at1 + columns;
        int at3 = at2 + columns;
        int at4 = at3 + columns;
        int at5 = at4 + columns;
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (d0 * in[at + x] + d1 * in[at1 + x] + d2 * in[at2 + x])
                    + (d3 * in[at3 + x] + d4 * in[at4 + x] + d5 * in[at5 + x]);
        }
    }

    private static void sumAcross(float[] summed, float[] table, int across, float[] sums) {
        float a0 = table[across];
        float a1 = table[across + 1];
        float a2 = table[across + 2];
        float a3 = table[across + 3];
        float a4 = table[across + 4];
        float a5 = table[across + 5];
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (a0 * summed[x] + a1 * summed[x + 1] + a2 * summed[x + 2])
                    + (a3 * summed[x + 3] + a4 * summed[x + 4] + a5 * summed[x + 5]);
        }
    }

    private static void lowest(float[] in, int here, int columns, float[] lows) {
        int below = here + columns;
        for (int x = 0; x < lows.length; x++) {
            lows[x] = Math.min(Math.min(in[here + x], in[here + x + 1]), Math.min(in[below + x], in[below + x + 1]));
        }
    }

    private float finished(float[] in, float sum, int here, int across, int down) {
        if (Float.isNaN(sum)) {
            return incomplete(in, here, across, down);
        }
        float low = Math.min(Math.min(in[here], in[here + 1]), Math.min(in[here + columns], in[here + columns + 1]));
        return sum < low - 0.5f * noise ? softened(sum, low) : sum;
    }

    private float softened(float value, float low) {
        return noise == 0 ? low : low - noise * (1 - 0.25f * noise / (low - value));
    }

    private float incomplete(float[] in, int here, int across, int down) {
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
