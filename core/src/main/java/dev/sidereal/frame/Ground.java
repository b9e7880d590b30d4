package dev.sidereal.frame;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The parts of a night's pictures that stand still: the tiles of which the median way over all pairs of frames is less than
 * {@value #STILL_SAMPLES} samples and that were found in two thirds of the pairs.
 *
 * <p>Its way between two frames is that which leaves the least sum of distances, each tile counting in the directions in
 * which it has structure.
 */
final class Ground {

    private static final int LEAST_TILES = 3;
    private static final int LEAST_PAIRS = 4;
    private static final double LEAST_SAMPLES = 0.12;
    private static final double STILL_SAMPLES = 0.1;
    private static final int ROUNDS = 20;

    private final int[] tiles;
    private final TileShifts where;

    private Ground(int[] tiles, TileShifts where) {
        this.tiles = tiles;
        this.where = where;
    }

    /** Finds the ground; empty for fewer than {@value #LEAST_PAIRS} pairs or {@value #LEAST_TILES} tiles of it. */
    static Optional<Ground> of(List<Optional<TileShifts>> pairs) {
        List<TileShifts> known = pairs.stream().flatMap(Optional::stream).toList();
        if (known.size() < LEAST_PAIRS) {
            return Optional.empty();
        }
        int[] tiles = still(known);
        return tiles.length < LEAST_TILES ? Optional.empty() : Optional.of(new Ground(tiles, known.get(0)));
    }

    private static int[] still(List<TileShifts> pairs) {
        int tiles = pairs.get(0).tiles();
        return IntStream.range(0, tiles)
                .filter(tile -> {
                    double[] ways = pairs.stream()
                            .filter(pair -> pair.tiles() == tiles)
                            .filter(pair -> pair.found(tile))
                            .mapToDouble(pair -> Math.hypot(pair.right(tile), pair.down(tile)) / pair.pixels())
                            .toArray();
                    return 3 * ways.length > 2 * pairs.size() && RobustLine.median(ways) < STILL_SAMPLES;
                })
                .toArray();
    }

    /** Whether two thirds of it are there in both frames and were not found again. */
    boolean isLost(TileShifts shifts) {
        long lost = IntStream.of(tiles)
                .filter(tile -> tile < shifts.tiles() && shifts.lost(tile))
                .count();
        return lost > tiles.length * 2L / 3;
    }

    /** The way of the ground from one frame to the next, where it went farther than can be by chance. */
    Optional<CameraMoves.Way> way(TileShifts shifts) {
        int[] found = IntStream.of(tiles)
                .filter(tile -> tile < shifts.tiles() && shifts.found(tile))
                .toArray();
        if (found.length < LEAST_TILES || 2 * found.length < tiles.length) {
            return Optional.empty();
        }
        double[] lengths = IntStream.of(found)
                .mapToDouble(tile -> Math.hypot(shifts.right(tile), shifts.down(tile)))
                .toArray();
        double least = LEAST_SAMPLES * shifts.pixels();
        long gone = DoubleStream.of(lengths).filter(length -> length > least).count();
        CameraMoves.Way way = together(shifts, found);
        double length = Math.hypot(way.right(), way.down());
        return 3 * gone >= 2L * found.length && length > least && length > RobustLine.median(lengths) / 2
                ? Optional.of(way)
                : Optional.empty();
    }

    /**
     * The way that the ground went between copies of other sizes than those it was found in; empty where too little of it is
     * found again.
     */
    Optional<CameraMoves.Way> wayIn(TileShifts other) {
        int[] found = IntStream.range(0, other.tiles())
                .filter(other::found)
                .filter(tile -> covers(other.middleColumn(tile), other.middleRow(tile)))
                .toArray();
        return found.length < LEAST_TILES ? Optional.empty() : Optional.of(together(other, found));
    }

    private boolean covers(int column, int row) {
        return IntStream.of(tiles).anyMatch(tile -> where.covers(tile, column, row));
    }

    /* Least sum of distances, each measured where its tile has structure; weights after Weiszfeld. */
    private static CameraMoves.Way together(TileShifts shifts, int[] found) {
        CameraMoves.Way way = new CameraMoves.Way(0, 0);
        for (int round = 0; round <= ROUNDS; round++) {
            double[] sums = new double[5];
            for (int tile : found) {
                double[] s = shifts.structure(tile);
                double x = shifts.right(tile) - way.right();
                double y = shifts.down(tile) - way.down();
                double distance = Math.sqrt(Math.max(0, s[0] * x * x + 2 * s[1] * x * y + s[2] * y * y));
                double weight = round == 0 ? 1 : 1 / (distance + 1e-3);
                sums[0] += weight * s[0];
                sums[1] += weight * s[1];
                sums[2] += weight * s[2];
                sums[3] += weight * (s[0] * shifts.right(tile) + s[1] * shifts.down(tile));
                sums[4] += weight * (s[1] * shifts.right(tile) + s[2] * shifts.down(tile));
            }
            double determinant = sums[0] * sums[2] - sums[1] * sums[1];
            way = new CameraMoves.Way(
                    (sums[2] * sums[3] - sums[1] * sums[4]) / determinant,
                    (sums[0] * sums[4] - sums[1] * sums[3]) / determinant);
        }
        return way;
    }
}
