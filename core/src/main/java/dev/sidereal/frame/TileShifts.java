package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import java.util.Optional;

/**
 * How far each part of a picture moved from one frame to the next, measured on copies of at most 640 samples a side.
 *
 * <p>The copy is cut into tiles of {@value #TILE} samples. A tile with structure in both directions (the smaller eigenvalue
 * of its mean gradient products is {@value #LEAST_STRUCTURE} or more, in units of the copy's contrast) is searched for in
 * the next frame within {@value #REACH} samples, and the best place refined by least squares (Lucas and Kanade 1981). A tile of which
 * less than half of the variance is found again is lost. Cost: about 10 ms a pair.
 */
public final class TileShifts {

    static final int TILE = 24;
    static final int REACH = 6;
    private static final double LEAST_STRUCTURE = 0.002;
    private static final int ROUNDS = 6;
    private static final double LEAST_STEP = 1e-3;
    private static final double LEAST_FOUND = 0.5;

    private final int pixels;
    private final int margin;
    private final int columns;
    private final float[] dx;
    private final float[] dy;
    private final float[][] structure;
    private final boolean[] lost;

    private TileShifts(int pixels, int margin, int columns, int rows) {
        int tiles = columns * rows;
        this.pixels = pixels;
        this.margin = margin;
        this.columns = columns;
        this.dx = new float[tiles];
        this.dy = new float[tiles];
        this.structure = new float[3][tiles];
        this.lost = new boolean[tiles];
    }

    /** Number of tiles; 0 for frames too small for one. */
    int tiles() {
        return dx.length;
    }

    /** Width of a sample of the copy in pixels of the frame. */
    int pixels() {
        return pixels;
    }

    /** Column of the frame in which a tile of the earlier frame has its middle. */
    int middleColumn(int tile) {
        return (left(tile) + TILE / 2) * pixels;
    }

    /** Row of the frame in which a tile of the earlier frame has its middle. */
    int middleRow(int tile) {
        return (top(tile) + TILE / 2) * pixels;
    }

    /** Whether a place of the frame lies in a tile. */
    boolean covers(int tile, int column, int row) {
        int x = column / pixels - left(tile);
        int y = row / pixels - top(tile);
        return x >= 0 && x < TILE && y >= 0 && y < TILE;
    }

    private int left(int tile) {
        return margin + tile % columns * TILE;
    }

    private int top(int tile) {
        return margin + tile / columns * TILE;
    }

    /** Whether a tile has structure and was found again. */
    boolean found(int tile) {
        return !Float.isNaN(dx[tile]);
    }

    /** Whether a tile has structure in both frames and was not found again. */
    boolean lost(int tile) {
        return lost[tile];
    }

    /** The way of a tile in pixels of the frame, to the right. */
    double right(int tile) {
        return dx[tile];
    }

    /** The way of a tile in pixels of the frame, down. */
    double down(int tile) {
        return dy[tile];
    }

    /** Small copies of frames, kept for as long as the next one is to be compared with them. */
    public static final class Copy {
        private final SmallCopy small;

        /** Makes the copy of a frame; cost: one pass over a channel. */
        public Copy(Raster raster) {
            this(raster, SmallCopy.MOST_SIDE);
        }

        /** A copy of at most so many samples a side. */
        Copy(Raster raster, int mostSide) {
            this.small = SmallCopy.of(raster, mostSide);
        }
    }

    /**
     * How well the way of a tile is known: its mean gradient products xx, xy and yy. A horizon tells of up and down only.
     */
    double[] structure(int tile) {
        return new double[] {structure[0][tile], structure[1][tile], structure[2][tile]};
    }

    /** Measures the way from one frame to the next; empty if they are of different sizes. */
    public static Optional<TileShifts> between(Copy before, Copy after) {
        return between(before, after, new CameraMoves.Way(0, 0));
    }

    /** The same, looking around a place other than the tile's own: {@code about} that way. */
    static Optional<TileShifts> between(Copy before, Copy after, CameraMoves.Way about) {
        SmallCopy a = before.small;
        SmallCopy b = after.small;
        if (a.width() != b.width() || a.height() != b.height() || a.block() != b.block()) {
            return Optional.empty();
        }
        int right = (int) Math.rint(about.right() / a.block());
        int down = (int) Math.rint(about.down() / a.block());
        int margin = REACH + 2 + Math.max(Math.abs(right), Math.abs(down));
        int columns = Math.max(0, (a.width() - 2 * margin) / TILE);
        int rows = Math.max(0, (a.height() - 2 * margin) / TILE);
        TileShifts shifts = new TileShifts(a.block(), margin, columns, rows);
        for (int i = 0; i < columns * rows; i++) {
            shifts.measure(i, a, b, right, down);
        }
        return Optional.of(shifts);
    }

