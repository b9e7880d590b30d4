package dev.sidereal.sky;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Divides a grid of cells into sky and ground by minimum cuts along the edges of the mean picture.
 *
 * <p>On the coarse grid the first cut pulls cells by how much more often their light and colours occur beside where
 * something certainly moved than elsewhere, so that a few trails tell what all of the sky looks like; cells where it moved
 * are pulled to the sky by {@value #CERTAIN} more. Further cuts pull by what {@link Sides} learned from the one before, of
 * coherence too. The upper rows are pulled slightly to the sky, the lower ones to the ground. On finer grids only the cells
 * near the border are cut again (Lombaert et al., A multilevel banded graph cuts method, ICCV 2005,
 * doi:10.1109/ICCV.2005.13). An edge between
 * neighbours costs {@code 10 exp(-d^2 / c)}, d being their distance in light and colours and c twice its mean square.
 *
 * <p>Specks of one side that lie within the other (hot pixels, lit windows) go to it.
 */
final class Division {

    private static final int ROUNDS = 3;
    /* A pull of one in natural logarithms is so many whole numbers of the cut. */
    private static final int UNIT = 100;
    private static final double SMOOTH = 10;
    private static final double CERTAIN = 3;
    /* Cells around a trail that look like the sky and not like a trail. */
    private static final int BESIDE = 2;
    private static final double PRIOR = 0.5;
    /* The part of the rows, from the bottom, that is rather ground. */
    private static final double LOW = 0.4;
    private static final double MOST_PULL = 6;
    private static final int HELD = 1 << 20;
    /* Cells on either side of a border that are cut again. */
    private static final int NEAR = 3;
    /* The least part of a grid that is no speck. */
    private static final double SPECK = 2e-4;

    private final Cells cells;
    private final float[] coherence;

    /**
     * For a grid.
     *
     * @param coherence around each cell
     */
    Division(Cells cells, float[] coherence) {
        this.cells = cells;
        this.coherence = coherence;
    }

    /**
     * Divides the whole grid; says which cells are sky.
     *
     * @param certain cells where something moved
     */
    boolean[] whole(boolean[] certain) {
        boolean[] all = new boolean[cells.count()];
        Arrays.fill(all, true);
        float[] pull = Sides.pull(cells, cells.grown(certain, BESIDE));
        for (int i = 0; i < pull.length; i++) {
            pull[i] += certain[i] ? (float) CERTAIN : 0;
        }
        boolean[] sky = cut(pull, all, all);
        for (int round = 1; round < ROUNDS; round++) {
            sky = cut(Sides.pull(cells, coherence, sky), all, sky);
        }
        return withoutSpecks(sky);
    }

    /** Divides anew near the border of a coarser division. */
    boolean[] near(Cells coarse, boolean[] before) {
        boolean[] border = coarse.border(before, NEAR);
        boolean[] sky = new boolean[cells.count()];
        boolean[] open = new boolean[cells.count()];
        for (int i = 0; i < sky.length; i++) {
            int x = i % cells.columns() * cells.size() / coarse.size();
            int y = i / cells.columns() * cells.size() / coarse.size();
            sky[i] = before[y * coarse.columns() + x];
            open[i] = border[y * coarse.columns() + x];
        }
        return withoutSpecks(cut(Sides.pull(cells, coherence, sky), open, sky));
    }

    private boolean[] cut(float[] pull, boolean[] open, boolean[] before) {
        GridCut cut = new GridCut(cells.columns(), cells.rows());
        double contrast = contrast();
        for (int y = 0; y < cells.rows(); y++) {
            double prior = PRIOR * 2 * (1 - (y + 0.5) / cells.rows() - LOW);
            for (int x = 0; x < cells.columns(); x++) {
                int i = y * cells.columns() + x;
                for (int d = 0; d < GridCut.DIRECTIONS; d += 2) {
                    if (cut.hasNeighbour(x, y, d)) {
                        int j = cut.neighbour(x, y, d);
                        if (open[i] || open[j]) {
                            double reach = d < 4 ? 1 : Math.sqrt(0.5);
                            double weight = SMOOTH * reach * StrictMath.exp(-cells.apart(i, j) / contrast);
                            cut.link(x, y, d, (int) StrictMath.rint(UNIT * weight) + 1);
                        }
                    }
                }
                double pulled = Math.max(-MOST_PULL, Math.min(MOST_PULL, pull[i] + prior));
                int held = before[i] ? HELD : -HELD;
                cut.pull(x, y, open[i] ? (int) StrictMath.rint(UNIT * pulled) : held);
            }
        }
        return cut.cut();
    }

    private double contrast() {
        double sum = 0;
        long n = 0;
        for (int y = 0; y + 1 < cells.rows(); y++) {
            for (int x = 0; x + 1 < cells.columns(); x++) {
                int i = y * cells.columns() + x;
                sum += cells.apart(i, i + 1) + cells.apart(i, i + cells.columns());
                n += 2;
            }
        }
        return Math.max(1e-6, 2 * sum / Math.max(1, n));
    }

    private boolean[] withoutSpecks(boolean[] sky) {
        boolean[] seen = new boolean[sky.length];
        boolean[] clean = sky.clone();
        int most = (int) (SPECK * sky.length);
        for (int i = 0; i < sky.length; i++) {
            if (!seen[i]) {
                int[] together = together(sky, i, seen);
                if (together.length <= most) {
                    for (int cell : together) {
                        clean[cell] = !sky[cell];
                    }
                }
            }
        }
        return clean;
    }

    /* The cells of one side that hang together with one of them, by their edges. */
    private int[] together(boolean[] sky, int from, boolean[] seen) {
        ArrayDeque<Integer> left = new ArrayDeque<>();
        int[] found = new int[16];
        int count = 0;
        left.add(from);
        seen[from] = true;
        while (!left.isEmpty()) {
            int cell = left.poll();
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = cell;
            int x = cell % cells.columns();
            int[] next = {
                x > 0 ? cell - 1 : cell,
                x + 1 < cells.columns() ? cell + 1 : cell,
                cell >= cells.columns() ? cell - cells.columns() : cell,
                cell + cells.columns() < sky.length ? cell + cells.columns() : cell
            };
            for (int other : next) {
                if (!seen[other] && sky[other] == sky[from]) {
                    seen[other] = true;
                    left.add(other);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }
}
