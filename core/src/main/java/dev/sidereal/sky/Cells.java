package dev.sidereal.sky;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A picture of linear light at the reduced size of a grid, as the eye and a cut see it: the logarithm of light and two
 * differences of colour, in natural logarithms; mono pictures have no colour (0).
 *
 * <p>Light is averaged over a cell first; {@value #FLOOR} of full scale, or a twentieth of the light that a quarter of the
 * cells exceed if that is more, is added to each channel: below it noise, rounding and the ringing of JPEG decide. Samples without data are left out of a cell; a cell of nothing else is as dark as the floor.
 */
final class Cells {

    private static final double FLOOR = 5e-4;
    private static final double FLOOR_PART = 0.05;
    private static final int AROUND = 2;
    /* Less than one cell of the square. */
    private static final float HARDLY = 1e-4f;

    private final int columns;
    private final int rows;
    private final int size;
    private final float[] light;
    private final float[] redness;
    private final float[] blueness;
    private double floor = FLOOR;

    private Cells(Shape shape, int size) {
        this.size = size;
        this.columns = (shape.width() + size - 1) / size;
        this.rows = (shape.height() + size - 1) / size;
        this.light = new float[columns * rows];
        this.redness = new float[columns * rows];
        this.blueness = new float[columns * rows];
    }

    /** Cells of {@code size} by {@code size} pixels of a float picture. */
    static Cells of(Raster mean, int size) {
        Cells cells = new Cells(mean.shape(), size);
        IntStream.range(0, cells.rows).parallel().forEach(row -> cells.fill(mean, row));
        float[] sorted = cells.light.clone();
        Arrays.parallelSort(sorted);
        cells.floor = Math.max(FLOOR, FLOOR_PART * sorted[sorted.length * 3 / 4]);
        IntStream.range(0, cells.light.length).parallel().forEach(cells::compare);
        return cells;
    }

    /** Light that is added before logarithms are taken. */
    double floor() {
        return floor;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Pixels of a side. */
    int size() {
        return size;
    }

    float[] light() {
        return light;
    }

    /** Red over green. */
    float[] redness() {
        return redness;
    }

    /** Blue over green. */
    float[] blueness() {
        return blueness;
    }

    /** Number of cells. */
    int count() {
        return columns * rows;
    }

    private void fill(Raster mean, int row) {
        Shape shape = mean.shape();
        int channels = shape.channels();
        double[] sums = new double[columns * channels];
        int[] counts = new int[columns * channels];
        Rows pixels = new Rows(row * size, Math.min(size, shape.height() - row * size));
        float[] samples = Bands.floats(mean, pixels);
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isNaN(samples[i])) {
                int x = i % shape.rowSamples();
                int cell = x / channels / size * channels + x % channels;
                sums[cell] += samples[i];
                counts[cell]++;
            }
        }
        for (int x = 0; x < columns; x++) {
            light[row * columns + x] = part(sums, counts, x * channels);
            redness[row * columns + x] = part(sums, counts, x * channels + Math.min(1, channels - 1));
            blueness[row * columns + x] = part(sums, counts, x * channels + channels - 1);
        }
    }

    private static float part(double[] sums, int[] counts, int i) {
        return counts[i] == 0 ? 0 : (float) Math.max(0, sums[i] / counts[i]);
    }

    /* Red, green and blue lie where their logarithms and differences come. */
    private void compare(int i) {
        double red = light[i] + floor;
        double green = redness[i] + floor;
        double blue = blueness[i] + floor;
        light[i] = (float) StrictMath.log((red + green + blue) / 3);
        redness[i] = (float) StrictMath.log(red / green);
        blueness[i] = (float) StrictMath.log(blue / green);
    }

    /** Each cell's mean over the square of cells that reaches {@code radius} cells from it, inside the grid. */
    static float[] blur(float[] values, int columns, int rows, int radius) {
        float[] across = new float[values.length];
        IntStream.range(0, rows).parallel().forEach(y -> line(values, across, y * columns, 1, columns, radius));
        float[] both = new float[values.length];
        IntStream.range(0, columns).parallel().forEach(x -> line(across, both, x, columns, rows, radius));
        return both;
    }

    private static void line(float[] in, float[] out, int first, int step, int count, int radius) {
        double sum = 0;
        int inside = 0;
        for (int i = 0; i < Math.min(radius, count); i++) {
            sum += in[first + i * step];
            inside++;
        }
        for (int i = 0; i < count; i++) {
            if (i + radius < count) {
                sum += in[first + (i + radius) * step];
                inside++;
            }
            if (i - radius - 1 >= 0) {
                sum -= in[first + (i - radius - 1) * step];
                inside--;
            }
            out[first + i * step] = (float) (sum / inside);
        }
    }

    /** How rough the picture is around each cell: the mean difference of light of neighbours, in natural logarithms. */
    float[] roughness() {
        float[] steps = new float[count()];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                float across = x + 1 < columns ? Math.abs(light[i + 1] - light[i]) : 0;
                float down = y + 1 < rows ? Math.abs(light[i + columns] - light[i]) : 0;
                steps[i] = across + down;
            }
        }
        return blur(steps, columns, rows, AROUND);
    }

    /** The square of the distance of two cells in light and colours. */
    double apart(int i, int j) {
        double l = light[i] - light[j];
        double r = redness[i] - redness[j];
        double b = blueness[i] - blueness[j];
        return l * l + r * r + b * b;
    }

    /** The cells within {@code reach} cells of the border between two sides. */
    boolean[] border(boolean[] side, int reach) {
        float[] mixed = mixed(side, reach);
        boolean[] border = new boolean[side.length];
        for (int i = 0; i < border.length; i++) {
            border[i] = mixed[i] > HARDLY && mixed[i] < 1 - HARDLY;
        }
        return border;
    }

    /** The cells of a side and those within {@code reach} cells of one. */
    boolean[] grown(boolean[] side, int reach) {
        float[] mixed = mixed(side, reach);
        boolean[] grown = new boolean[side.length];
        for (int i = 0; i < grown.length; i++) {
            grown[i] = mixed[i] > HARDLY;
        }
        return grown;
    }

    private float[] mixed(boolean[] side, int reach) {
        float[] part = new float[side.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = side[i] ? 1 : 0;
        }
        return blur(part, columns, rows, reach);
    }
}
