package dev.sidereal.align;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Finds the places where a Gaussian fits best: local maxima of the picture less its sky, blurred by that Gaussian, that stand
 * out of the noise by {@value #SIGMAS} deviations.
 *
 * <p>The noise of the blurred picture is measured in it, because the noise of many frames is not independent from pixel to
 * pixel. Rows are blurred in bands; missing samples count as sky. Cost: some 20 operations for a pixel.
 */
final class MatchedFilter {

    private static final double SIGMAS = 5;
    private static final int BAND = 64;
    private static final double REACH = 3;
    private static final int PROBE_STEP = 29;
    private static final int FIRST_ROOM = 1024;
    /* Of a normal distribution. */
    private static final double DEVIATIONS_IN_QUARTILE = 1.4826;

    private final FloatBuffer pixels;
    private final int width;
    private final int height;
    private final SkyMesh sky;
    private final float[] kernel;
    private final int radius;
    private int count;
    private int[] places = new int[FIRST_ROOM];
    private float[] heights = new float[FIRST_ROOM];

    MatchedFilter(FloatBuffer pixels, int width, int height, SkyMesh sky, double sigma) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.sky = sky;
        radius = (int) Math.ceil(REACH * sigma);
        kernel = new float[radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            double weight = StrictMath.exp(-i * i / (2 * sigma * sigma));
            kernel[Math.abs(i)] = (float) weight;
            sum += weight;
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= (float) sum;
        }
    }

    /** Looks at the whole picture; what was found is in {@link #count}, {@link #place} and {@link #significance}. */
    void run() {
        float[][] raw = new float[BAND + 2 + 2 * radius][width];
        float[] down = new float[width + 2 * radius];
        float[][] shifted = new float[2 * radius + 1][width];
        float[] summed = new float[width];
        float[] blurred = new float[(BAND + 2) * width];
        SkyMesh.Levels levels = sky.new Levels();
        double[] ratio = new double[1];
        Arrays.fill(ratio, Double.NaN);
        for (int top = 0; top < height; top += BAND) {
            int first = top - 1;
            int rows = Math.min(BAND, height - top) + 2;
            for (int i = 0; i < rows + 2 * radius; i++) {
                load(Math.max(0, Math.min(height - 1, first - radius + i)), raw[i], levels);
            }
            for (int i = 0; i < rows; i++) {
                blur(raw, i, summed, down, shifted, blurred);
            }
            if (Double.isNaN(ratio[0])) {
                ratio[0] = ratio();
            }
            for (int i = 1; i < rows - 1; i++) {
                if (top + i - 1 >= 1 && top + i - 1 < height - 1) {
                    pick(blurred, i, top + i - 1, ratio[0]);
                }
            }
        }
    }

    int count() {
        return count;
    }

    /** Number {@code y * width + x} of a found pixel. */
    int place(int i) {
        return places[i];
    }

    /** How many deviations it stands out. */
    float significance(int i) {
        return heights[i];
    }

    private void load(int y, float[] into, SkyMesh.Levels levels) {
        pixels.get(y * width, into);
        levels.subtract(y, into);
        for (int x = 0; x < width; x++) {
            if (!(Math.abs(into[x]) <= Float.MAX_VALUE)) {
                into[x] = 0;
            }
        }
    }

    /* Rows, and shifted copies of a row, are arrays of their own: then several samples are summed at once. */
    private void blur(float[][] raw, int row, float[] summed, float[] down, float[][] shifted, float[] out) {
        sum(raw, row, summed);
        System.arraycopy(summed, 0, down, radius, width);
        Arrays.fill(down, 0, radius, down[radius]);
        Arrays.fill(down, radius + width, width + 2 * radius, down[radius + width - 1]);
        for (int i = 0; i < shifted.length; i++) {
            System.arraycopy(down, i, shifted[i], 0, width);
        }
        sum(shifted, 0, summed);
        System.arraycopy(summed, 0, out, row * width, width);
    }

    /* The array in the middle of 2 radius + 1 counts most; those equally far from it are added first. */
    private void sum(float[][] of, int first, float[] into) {
        int middle = first + radius;
        weigh(of[middle], kernel[0], into);
        int k = 1;
        for (; k < radius; k += 2) {
            addTwoPairs(
                    of[middle - k],
                    of[middle + k],
                    kernel[k],
                    of[middle - k - 1],
                    of[middle + k + 1],
                    kernel[k + 1],
                    into);
        }
        if (k == radius) {
            addPair(of[middle - k], of[middle + k], kernel[k], into);
        }
    }

    private static void weigh(float[] row, float weight, float[] into) {
        for (int x = 0; x < into.length; x++) {
            into[x] = weight * row[x];
        }
    }

    private static void addPair(float[] one, float[] other, float weight, float[] into) {
        for (int x = 0; x < into.length; x++) {
            into[x] += weight * (one[x] + other[x]);
        }
    }

    private static void addTwoPairs(
            float[] one, float[] other, float weight, float[] far, float[] farther, float farWeight, float[] into) {
        for (int x = 0; x < into.length; x++) {
            into[x] = into[x] + weight * (one[x] + other[x]) + farWeight * (far[x] + farther[x]);
        }
    }

    /* The deviation of the blurred sky in units of that of the sky, from places all over the picture. */
    private double ratio() {
        int stepY = Math.max(1, Math.min(PROBE_STEP, height / 16));
        int stepX = Math.max(1, Math.min(PROBE_STEP, width / 16));
        int most = ((height + stepY - 1) / stepY) * ((width + stepX - 1) / stepX);
        float[] off = new float[most];
        float[] patch = new float[2 * radius + 1];
        int n = 0;
        for (int y = radius + 1; y < height - radius; y += stepY) {
            for (int x = radius + y % 7; x < width - radius; x += stepX) {
                double sum = 0;
                for (int v = -radius; v <= radius; v++) {
                    pixels.get((y + v) * width + x - radius, patch);
                    double across = 0;
                    for (int u = -radius; u <= radius; u++) {
                        across += kernel[Math.abs(u)] * patch[u + radius];
                    }
                    sum += kernel[Math.abs(v)] * across;
                }
                double noise = sky.noise(x, y);
                if (n < most && noise > 0 && !Double.isNaN(sum)) {
                    off[n++] = (float) Math.abs((sum - sky.level(x, y)) / noise);
                }
            }
        }
        if (n == 0) {
            return 1;
        }
        return DEVIATIONS_IN_QUARTILE * SkyMesh.median(Arrays.copyOf(off, n));
    }

    private void pick(float[] blurred, int row, int y, double ratio) {
        int at = row * width;
        for (int x = 1; x < width - 1; ) {
            int end = Math.min(width - 1, (x / SkyMesh.CELL + 1) * SkyMesh.CELL);
            float noise = (float) (ratio * sky.noise(x, y));
            float least = (float) Math.max(SIGMAS * noise, Float.MIN_NORMAL);
            for (x = next(blurred, at, x, end, least); x < end; x = next(blurred, at, x + 1, end, least)) {
                float value = blurred[at + x];
                if (isHighest(blurred, at + x, value)) {
                    add(y * width + x, value / Math.max(noise, Float.MIN_NORMAL));
                }
            }
        }
    }

    /* The first column from here on that stands out; the end if there is none. */
    private static int next(float[] blurred, int at, int from, int end, float least) {
        int x = from;
        while (x < end && !(blurred[at + x] > least)) {
            x++;
        }
        return x;
    }

    private boolean isHighest(float[] blurred, int at, float value) {
        return value > blurred[at - 1]
                && value >= blurred[at + 1]
                && value > blurred[at - width - 1]
                && value > blurred[at - width]
                && value > blurred[at - width + 1]
                && value >= blurred[at + width - 1]
                && value >= blurred[at + width]
                && value >= blurred[at + width + 1];
    }

    private void add(int place, float height) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            heights = Arrays.copyOf(heights, 2 * count);
        }
        places[count] = place;
        heights[count++] = height;
    }
}
