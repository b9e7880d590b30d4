package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what a light shows and the joined picture of all lights does not: satellites, planes, cosmic rays. One for each thread.
 *
 * <p>A sample, above the sky and on the reference's scale, is compared with the joined picture at its place (bilinear). It stands out
 * if it differs by more than {@value #SIGMAS} times the light's own spread of such differences, beside a quarter of the light there
 * (as in {@link Peel}) or, if that is more, the range of the picture over the nearest 3x3 pixels: seeing and the phase of pixels
 * change the cores and flanks of stars by that (the derivative of AstroDrizzle's blot). With a sample its eight
 * neighbours are left out, so that soft ends go too. Where the joined picture has no data nothing stands out.
 *
 * <p>Deterministic. Cost: about 30 operations for a sample; memory: {@link #bytes}.
 */
final class Outliers {

    static final double SIGMAS = 4;
    private static final int MOST_SIZES = 200_000;

    private final Raster joined;
    private final FloatBuffer light;
    private final Canvas canvas;
    private final SampleColours colours;
    private final List<SkyPlane> sky;
    private final double[] mixed;
    private final double[] xs;
    private final double[] ys;
    private final float[] row;
    private final float[] differences;
    private final boolean[] found;
    private final int width;
    private final int height;

    /** For lights of a size beside a picture of the canvas above this sky of the reference. */
    Outliers(Raster joined, Canvas canvas, SampleColours colours, List<SkyPlane> sky, int width, int height) {
        this.joined = joined;
        this.light = joined.bytes().asFloatBuffer();
        this.canvas = canvas;
        this.colours = colours;
        this.sky = sky;
        this.width = width;
        this.height = height;
        mixed = new double[colours.channels()];
        xs = new double[width];
        ys = new double[width];
        row = new float[width * colours.samples()];
        differences = new float[width * height * colours.samples()];
        found = new boolean[width * height];
    }

    /** Bytes that one thread takes for lights of some pixels. */
    static long bytes(long pixels, int samples) {
        return (4L * samples + 2) * pixels;
    }

    /** The pixels of a light that stand out, neighbours included. */
    boolean[] of(Raster picture, Contribution contribution) {
        List<SkyPlane> own = colours.ofCamera(contribution.sight().sky());
        for (int y = 0; y < height; y++) {
            compare(picture, contribution, own, y);
        }
        double[] limits = limits();
        Arrays.fill(found, false);
        for (int y = 0; y < height; y++) {
            boolean isPlaced = false;
            for (int i = 0; i < row.length; i++) {
                int x = i / colours.samples();
                int channel = colours.channel(x, y, i % colours.samples());
                double size = Math.abs(differences[y * row.length + i]);
                if (size > limits[channel]) {
                    if (!isPlaced) {
                        LightPlaces.row(contribution.transform(), y, 0, xs, ys, 0, width);
                        isPlaced = true;
                    }
                    if (size > limits[channel] + allowed(xs[x] - canvas.left(), ys[x] - canvas.top(), channel)) {
                        found[y * width + x] = true;
                    }
                }
            }
        }
        return grown();
    }

    private void compare(Raster picture, Contribution contribution, List<SkyPlane> own, int y) {
        picture.bytes(new Rows(y, 1)).asFloatBuffer().get(row);
        LightPlaces.row(contribution.transform(), y, 0, xs, ys, 0, width);
        for (int i = 0; i < row.length; i++) {
            int x = i / colours.samples();
            int channel = colours.channel(x, y, i % colours.samples());
            double value = contribution.scale() * (row[i] - own.get(channel).at(x, y));
            differences[y * row.length + i] =
                    (float) (value - expected(xs[x] - canvas.left(), ys[x] - canvas.top(), channel));
        }
    }

    /* By channel: so many times the spread of differences. */
    private double[] limits() {
        double[] limits = new double[colours.channels()];
        int step = 1 + differences.length / MOST_SIZES;
        /* Patterns are 2 or 6 wide: all of their places are seen. */
        while (step % 2 == 0 || step % 3 == 0) {
            step++;
        }
        float[] sizes = new float[differences.length / step + 1];
        for (int channel = 0; channel < limits.length; channel++) {
            int n = 0;
            for (int i = 0; i < differences.length; i += step) {
                int x = i % row.length / colours.samples();
                if (!Float.isNaN(differences[i])
                        && colours.channel(x, i / row.length, i % row.length % colours.samples()) == channel) {
                    sizes[n++] = Math.abs(differences[i]);
                }
            }
            double spread = Noise.spread(sizes, n);
            limits[channel] = Double.isNaN(spread) ? Double.POSITIVE_INFINITY : SIGMAS * spread;
        }
        return limits;
    }

    private double expected(double x, double y, int channel) {
        if (!(x > -1 && y > -1 && x < canvas.width() && y < canvas.height())) {
            return Double.NaN;
        }
        /* A drop at the edge reaches in from outside: the outermost pixels stand for what is beyond. */
        int column = (int) Math.max(0, Math.min(canvas.width() - 2.0, Math.floor(x)));
        int line = (int) Math.max(0, Math.min(canvas.height() - 2.0, Math.floor(y)));
        double right = Math.max(0, Math.min(1, x - column));
        double down = Math.max(0, Math.min(1, y - line));
        if (!colours.isMixed()) {
            return between(column, line, right, down, channel)
                    - sky.get(channel).at(x + canvas.left(), y + canvas.top());
        }
        for (int c = 0; c < mixed.length; c++) {
            mixed[c] = between(column, line, right, down, c) - sky.get(c).at(x + canvas.left(), y + canvas.top());
        }
        return colours.ofCamera(channel, mixed);
    }

    private double between(int column, int line, double right, double down, int channel) {
        int channels = joined.shape().channels();
        int at = (line * canvas.width() + column) * channels + channel;
        int below = at + canvas.width() * channels;
        return (1 - down) * ((1 - right) * light.get(at) + right * light.get(at + channels))
                + down * ((1 - right) * light.get(below) + right * light.get(below + channels));
    }

    private double allowed(double x, double y, int channel) {
        int column = Math.max(1, Math.min(canvas.width() - 2, (int) Math.rint(x)));
        int line = Math.max(1, Math.min(canvas.height() - 2, (int) Math.rint(y)));
        int channels = joined.shape().channels();
        double range = 0;
        for (int c = 0; c < channels; c++) {
            if (c != channel && !colours.isMixed()) {
                continue;
            }
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int v = line - 1; v <= line + 1; v++) {
                for (int u = column - 1; u <= column + 1; u++) {
                    float value = light.get((v * canvas.width() + u) * channels + c);
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            range = Math.max(range, high - low);
        }
        return Math.max(range, Peel.STAR_PART * Math.abs(expected(x, y, channel)));
    }

    private boolean[] grown() {
        boolean[] grown = new boolean[found.length];
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                int x = i % width;
                int y = i / width;
                for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
                    for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                        grown[v * width + u] = true;
                    }
                }
            }
        }
        return grown;
    }
}
