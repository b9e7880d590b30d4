package dev.sidereal.develop;

import java.util.Arrays;

/**
 * How many marked samples lie on each half of the lines through the samples of a row, in frames that are not too far off.
 *
 * <p>Rows are asked for from top to bottom, of one channel: each is taken over once, with an edge of samples that are never
 * near, and for each place on a line all samples of a row are compared at once, which processors do eight or sixteen at a
 * time. Cost: one comparison of a sample for each place. Belongs to one thread.
 */
final class NearMarks {

    /* Far from all frames. */
    private static final int NEVER = -(1 << 24);
    private static final int BEHIND = 16;

    private final Trails trails;
    private final int channel;
    private final int first;
    private final int last;
    private final double latest;
    private final int[][] window;
    private final int[][] counts;
    private final int[] own;
    private final int[] others;
    private int next;

    /**
     * Of a channel, from some row on.
     *
     * @param first  the nearest place on a half line
     * @param last   the farthest
     * @param latest how many frames later or earlier, for each pixel between, is still near, besides one
     */
    NearMarks(Trails trails, int channel, int row, int first, int last, double latest) {
        this.trails = trails;
        this.channel = channel;
        this.first = first;
        this.last = last;
        this.latest = latest;
        int width = trails.shape().width();
        this.window = new int[2 * last + 1][width + 2 * last];
        this.counts = new int[Direction.COUNT][width];
        this.own = new int[width];
        this.others = new int[width];
        this.next = row - last;
    }

    /** Counts for a row, the one after that before or a later one. */
    void row(int y) {
        next = Math.max(next, y - last);
        while (next <= y + last) {
            take(next++);
        }
        System.arraycopy(frames(y), last, own, 0, own.length);
        for (int d = 0; d < Direction.COUNT; d++) {
            Arrays.fill(counts[d], 0);
            for (int k = first; k <= last; k++) {
                int dx = Direction.ALL.get(d).dx(k);
                int dy = Direction.ALL.get(d).dy(k);
                int beyond = 2 + (int) (latest * k);
                System.arraycopy(frames(y + dy), last + dx, others, 0, others.length);
                count(counts[d], own, others, beyond, 1);
                System.arraycopy(frames(y - dy), last - dx, others, 0, others.length);
                count(counts[d], own, others, beyond, 1 << BEHIND);
            }
        }
    }

    /** How many are near ahead of a sample in a direction. */
    int ahead(int x, int d) {
        return counts[d][x] & (1 << BEHIND) - 1;
    }

    /** How many are near on both sides. */
    int all(int x, int d) {
        return ahead(x, d) + (counts[d][x] >> BEHIND);
    }

    /* Without a branch, and all arrays at the same index: only then processors do many at a time. */
    private static void count(int[] counts, int[] own, int[] others, int beyond, int one) {
        for (int x = 0; x < counts.length; x++) {
            counts[x] += (Math.abs(others[x] - own[x]) - beyond) >> 31 & one;
        }
    }

    private int[] frames(int y) {
        return window[Math.floorMod(y, window.length)];
    }

    private void take(int y) {
        int[] frames = frames(y);
        Arrays.fill(frames, NEVER);
        if (y >= 0 && y < trails.shape().height()) {
            int i = trails.index(0, y, channel);
            for (int x = 0; x < trails.shape().width(); x++, i += trails.shape().channels()) {
                frames[last + x] = trails.marks()[i] != 0 ? trails.when()[i] : NEVER;
            }
        }
    }
}
