package dev.sidereal.sky;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sky over ground: two pictures of linear light joined by a mask, {@code a S' + (1 - a) G}, a being the part of sky.
 *
 * <p>Near the seam both skies are brought to one level, so that neither a feather nor a mask that is a little off shows a
 * line: {@code S' = S - f L}. The lift L is what the sky's picture has more than the ground's in open sky near the seam (a
 * maximum lies some sigmas of noise above a mean): the mean difference of cells, those with bright trails held to twice the
 * median, smoothed along the seam. The fade f is 1 at the seam and falls to 0 within a sixteenth of the picture's height on
 * either side. Nor do the two sides differ in noise there: of what is left of the difference to the ground's picture, the
 * part {@code f} is taken away up to two times its usual size in open sky near the seam (1.4826 times the median distance),
 * less beyond, nothing from four times on, so that trails stay. Where the median lift is more than half the light of the ground's picture there, the two were exposed
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
    /* All of a difference is noise up to two of its usual distances, none from four on. */
    private static final double NOISY = 2;
    private static final double NOISE_ENDS = 2;

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

    /** The rows in which a ground under such a mask is looked at, those beside the seam included; none where all is sky. */
    public static Optional<Rows> groundRows(Raster mask) {
        int width = mask.shape().width();
        int height = mask.shape().height();
        int[] rows = IntStream.range(0, height)
                .filter(y -> IntStream.range(y * width, (y + 1) * width).anyMatch(i -> mask.get(i) < 255))
                .toArray();
        if (rows.length == 0) {
            return Optional.empty();
        }
        /* Cells beside those within the radius, and the smoothing between cells. */
        int reach = CELL * (radius(height) + 4);
        int first = Math.max(0, rows[0] - reach);
        return Optional.of(new Rows(first, Math.min(height, rows[rows.length - 1] + 1 + reach) - first));
    }

    private static int radius(int height) {
        return Math.max(2, height / PART_OF_HEIGHT / CELL);
    }

    /** A grey picture of light as one of three channels that are the same. */
    public static Raster coloured(Raster grey) {
        Shape shape = grey.shape();
        Raster colour = Raster.allocate(new Shape(shape.width(), shape.height(), 3), grey.type());
        for (int i = 0; i < colour.shape().samples(); i++) {
            colour.set(i, grey.get(i / 3));
        }
        return colour;
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
            double fade = part == 0 ? 0 : seam.fade(x, y);
            for (int c = 0; c < channels; c++) {
                int i = p * channels + c;
                double light = fade == 0 ? above[i] : seam.match(above[i], below[i], x, y, c, fade);
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
        private final float[] fades;
        private final float[][] lifts;
        private final double[] noise;
        private final boolean matched;

        private Seam(int columns, int rows, float[] fades, float[][] lifts, double[] noise, boolean matched) {
            this.columns = columns;
            this.rows = rows;
            this.fades = fades;
            this.lifts = lifts;
            this.noise = noise;
            this.matched = matched;
        }

        static Seam of(Raster sky, Raster ground, Raster mask) {
            Shape shape = sky.shape();
            int columns = (shape.width() + CELL - 1) / CELL;
            int rows = (shape.height() + CELL - 1) / CELL;
            float[] open = means(mask, 0, columns, rows);
            IntStream.range(0, open.length).forEach(i -> open[i] /= 255);
            int radius = radius(shape.height());
            float[] wide = Cells.blur(open, columns, rows, radius);
            float[] fades = new float[open.length];
            for (int i = 0; i < fades.length; i++) {
                fades[i] = (float) Math.max(0, Math.min(1, STEEPNESS * (1 - wide[i])));
            }
            float[][] lifts = new float[shape.channels()][];
            double[] noise = new double[shape.channels()];
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
                    return new Seam(columns, rows, new float[open.length], new float[0][], noise, false);
                }
                double most = BRIGHT * Math.abs(lift);
                for (int i = 0; i < s.length; i++) {
                    differences[i] = weights[i] == 0 ? 0 : (float) Math.max(-most, Math.min(most, s[i] - g[i]));
                }
                lifts[c] = along(differences, weights, lift, columns, rows, radius);
                noise[c] = noise(sky, ground, c, lifts[c], weights, columns);
            }
            return new Seam(columns, rows, Cells.blur(fades, columns, rows, 1), lifts, noise, true);
        }

        private static float[] along(
                float[] differences, float[] weights, double lift, int columns, int rows, int radius) {
            float[] sums = Cells.blur(differences, columns, rows, radius);
            float[] counts = Cells.blur(weights, columns, rows, radius);
            float[] local = new float[sums.length];
            for (int i = 0; i < local.length; i++) {
                local[i] = (float) (counts[i] > 1e-4 ? sums[i] / counts[i] : lift);
            }
            return Cells.blur(local, columns, rows, 1);
        }

        /* The usual distance of both pictures of open sky beside the seam, 1.4826 times the median: one pixel of each cell. */
        private static double noise(
                Raster sky, Raster ground, int channel, float[] lifts, float[] weights, int columns) {
            float[] distances = new float[weights.length];
            int n = 0;
            for (int i = 0; i < weights.length; i++) {
                int x = Math.min(sky.shape().width() - 1, i % columns * CELL + CELL / 2);
                int y = Math.min(sky.shape().height() - 1, i / columns * CELL + CELL / 2);
                double distance = Math.abs(sky.get(x, y, channel) - ground.get(x, y, channel) - lifts[i]);
                if (weights[i] > 0 && !Double.isNaN(distance)) {
                    distances[n++] = (float) distance;
                }
            }
            return 1.4826 * median(distances, n);
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

        double fade(int x, int y) {
            return matched ? at(fades, x, y) : 0;
        }

        /* The sky's light brought to the level and the noise of the ground's picture, by a part. */
        double match(double light, double ground, int x, int y, int channel, double fade) {
            double matched = light - fade * at(lifts[channel], x, y);
            double above = matched - ground;
            double sigmas = Math.abs(above) / Math.max(noise[channel], 1e-12);
            double quiet = fade * Math.max(0, Math.min(1, NOISY - sigmas / NOISE_ENDS));
            return Double.isNaN(above) ? matched : matched - quiet * above;
        }

        /* Between the middles of four cells. */
        private double at(float[] grid, int x, int y) {
            double u = Math.max(0, Math.min(columns - 1, (x + 0.5) / CELL - 0.5));
            double v = Math.max(0, Math.min(rows - 1, (y + 0.5) / CELL - 0.5));
            int i = Math.min((int) u, Math.max(0, columns - 2));
            int j = Math.min((int) v, Math.max(0, rows - 2));
            int right = columns > 1 ? 1 : 0;
            int down = rows > 1 ? columns : 0;
            int at = j * columns + i;
            double top = grid[at] + (u - i) * (grid[at + right] - grid[at]);
            double bottom = grid[at + down] + (u - i) * (grid[at + down + right] - grid[at + down]);
            return top + (v - j) * (bottom - top);
        }
    }
}
