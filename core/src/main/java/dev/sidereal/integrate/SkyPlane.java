package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sky of one channel of a frame: {@code level + dx x + dy y}, in the unit of the frame and pixels.
 *
 * <p>Measured by tiles of 64 pixels, fewer in small frames: the mean of every fifth sample of every fifth row, of more in smaller
 * tiles, without what is farther than 2.5 deviations from it; then a plane through the tiles by least squares, three times, without
 * tiles farther than 3 deviations. NaN is left out; a channel without data is a sky of NaN. Cost: a twentieth of a pass.
 */
public record SkyPlane(double level, double dx, double dy) {

    private static final int TILE = 64;
    private static final int LEAST_TILE = 12;
    private static final int TILES_ACROSS = 6;
    /* Samples that are looked at along each side of a tile. */
    private static final int LOOKS = 12;
    private static final double TILE_CLIP = 2.5;
    private static final int ROUNDS = 4;
    private static final int MOST_SOME = 96;
    private static final double PLANE_CLIP = 3;
    private static final double MAD = 1.4826;

    /** The sky at a place. */
    public double at(double x, double y) {
        return level + dx * x + dy * y;
    }

    /** The same sky with every value multiplied. */
    public SkyPlane times(double factor) {
        return new SkyPlane(level * factor, dx * factor, dy * factor);
    }

    /** The sky of every channel of a float picture. */
    public static List<SkyPlane> of(Raster picture) {
        int channels = picture.shape().channels();
        int side = Math.min(picture.shape().width(), picture.shape().height());
        int tile = Math.min(side, Math.max(LEAST_TILE, Math.min(TILE, side / TILES_ACROSS)));
        int step = Math.max(1, tile / LOOKS);
        int columns = picture.shape().width() / tile;
        int rows = picture.shape().height() / tile;
        List<List<double[]>> tiles = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            tiles.add(new ArrayList<>());
        }
        float[] samples = new float[tile * tile];
        float[] some = new float[MOST_SOME];
        int rowSamples = picture.shape().rowSamples();
        float[] band = new float[(tile + step - 1) / step * rowSamples];
        FloatBuffer floats = picture.bytes().asFloatBuffer();
        for (int row = 0; row < rows; row++) {
            for (int y = 0; y < tile; y += step) {
                floats.get((row * tile + y) * rowSamples, band, y / step * rowSamples, rowSamples);
            }
            for (int column = 0; column < columns; column++) {
                for (int c = 0; c < channels; c++) {
                    int n = 0;
                    for (int y = 0; y < tile; y += step) {
                        int at = y / step * rowSamples + column * tile * channels + c;
                        for (int x = 0; x < tile; x += step) {
                            float value = band[at + x * channels];
                            if (!Float.isNaN(value)) {
                                samples[n++] = value;
                            }
                        }
                    }
                    if (2 * n * step * step > tile * tile) {
                        tiles.get(c).add(new double[] {
                            column * tile + (tile - 1) / 2.0, row * tile + (tile - 1) / 2.0, middle(samples, n, some)
                        });
                    }
                }
            }
        }
        return tiles.stream().map(SkyPlane::through).toList();
    }

    /* A mean, because a median of codes jumps with their steps; it begins with the median of some. */
    private static double middle(float[] samples, int n, float[] some) {
        int step = (n + MOST_SOME - 1) / MOST_SOME;
        int count = 0;
        for (int i = 0; i < n; i += step) {
            some[count++] = samples[i];
        }
        Arrays.sort(some, 0, count);
        double middle = Clipping.median(some, 0, count);
        double deviation = MAD * Math.min(middle - some[count / 4], some[count - 1 - count / 4] - middle);
        for (int round = 0; round < ROUNDS; round++) {
            double reach = deviation > 0 ? TILE_CLIP * deviation : Double.POSITIVE_INFINITY;
            double sum = 0;
            double squares = 0;
            int kept = 0;
            for (int i = 0; i < n; i++) {
                double off = samples[i] - middle;
                if (Math.abs(off) <= reach) {
                    sum += off;
                    squares += off * off;
                    kept++;
                }
            }
            if (kept == 0) {
                break;
            }
            deviation = Math.sqrt(squares / kept);
            middle += sum / kept;
        }
        return middle;
    }

    private static SkyPlane through(List<double[]> tiles) {
        if (tiles.isEmpty()) {
            return new SkyPlane(Double.NaN, 0, 0);
        }
        double[] levels = tiles.stream().mapToDouble(tile -> tile[2]).sorted().toArray();
        double median = levels[levels.length / 2];
        double spread = MAD
                * Arrays.stream(levels)
                        .map(level -> Math.abs(level - median))
                        .sorted()
                        .toArray()[levels.length / 2];
        List<double[]> kept = tiles.stream()
                .filter(tile -> Math.abs(tile[2] - median) <= 5 * spread + 1e-12)
                .toList();
        SkyPlane plane = leastSquares(kept, median);
        for (int round = 0; round < 3; round++) {
            SkyPlane last = plane;
            double[] distances = tiles.stream()
                    .mapToDouble(tile -> Math.abs(tile[2] - last.at(tile[0], tile[1])))
                    .toArray();
            double limit = PLANE_CLIP * MAD * Arrays.stream(distances).sorted().toArray()[distances.length / 2] + 1e-12;
            plane = leastSquares(
                    tiles.stream()
                            .filter(tile -> Math.abs(tile[2] - last.at(tile[0], tile[1])) <= limit)
                            .toList(),
                    median);
        }
        return plane;
    }

    private static SkyPlane leastSquares(List<double[]> tiles, double otherwise) {
        double n = tiles.size();
        if (n == 0) {
            return new SkyPlane(otherwise, 0, 0);
        }
        double mx = tiles.stream().mapToDouble(tile -> tile[0]).sum() / n;
        double my = tiles.stream().mapToDouble(tile -> tile[1]).sum() / n;
        double mz = tiles.stream().mapToDouble(tile -> tile[2]).sum() / n;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xz = 0;
        double yz = 0;
        for (double[] tile : tiles) {
            double x = tile[0] - mx;
            double y = tile[1] - my;
            xx += x * x;
            xy += x * y;
            yy += y * y;
            xz += x * (tile[2] - mz);
            yz += y * (tile[2] - mz);
        }
        double determinant = xx * yy - xy * xy;
        if (!(determinant > 1e-6 * xx * yy)) {
            return new SkyPlane(mz, 0, 0);
        }
        double dx = (xz * yy - yz * xy) / determinant;
        double dy = (yz * xx - xz * xy) / determinant;
        return new SkyPlane(mz - dx * mx - dy * my, dx, dy);
    }
}