    private void measure(int i, SmallCopy a, SmallCopy b, int right, int down) {
        dx[i] = Float.NaN;
        dy[i] = Float.NaN;
        Tile tile = new Tile(a, left(i), top(i));
        if (tile.structure() < LEAST_STRUCTURE) {
            return;
        }
        Optional<double[]> way = tile.find(b, right, down);
        lost[i] = way.isEmpty() && new Tile(b, tile.left + right, tile.top + down).structure() >= LEAST_STRUCTURE;
        structure[0][i] = (float) tile.xx / tile.value.length;
        structure[1][i] = (float) tile.xy / tile.value.length;
        structure[2][i] = (float) tile.yy / tile.value.length;
        way.ifPresent(xy -> {
            dx[i] = (float) (xy[0] * pixels);
            dy[i] = (float) (xy[1] * pixels);
        });
    }

    /** A square of a small copy, its mean taken away, with its gradients. */
    private static final class Tile {

        private final int left;
        private final int top;
        private final double[] value = new double[TILE * TILE];
        private final double[] gx = new double[TILE * TILE];
        private final double[] gy = new double[TILE * TILE];
        private double variance;
        private double xx;
        private double xy;
        private double yy;

        Tile(SmallCopy copy, int left, int top) {
            this.left = left;
            this.top = top;
            for (int i = 0; i < value.length; i++) {
                int x = left + i % TILE;
                int y = top + i / TILE;
                value[i] = copy.at(x, y);
                gx[i] = (copy.at(x + 1, y) - copy.at(x - 1, y)) / 2;
                gy[i] = (copy.at(x, y + 1) - copy.at(x, y - 1)) / 2;
                xx += gx[i] * gx[i];
                xy += gx[i] * gy[i];
                yy += gy[i] * gy[i];
            }
            centre(value);
            for (double v : value) {
                variance += v * v;
            }
        }

        double structure() {
            double half = (xx + yy) / 2;
            double difference = Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
            return (half - difference) / value.length;
        }

        /* Most tiles are where they were: the search is for the others. */
        Optional<double[]> find(SmallCopy next, int right, int down) {
            double[] room = new double[value.length];
            Optional<double[]> near = refine(next, right, down, new double[] {right, down}, room);
            if (near.isPresent()) {
                return near;
            }
            double[] best = {right, down};
            double least = Double.MAX_VALUE;
            for (int y = down - REACH; y <= down + REACH; y++) {
                for (int x = right - REACH; x <= right + REACH; x++) {
                    double misfit = roughMisfit(next, x, y);
                    if (misfit < least) {
                        least = misfit;
                        best = new double[] {x, y};
                    }
                }
            }
            return refine(next, right, down, best, room);
        }

        private Optional<double[]> refine(SmallCopy next, int right, int down, double[] at, double[] difference) {
            for (int round = 0; round < ROUNDS; round++) {
                misfit(next, at[0], at[1], difference);
                double x = 0;
                double y = 0;
                for (int i = 0; i < value.length; i++) {
                    x -= gx[i] * difference[i];
                    y -= gy[i] * difference[i];
                }
                double determinant = xx * yy - xy * xy;
                double stepRight = (yy * x - xy * y) / determinant;
                double stepDown = (xx * y - xy * x) / determinant;
                at[0] += stepRight;
                at[1] += stepDown;
                double far = (at[0] - right) * (at[0] - right) + (at[1] - down) * (at[1] - down);
                if (!(far < REACH * REACH)) {
                    return Optional.empty();
                }
                if (stepRight * stepRight + stepDown * stepDown < LEAST_STEP * LEAST_STEP) {
                    break;
                }
            }
            return misfit(next, at[0], at[1], difference) < LEAST_FOUND * variance ? Optional.of(at) : Optional.empty();
        }

        /* The same for whole steps, by every second row and column. */
        private double roughMisfit(SmallCopy next, int dx, int dy) {
            double sum = 0;
            double squares = 0;
            for (int y = 0; y < TILE; y += 2) {
                for (int x = 0; x < TILE; x += 2) {
                    double difference = next.at(left + x + dx, top + y + dy) - value[y * TILE + x];
                    sum += difference;
                    squares += difference * difference;
                }
            }
            return squares - 4 * sum * sum / value.length;
        }

        /* The sum of squared differences, means apart; `difference` takes what is left. */
        private double misfit(SmallCopy next, double dx, double dy, double[] difference) {
            for (int i = 0; i < value.length; i++) {
                difference[i] = next.at(left + i % TILE + dx, top + i / TILE + dy);
            }
            centre(difference);
            double sum = 0;
            for (int i = 0; i < value.length; i++) {
                difference[i] -= value[i];
                sum += difference[i] * difference[i];
            }
            return sum;
        }

        private static void centre(double[] values) {
            double sum = 0;
            for (double v : values) {
                sum += v;
            }
            double mean = sum / values.length;
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean;
            }
        }
    }
}
