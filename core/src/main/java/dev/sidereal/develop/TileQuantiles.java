package dev.sidereal.develop;

import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A quantile of a quantity in square tiles of a picture, for each kind of sample, and between the tiles' centres by bilinear
 * interpolation.
 *
 * <p>About {@value #MOST} numbers of a tile are looked at. Numbers that are not finite are left out; a tile without any takes
 * the middle of all others, NaN where there are none. Cost: one sort of these numbers a tile, on all processors.
 */
final class TileQuantiles {

    /** Of a sample of a picture. */
    interface Quantity {
        double at(int sample);
    }

    private static final int MOST = 400;

    private final Layout layout;
    private final int columns;
    private final int rows;
    private final float[] values;

    /**
     * How samples are told apart.
     *
     * @param shape  of the picture
     * @param side   of a tile in pixels
     * @param mosaic whether pixels have one sample each under filters that repeat every second row and column
     */
    record Layout(Shape shape, int side, boolean mosaic) {

        int kinds() {
            return mosaic ? 4 : shape.channels();
        }

        int kind(int x, int y, int channel) {
            return mosaic ? 2 * (y & 1) + (x & 1) : channel;
        }
    }

    private TileQuantiles(Layout layout) {
        this.layout = layout;
        this.columns = (layout.shape().width() + layout.side() - 1) / layout.side();
        this.rows = (layout.shape().height() + layout.side() - 1) / layout.side();
        this.values = new float[columns * rows * layout.kinds()];
    }

    /** Measures several quantiles at once. */
    static TileQuantiles[] of(Layout layout, double[] shares, Quantity quantity) {
        TileQuantiles[] tiles = new TileQuantiles[shares.length];
        Arrays.setAll(tiles, i -> new TileQuantiles(layout));
        IntStream.range(0, tiles[0].rows * tiles[0].columns).parallel().forEach(tile -> {
            float[] some = new float[2 * MOST];
            for (int kind = 0; kind < layout.kinds(); kind++) {
                int count = tiles[0].collect(tile, kind, quantity, some);
                for (int i = 0; i < shares.length; i++) {
                    tiles[i].values[tile * layout.kinds() + kind] =
                            count == 0 ? Float.NaN : some[(int) ((count - 1) * shares[i])];
                }
            }
        });
        for (TileQuantiles quantile : tiles) {
            for (int kind = 0; kind < layout.kinds(); kind++) {
                quantile.fill(kind);
            }
        }
        return tiles;
    }

    private int collect(int tile, int kind, Quantity quantity, float[] some) {
        Shape shape = layout.shape();
        int side = layout.side();
        int apart = layout.mosaic() ? 2 : 1;
        int left = tile % columns * side;
        int top = tile / columns * side;
        int right = Math.min(shape.width(), left + side);
        int bottom = Math.min(shape.height(), top + side);
        int every = Math.max(1, side * side / (apart * apart) / MOST);
        int firstX = layout.mosaic() ? left + ((kind & 1) ^ (left & 1)) : left;
        int firstY = layout.mosaic() ? top + ((kind >> 1) ^ (top & 1)) : top;
        int channel = layout.mosaic() ? 0 : kind;
        int seen = 0;
        int count = 0;
        for (int y = firstY; y < bottom; y += apart) {
            for (int x = firstX; x < right; x += apart) {
                if (seen++ % every == 0) {
                    float value = (float) quantity.at((y * shape.width() + x) * shape.channels() + channel);
                    if (Float.isFinite(value)) {
                        some[count++] = value;
                    }
                }
            }
        }
        Arrays.sort(some, 0, count);
        return count;
    }

    private void fill(int kind) {
        double middle = median(kind);
        for (int i = kind; i < values.length; i += layout.kinds()) {
            values[i] = Float.isNaN(values[i]) ? (float) middle : values[i];
        }
    }

    /** The median of all tiles of a kind; NaN without any. */
    double median(int kind) {
        float[] known = new float[columns * rows];
        int count = 0;
        for (int i = kind; i < values.length; i += layout.kinds()) {
            if (!Float.isNaN(values[i])) {
                known[count++] = values[i];
            }
        }
        Arrays.sort(known, 0, count);
        return count == 0 ? Double.NaN : known[count / 2];
    }

    /** The values at all samples of a row, into {@code values}. */
    void row(int y, double[] values) {
        double v = Math.max(0, Math.min(rows - 1.0, (y + 0.5) / layout.side() - 0.5));
        int top = Math.min((int) v, Math.max(0, rows - 2));
        int below = Math.min(top + 1, rows - 1);
        for (int x = 0, i = 0; x < layout.shape().width(); x++) {
            double u = Math.max(0, Math.min(columns - 1.0, (x + 0.5) / layout.side() - 0.5));
            int left = Math.min((int) u, Math.max(0, columns - 2));
            int right = Math.min(left + 1, columns - 1);
            for (int c = 0; c < layout.shape().channels(); c++, i++) {
                int kind = layout.kind(x, y, c);
                double upper = mix(value(left, top, kind), value(right, top, kind), u - left);
                double lower = mix(value(left, below, kind), value(right, below, kind), u - left);
                values[i] = mix(upper, lower, v - top);
            }
        }
    }

    private float value(int column, int row, int kind) {
        return values[(row * columns + column) * layout.kinds() + kind];
    }

    private static double mix(double one, double other, double part) {
        return one + part * (other - one);
    }
}
