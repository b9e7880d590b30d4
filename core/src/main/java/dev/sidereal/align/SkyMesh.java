package dev.sidereal.align;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Level and noise of the sky on a mesh of cells of {@value #CELL} pixels, from a quarter of the pixels.
 *
 * <p>Of each cell the mean and standard deviation are taken of what lies within three deviations, up to ten times over; then
 * each cell becomes the median of itself and its neighbours, which removes the one that a bright star fills. Between cell centres
 * the level is bilinear. Cells without data are like the median of all.
 */
final class SkyMesh {

    static final int CELL = 64;

    private static final int STEP = 2;
    private static final int MOST_PASSES = 10;
    private static final double CLIP = 3;
    /* A normal distribution cut at three deviations is narrower by this. */
    private static final double CUT_NARROWS = 0.9866;
    private static final double LEAST_DATA = 0.2;
    private static final double NEAR_THE_LAST = 5;
    private static final double MOST_OF = 0.9;

    private final int width;
    private final int columns;
    private final int rows;
    private final float[] level;
    private final float[] noise;
    private final double medianLevel;
    private final double medianNoise;

    SkyMesh(FloatBuffer pixels, int width, int height) {
        this.width = width;
        columns = Math.max(1, (width + CELL / 2) / CELL);
        rows = Math.max(1, (height + CELL / 2) / CELL);
        float[] levels = new float[columns * rows];
        float[] noises = new float[columns * rows];
        float[] row = new float[width];
        float[] cell = new float[(CELL * 2 / STEP) * (CELL * 2 / STEP)];
        float[][] gathered = new float[columns][];
        int[] counts = new int[columns];
        for (int c = 0; c < columns; c++) {
            gathered[c] = new float[cell.length];
        }
        for (int r = 0; r < rows; r++) {
            Arrays.fill(counts, 0);
            int end = r == rows - 1 ? height : (r + 1) * CELL;
            for (int y = r * CELL; y < end; y += STEP) {
                pixels.get(y * width, row);
                for (int c = 0; c < columns; c++) {
                    int last = c == columns - 1 ? width : (c + 1) * CELL;
                    int n = counts[c];
                    for (int x = c * CELL + (y / STEP & 1); x < last; x += STEP) {
                        float value = row[x];
                        if (Math.abs(value) <= Float.MAX_VALUE) {
                            gathered[c][n++] = value;
                        }
                    }
                    counts[c] = n;
                }
            }
            for (int c = 0; c < columns; c++) {
                measure(gathered[c], counts[c], levels, noises, r * columns + c);
            }
        }
        level = smoothed(levels);
        noise = smoothed(noises);
        medianLevel = median(level);
        medianNoise = median(noise);
        fill(level, medianLevel);
        fill(noise, medianNoise);
    }

    double medianLevel() {
        return medianLevel;
    }

    double medianNoise() {
        return medianNoise;
    }

    /** The level along one row after the other; belongs to one thread. */
    final class Levels {

        private final float[] upper = new float[width];
        private final float[] lower = new float[width];
        private int above = -1;

        /** Takes the level off a row. */
        void subtract(int y, float[] from) {
            double v = within((y - (CELL - 1) / 2.0) / CELL, rows);
            if ((int) v != above) {
                above = (int) v;
                along(above, upper);
                along(Math.min(rows - 1, above + 1), lower);
            }
            subtract(upper, lower, (float) (v - above), from);
        }

        private static void subtract(float[] upper, float[] lower, float part, float[] from) {
            for (int x = 0; x < from.length; x++) {
                from[x] -= upper[x] + part * (lower[x] - upper[x]);
            }
        }
    }

    /* The level along the centres of a row of cells. */
    private void along(int row, float[] into) {
        int at = row * columns;
        int middle = CELL / 2;
        Arrays.fill(into, 0, Math.min(middle, width), level[at]);
        for (int c = 0; c + 1 < columns; c++) {
            float slope = (level[at + c + 1] - level[at + c]) / CELL;
            for (int i = 0; i < CELL; i++) {
                into[middle + c * CELL + i] = level[at + c] + slope * (i + 0.5f);
            }
        }
        int rest = Math.min(width, middle + (columns - 1) * CELL);
        Arrays.fill(into, rest, width, level[at + columns - 1]);
    }

    /** The level at a pixel. */
    double level(int x, int y) {
        double u = within((x - (CELL - 1) / 2.0) / CELL, columns);
        double v = within((y - (CELL - 1) / 2.0) / CELL, rows);
        int left = (int) u;
        int above = (int) v;
        int right = Math.min(columns - 1, left + 1);
        int below = Math.min(rows - 1, above + 1);
        double part = u - left;
        double upper = level[above * columns + left] * (1 - part) + level[above * columns + right] * part;
        double lower = level[below * columns + left] * (1 - part) + level[below * columns + right] * part;
        return upper + (lower - upper) * (v - above);
    }

    /** The noise of a sample in the cell of a pixel. */
    double noise(int x, int y) {
        return noise[Math.min(rows - 1, y / CELL) * columns + Math.min(columns - 1, x / CELL)];
    }

    private static double within(double node, int count) {
        return Math.max(0, Math.min(count - 1.0, node));
    }

    /* Begins with what lies near the cell before, if that is most of this one, too. */
    private static void measure(float[] values, int count, float[] levels, float[] noises, int at) {
        levels[at] = Float.NaN;
        noises[at] = Float.NaN;
        if (count < LEAST_DATA * CELL * CELL / (STEP * STEP)) {
            return;
        }
        Clipped clipped = new Clipped(values, count);
        boolean isLikeTheLast = at > 0
                && noises[at - 1] > 0
                && clipped.near(levels[at - 1], NEAR_THE_LAST * noises[at - 1]) >= MOST_OF * count;
        if (!isLikeTheLast) {
            clipped = new Clipped(values, count);
            clipped.near(values[0], Float.MAX_VALUE);
        }
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            int before = clipped.kept;
            if (clipped.near(clipped.mean, CLIP * clipped.deviation) == before || clipped.kept == 0) {
                break;
            }
        }
        levels[at] = (float) clipped.mean;
        noises[at] = (float) (clipped.deviation / CUT_NARROWS);
    }

    /** Mean and deviation of what lies near a value and near all those before. */
    private static final class Clipped {
        private final float[] values;
        private final int count;
        private float low = Float.NEGATIVE_INFINITY;
        private float high = Float.POSITIVE_INFINITY;
        private double mean;
        private double deviation;
        private int kept;

        Clipped(float[] values, int count) {
            this.values = values;
            this.count = count;
        }

        int near(double middle, double reach) {
            low = (float) Math.max(low, middle - reach);
            high = (float) Math.min(high, middle + reach);
            float lowest = low;
            float highest = high;
            int n = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                float value = values[i];
                if (value >= lowest && value <= highest) {
                    double off = value - middle;
                    n++;
                    sum += off;
                    squares += off * off;
                }
            }
            kept = n;
            if (n > 0) {
                mean = middle + sum / n;
                deviation = Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
            }
            return n;
        }
    }

    private float[] smoothed(float[] cells) {
        float[] out = new float[cells.length];
        float[] around = new float[9];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int n = 0;
                for (int v = Math.max(0, r - 1); v <= Math.min(rows - 1, r + 1); v++) {
                    for (int u = Math.max(0, c - 1); u <= Math.min(columns - 1, c + 1); u++) {
                        if (!Float.isNaN(cells[v * columns + u])) {
                            around[n++] = cells[v * columns + u];
                        }
                    }
                }
                out[r * columns + c] = n == 0 ? Float.NaN : (float) median(Arrays.copyOf(around, n));
            }
        }
        return out;
    }

    private static void fill(float[] cells, double value) {
        for (int i = 0; i < cells.length; i++) {
            if (Float.isNaN(cells[i])) {
                cells[i] = (float) value;
            }
        }
    }

    /** Of those that are numbers; NaN of none. */
    static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + (double) sorted[n / 2]) / 2;
    }
}
