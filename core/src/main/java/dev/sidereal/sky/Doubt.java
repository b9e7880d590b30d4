package dev.sidereal.sky;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a division into sky and ground can be believed.
 *
 * <p>Not if one side is hardly there ({@value #LEAST_PART} of the cells), if something certainly moved in less than
 * {@value #LEAST_MOVED} of the sky's cells or in fewer than {@value #LEAST_CELLS} (no stars, no moving clouds), if the odds
 * of that are less than {@value #LEAST_ODDS} times those on the ground, if there is no edge where they meet (the median step in light and
 * colours across the border is less than {@value #LEAST_EDGE} times that of all other neighbours: 12 to 200 times in masks
 * that were right, about once in wrong ones), or if the sky lies below.
 */
final class Doubt {

    private static final double LEAST_PART = 0.01;
    private static final double LEAST_MOVED = 0.0005;
    private static final int LEAST_CELLS = 20;
    private static final double LEAST_ODDS = 1.5;
    private static final double LEAST_EDGE = 4;

    private Doubt() {}

    /**
     * Why not, if not.
     *
     * @param certain cells where something moved
     * @param sky     which cells are sky
     */
    static Optional<String> of(Cells cells, boolean[] certain, boolean[] sky) {
        int[] moved = new int[2];
        int[] counts = new int[2];
        double[] rows = new double[2];
        for (int i = 0; i < sky.length; i++) {
            int side = sky[i] ? 1 : 0;
            moved[side] += certain[i] ? 1 : 0;
            counts[side]++;
            rows[side] += Math.floorDiv(i, cells.columns());
        }
        double part = (double) moved[1] / Math.max(1, counts[1]);
        if (counts[1] < LEAST_PART * sky.length || part < LEAST_MOVED || moved[1] < LEAST_CELLS) {
            return Optional.of("expected stars or clouds that move, found none");
        }
        if (counts[0] < LEAST_PART * sky.length) {
            return Optional.of("expected ground, found none");
        }
        if (odds(moved[1], counts[1]) < LEAST_ODDS * odds(moved[0], counts[0])) {
            return Optional.of("expected light that moves in the sky alone, found it on the ground as well");
        }
        if (edge(cells, sky) < LEAST_EDGE) {
            return Optional.of(
                    "expected an edge between what moves and what stands still, found none; dusk, dawn or a lit"
                            + " frame may outshine the stars: leave such frames out with --from, --to or --gate auto");
        }
        if (rows[1] / counts[1] > rows[0] / counts[0]) {
            return Optional.of("expected the sky above the ground, found more light that moves below");
        }
        return Optional.empty();
    }

    private static double odds(int moved, int all) {
        return (moved + 0.5) / (all - moved + 0.5);
    }

    private static double edge(Cells cells, boolean[] sky) {
        double[] inside = new double[2 * sky.length];
        double[] across = new double[2 * sky.length];
        int in = 0;
        int over = 0;
        for (int i = 0; i < sky.length; i++) {
            boolean hasRight = (i + 1) % cells.columns() != 0;
            boolean hasBelow = i + cells.columns() < sky.length;
            for (int j : new int[] {hasRight ? i + 1 : i, hasBelow ? i + cells.columns() : i}) {
                if (j != i) {
                    double step = Math.sqrt(cells.apart(i, j));
                    if (sky[i] == sky[j]) {
                        inside[in++] = step;
                    } else {
                        across[over++] = step;
                    }
                }
            }
        }
        return over == 0 ? 0 : median(across, over) / Math.max(1e-6, median(inside, in));
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return count == 0 ? 0 : values[count / 2];
    }
}
