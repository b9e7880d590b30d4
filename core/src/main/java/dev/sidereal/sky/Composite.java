package dev.sidereal.sky;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sky over ground: two pictures of linear light joined by a mask, {@code a S' + (1 - a) G}, a being the part of sky.
 *
 * <p>Near the seam both skies are brought to one level, so that neither a feather nor a mask that is a little off shows a
 * line: {@code S' = S - f L}. The lift L is what the sky's picture has more than the ground's in open sky near the seam (a
 * maximum lies some sigmas of noise above a mean): the mean difference of cells, those with bright trails held to twice the
 * median, smoothed along the seam. The fade f is 1 at the seam and falls to 0 within a sixteenth of the picture's height on
 * either side. Where the median lift is more than half the light of the ground's picture there, the two were exposed
 * differently, and nothing is matched. A sample that one picture lacks (NaN) comes from the other.
 *
 * @param light   the joined picture, in the memory of the sky's
 * @param matched whether the levels were near enough to be matched, or no seam needed it
 */
public record Composite(Raster light, boolean matched) {

    private static final int CELL = 8;
    private static final int PART_OF_HEIGHT = 16;
    private static final double MOST_LIFT = 0.5;
    private static final double BRIGHT = 2;
    /* The mean of the mask around a place is a half at the seam: the fade is whole there and a little beyond. */
    private static final double STEEPNESS = 4;
    private static final float OPEN = 0.999f;

    /**
     * Joins two pictures.
     *
     * @param sky    float; changed into the joined one
     * @param ground float, of the same shape
     * @param mask   one channel of 8 bits of the same size, 255 sky
     */
    public static Composite of(Raster sky, Raster ground, Raster mask) {
        Shape shape = sky.shape();
        if (!ground.shape().equals(shape)
                || mask.shape().width() != shape.width()
                || mask.shape().height() != shape.height()) {
            throw new IllegalArgumentException("composite: expected pictures of one size, found " + shape + ", "
                    + ground.shape() + " and a mask " + mask.shape());
        }
        Seam seam = Seam.of(sky, ground, mask);
        Bands.each(shape, rows -> join(sky, ground, mask, seam, rows));
        return new Composite(sky, seam.matched);
    }

    private static void join(Raster sky, Raster ground, Raster mask, Seam seam, Rows rows) {
        int channels = sky.shape().channels();
        int width = sky.shape().width();
        float[] above = Bands.floats(sky, rows);
        float[] below = Bands.floats(ground, rows);
        for (int p = 0; p < above.length / channels; p++) {
            int x = p % width;
            int y = rows.first() + p / width;
            double part = mask.get(y * width + x) / 255;
            for (int c = 0; c < channels; c++) {
                int i = p * channels + c;
                double light = above[i] - seam.lift(x, y, c);
                if (part == 0 || (Double.isNaN(light) && !Float.isNaN(below[i]))) {
                    light = Float.isNaN(below[i]) ? above[i] : below[i];
                } else if (part < 1 && !Float.isNaN(below[i])) {
                    light = part * light + (1 - part) * below[i];
                }
                above[i] = (float) light;
            }
        }
        sky.bytes(rows).asFloatBuffer().put(above);
    }

    /** How much of the sky's light is taken away around the seam, for cells of 8 by 8 pixels. */
    private static final class Seam {

        private final int columns;
        private final int rows;
        private final float[][] lifts;
        private final boolean matched;

        private Seam(int columns, int rows, float[][] lifts, boolean matched) {
            this.columns = columns;
            this.rows = rows;
            this.lifts = lifts;
            this.matched = matched;
        }

        static Seam of(Raster sky, Raster ground, Raster mask) {
            Shape shape = sky.shape();
            int columns = (shape.width() + CELL - 1) / CELL;
            int rows = (shape.height() + CELL - 1) / CELL;
            float[] open = means(mask, 0, columns, rows);
            IntStream.range(0, open.length).forEach(i -> open[i] /= 255);
            int radius = Math.max(2, shape.height() / PART_OF_HEIGHT / CELL);
            float[] wide = Cells.blur(open, columns, rows, radius);
            float[][] lifts = new float[shape.channels()][];
            for (int c = 0; c < lifts.length; c++) {
                float[] s = means(sky, c, columns, rows);
                float[] g = means(ground, c, columns, rows);
                float[] weights = new float[s.length];
                float[] differences = new float[s.length];
                float[] levels = new float[s.length];
                int n = 0;
                for (int i = 0; i < s.length; i++) {
                    boolean isBeside = open[i] > OPEN && wide[i] < OPEN && !Float.isNaN(s[i] - g[i]);
                    weights[i] = isBeside ? 1 : 0;
                    if (isBeside) {
                        differences[n] = s[i] - g[i];
                        levels[n++] = g[i];
                    }
                }
                double lift = median(differences, n);
                if (Math.abs(lift) > MOST_LIFT * median(levels, n)) {
                    return new Seam(columns, rows, new float[0][], false);
                }
                double most = BRIGHT * Math.abs(lift);
                for (int i = 0; i < s.length; i++) {
                    differences[i] = weights[i] == 0 ? 0 : (float) Math.max(-most, Math.min(most, s[i] - g[i]));
                }
                lifts[c] = along(differences, weights, wide, lift, columns, rows, radius);
            }
            return new Seam(columns, rows, lifts, true);
        }

        private static float[] along(
                float[] differences, float[] weights, float[] wide, double lift, int columns, int rows, int radius) {
            float[] sums = Cells.blur(differences, columns, rows, radius);
            float[] counts = Cells.blur(weights, columns, rows, radius);
            float[] local = new float[sums.length];
            for (int i = 0; i < local.length; i++) {
                double fade = Math.max(0, Math.min(1, STEEPNESS * (1 - wide[i])));
                local[i] = (float) (fade * (counts[i] > 1e-4 ? sums[i] / counts[i] : lift));
            }
            return Cells.blur(local, columns, rows, 1);
        }

        private static double median(float[] values, int count) {
            if (count == 0) {
                return 0;
            }
            float[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return sorted[count / 2];
        }

        private static float[] means(Raster picture, int channel, int columns, int rows) {
            Shape shape = picture.shape();
            float[] means = new float[columns * rows];
            IntStream.range(0, rows).parallel().forEach(row -> {
                for (int column = 0; column < columns; column++) {
                    double sum = 0;
                    int n = 0;
                    for (int y = row * CELL; y < Math.min(shape.height(), (row + 1) * CELL); y++) {
                        for (int x = column * CELL; x < Math.min(shape.width(), (column + 1) * CELL); x++) {
                            double value = picture.get(x, y, channel);
                            if (!Double.isNaN(value)) {
                                sum += value;
                                n++;
                            }
                        }
                    }
                    means[row * columns + column] = (float) (sum / n);
                }
            });
            return means;
        }

        /* Between the middles of four cells. */
        double lift(int x, int y, int channel) {
            if (lifts.length == 0) {
                return 0;
            }
            double u = Math.max(0, Math.min(columns - 1, (x + 0.5) / CELL - 0.5));
            double v = Math.max(0, Math.min(rows - 1, (y + 0.5) / CELL - 0.5));
            int i = Math.min((int) u, Math.max(0, columns - 2));
            int j = Math.min((int) v, Math.max(0, rows - 2));
            int right = columns > 1 ? 1 : 0;
            int down = rows > 1 ? columns : 0;
            float[] lift = lifts[channel];
            int at = j * columns + i;
            double top = lift[at] + (u - i) * (lift[at + right] - lift[at]);
            double bottom = lift[at + down] + (u - i) * (lift[at + down + right] - lift[at + down]);
            return top + (v - j) * (bottom - top);
        }
    }
}
