package dev.sidereal.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where in a night the camera moved, told by the ground.
 *
 * <p>Stars turn and clouds drift, the ground stands still: the ground is the tiles of which the median way over all pairs is
 * less than {@value #STILL_SAMPLES} samples and that were found in two thirds of the pairs. The camera moved between two
 * frames when two thirds of the ground went more than {@value #LEAST_SAMPLES} samples (0.5 pixels of a frame of 2000
 * columns, 0.8 of one of 4200) and so did all of it together: the way that leaves the least sum of distances, each tile
 * counting in the directions in which it has structure. When two thirds of the ground are lost for one pair only, not the first or last, it moved
 * farther than is searched. A way is known to about a tenth of a sample. Fewer than {@value #LEAST_TILES} tiles of
 * ground, or fewer than {@value #LEAST_PAIRS} pairs, say nothing; a slow sinking of less than the threshold in each frame is
 * not found, nor is a turn about the middle of the picture.
 *
 * @param judged whether there was ground enough to tell
 * @param moves  in order
 */
public record CameraMoves(boolean judged, List<Move> moves) {

    private static final int LEAST_TILES = 3;
    private static final int LEAST_PAIRS = 4;
    private static final double LEAST_SAMPLES = 0.12;
    private static final double STILL_SAMPLES = 0.1;
    private static final int ROUNDS = 20;

    /**
     * The camera moved between two frames.
     *
     * @param pair the number of the earlier frame, from 0
     * @param way  of the ground in pixels, right and down; empty: farther than is searched
     */
    public record Move(int pair, Optional<Way> way) {}

    /** A way in pixels of the frame: {@code right} and {@code down}. */
    public record Way(double right, double down) {}

    /**
     * Judges a night.
     *
     * @param pairs for each frame but the last, how it goes on to the next one; empty where one of them was not read
     */
    public static CameraMoves of(List<Optional<TileShifts>> pairs) {
        List<TileShifts> known = pairs.stream().flatMap(Optional::stream).toList();
        int[] ground = known.size() < LEAST_PAIRS ? new int[0] : ground(known);
        if (ground.length < LEAST_TILES) {
            return new CameraMoves(false, List.of());
        }
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int pair = i;
            if (isLost(pairs, i, ground)) {
                /* A first or last frame that is lit otherwise looks the same. */
                boolean inside = i > 0 && i < pairs.size() - 1;
                if (inside && !isLost(pairs, i - 1, ground) && !isLost(pairs, i + 1, ground)) {
                    moves.add(new Move(pair, Optional.empty()));
                }
            } else {
                pairs.get(i)
                        .flatMap(shifts -> way(shifts, ground))
                        .ifPresent(way -> moves.add(new Move(pair, Optional.of(way))));
            }
        }
        return new CameraMoves(true, List.copyOf(moves));
    }

    private static int[] ground(List<TileShifts> pairs) {
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

    private static boolean isLost(List<Optional<TileShifts>> pairs, int i, int[] ground) {
        return i >= 0
                && i < pairs.size()
                && pairs.get(i)
                        .map(shifts -> IntStream.of(ground)
                                        .filter(tile -> tile < shifts.tiles() && shifts.lost(tile))
                                        .count()
                                > ground.length * 2L / 3)
                        .orElse(false);
    }

    private static Optional<Way> way(TileShifts shifts, int[] ground) {
        int[] found = IntStream.of(ground)
                .filter(tile -> tile < shifts.tiles() && shifts.found(tile))
                .toArray();
        if (found.length < LEAST_TILES || 2 * found.length < ground.length) {
            return Optional.empty();
        }
        double[] lengths = IntStream.of(found)
                .mapToDouble(tile -> Math.hypot(shifts.right(tile), shifts.down(tile)))
                .toArray();
        double least = LEAST_SAMPLES * shifts.pixels();
        long gone = DoubleStream.of(lengths).filter(length -> length > least).count();
        Way way = together(shifts, found);
        double length = Math.hypot(way.right(), way.down());
        return 3 * gone >= 2L * found.length && length > least && length > RobustLine.median(lengths) / 2
                ? Optional.of(way)
                : Optional.empty();
    }

    /* Least sum of distances, each measured where its tile has structure; weights after Weiszfeld. */
    private static Way together(TileShifts shifts, int[] found) {
        Way way = new Way(0, 0);
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
            way = new Way(
                    (sums[2] * sums[3] - sums[1] * sums[4]) / determinant,
                    (sums[0] * sums[4] - sums[1] * sums[3]) / determinant);
        }
        return way;
    }
}
