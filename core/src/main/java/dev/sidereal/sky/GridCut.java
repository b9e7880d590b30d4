package dev.sidereal.sky;

import java.util.Arrays;

/**
 * The cheapest division of a grid of cells into two sides: the minimum cut, found as the maximum flow.
 *
 * <p>The cost of a division is the sum of {@code |pull|} over the cells that lie on the side they are not pulled to and of
 * the link of every pair of neighbours (eight to a cell) on different sides. Whole numbers: the same cut on any machine.
 *
 * <p>Source of the algorithm: Boykov and Kolmogorov, An experimental comparison of min-cut/max-flow algorithms, IEEE PAMI
 * 26 (2004), doi:10.1109/TPAMI.2004.60: two trees of paths grow from both sides until they meet, the path between is
 * filled, and branches that lose their root look for another. Cost: in practice a few dozen visits to a cell; 45 bytes
 * for each.
 */
final class GridCut {

    /** Directions from a cell, each followed by its opposite: right, left, down, up, and the diagonals. */
    private static final int[] DX = {1, -1, 0, 0, 1, -1, -1, 1};

    private static final int[] DY = {0, 0, 1, -1, 1, -1, 1, -1};
    /** From a cell to its neighbours; even ones meet each pair once. */
    static final int DIRECTIONS = 8;

    private static final byte FREE = 0;
    private static final byte SKY = 1;
    private static final byte GROUND = 2;
    private static final byte ROOT = 8;
    private static final byte NONE = 9;

    private final int width;
    private final int height;
    private final int stride;
    private final int[] offset = new int[DIRECTIONS];
    /* What can still flow from a cell in a direction, and from the source to it (above 0) or from it to the sink. */
    private final int[][] left = new int[DIRECTIONS][];
    private final int[] terminal;
    private final byte[] tree;
    private final byte[] parent;
    private final int[] stamp;
    private final int[] depth;
    private final IntQueue active;
    private final IntQueue orphans = new IntQueue(1 << 10);
    private final boolean[] waiting;
    private int time;

    /** A grid without links; one row and column more on each side spare every test for its edge. */
    GridCut(int width, int height) {
        this.width = width;
        this.height = height;
        this.stride = width + 2;
        int cells = stride * (height + 2);
        for (int d = 0; d < DIRECTIONS; d++) {
            offset[d] = DY[d] * stride + DX[d];
            left[d] = new int[cells];
        }
        terminal = new int[cells];
        tree = new byte[cells];
        parent = new byte[cells];
        Arrays.fill(parent, NONE);
        stamp = new int[cells];
        depth = new int[cells];
        waiting = new boolean[cells];
        active = new IntQueue(1 << 16);
    }

    private int at(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    /** Pulls a cell to the sky (above 0) or to the ground (below 0). */
    void pull(int x, int y, int strength) {
        terminal[at(x, y)] = strength;
    }

    /** Links a cell with a neighbour inside the grid, both ways. */
    void link(int x, int y, int direction, int strength) {
        int p = at(x, y);
        left[direction][p] = strength;
        left[direction ^ 1][p + offset[direction]] = strength;
    }

    /** Whether there is a neighbour in this even direction, each pair being met once. */
    boolean hasNeighbour(int x, int y, int direction) {
        int nx = x + DX[direction];
        int ny = y + DY[direction];
        return nx >= 0 && nx < width && ny >= 0 && ny < height;
    }

    /** Number of the neighbour, row by row from 0. */
    int neighbour(int x, int y, int direction) {
        return (y + DY[direction]) * width + x + DX[direction];
    }

    /** Cuts; says which cells are sky, row by row. Cells that either side could have belong to the ground. */
    boolean[] cut() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int p = at(x, y);
                if (terminal[p] != 0) {
                    tree[p] = terminal[p] > 0 ? SKY : GROUND;
                    parent[p] = ROOT;
                    depth[p] = 1;
                    activate(p);
                }
            }
        }
        while (!active.isEmpty()) {
            int p = active.peek();
            if (tree[p] == FREE || !grow(p)) {
                active.poll();
                waiting[p] = false;
            }
        }
        boolean[] sky = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sky[y * width + x] = tree[at(x, y)] == SKY;
            }
        }
        return sky;
    }

    private void activate(int p) {
        if (!waiting[p]) {
            waiting[p] = true;
            active.add(p);
        }
    }

    /* Takes free neighbours into the tree; true if the other tree was met and the cell must be visited again. */
    private boolean grow(int p) {
        byte side = tree[p];
        for (int d = 0; d < DIRECTIONS; d++) {
            int q = p + offset[d];
            int capacity = side == SKY ? left[d][p] : left[d ^ 1][q];
            if (capacity == 0) {
                continue;
            }
            if (tree[q] == FREE) {
                tree[q] = side;
                parent[q] = (byte) (d ^ 1);
                stamp[q] = stamp[p];
                depth[q] = depth[p] + 1;
                activate(q);
            } else if (tree[q] != side) {
                if (side == SKY) {
                    augment(p, d, q);
                } else {
                    augment(q, d ^ 1, p);
                }
                return true;
            } else if (stamp[q] <= stamp[p] && depth[q] > depth[p] + 1 && parent[q] != ROOT) {
                parent[q] = (byte) (d ^ 1);
                stamp[q] = stamp[p];
                depth[q] = depth[p] + 1;
            }
        }
        return false;
    }

    /* Fills the path from the source through s, direction d, t to the sink. */
    private void augment(int s, int d, int t) {
        time++;
        int flow = left[d][s];
        int p = s;
        for (; parent[p] != ROOT; p += offset[parent[p]]) {
            flow = Math.min(flow, left[parent[p] ^ 1][p + offset[parent[p]]]);
        }
        flow = Math.min(flow, terminal[p]);
        for (p = t; parent[p] != ROOT; p += offset[parent[p]]) {
            flow = Math.min(flow, left[parent[p]][p]);
        }
        flow = Math.min(flow, -terminal[p]);

        left[d][s] -= flow;
        left[d ^ 1][t] += flow;
        p = s;
        while (parent[p] != ROOT) {
            int up = p + offset[parent[p]];
            left[parent[p]][p] += flow;
            left[parent[p] ^ 1][up] -= flow;
            if (left[parent[p] ^ 1][up] == 0) {
                orphan(p);
            }
            p = up;
        }
        terminal[p] -= flow;
        if (terminal[p] == 0) {
            orphan(p);
        }
        p = t;
        while (parent[p] != ROOT) {
            int up = p + offset[parent[p]];
            left[parent[p] ^ 1][up] += flow;
            left[parent[p]][p] -= flow;
            if (left[parent[p]][p] == 0) {
                orphan(p);
            }
            p = up;
        }
        terminal[p] += flow;
        if (terminal[p] == 0) {
            orphan(p);
        }
        while (!orphans.isEmpty()) {
            adopt(orphans.poll());
        }
    }

    private void orphan(int p) {
        parent[p] = NONE;
        orphans.add(p);
    }

    /* Finds the nearest way to a root through a neighbour of the same tree; without one, the cell is free again. */
    private void adopt(int p) {
        byte side = tree[p];
        int nearest = Integer.MAX_VALUE;
        byte best = NONE;
        parent[p] = NONE;
        for (int d = 0; d < DIRECTIONS; d++) {
            int q = p + offset[d];
            if (tree[q] == side && (side == SKY ? left[d ^ 1][q] : left[d][p]) > 0) {
                int far = depthOfRoot(q);
                if (far < nearest) {
                    nearest = far;
                    best = (byte) d;
                }
            }
        }
        parent[p] = best;
        if (best != NONE) {
            stamp[p] = time;
            depth[p] = nearest + 1;
            return;
        }
        for (int d = 0; d < DIRECTIONS; d++) {
            int q = p + offset[d];
            if (tree[q] == side) {
                if ((side == SKY ? left[d ^ 1][q] : left[d][p]) > 0) {
                    activate(q);
                }
                if (parent[q] < ROOT && q + offset[parent[q]] == p) {
                    orphan(q);
                }
            }
        }
        tree[p] = FREE;
    }

    /* How far a root is, or the greatest number if the way ends at an orphan; remembered along the way. */
    private int depthOfRoot(int from) {
        int steps = 0;
        int q = from;
        while (stamp[q] != time) {
            if (parent[q] == NONE) {
                return Integer.MAX_VALUE;
            }
            if (parent[q] == ROOT) {
                stamp[q] = time;
                depth[q] = 1;
                break;
            }
            q += offset[parent[q]];
            steps++;
        }
        int far = depth[q] + steps;
        int left = far;
        for (int p = from; stamp[p] != time; p += offset[parent[p]]) {
            stamp[p] = time;
            depth[p] = left--;
        }
        return far;
    }

    /** Whole numbers, first in, first out. */
    private static final class IntQueue {
        private int[] ring;
        private int head;
        private int size;

        IntQueue(int room) {
            ring = new int[room];
        }

        boolean isEmpty() {
            return size == 0;
        }

        int peek() {
            return ring[head];
        }

        void add(int value) {
            if (size == ring.length) {
                int[] larger = new int[2 * size];
                System.arraycopy(ring, head, larger, 0, size - head);
                System.arraycopy(ring, 0, larger, size - head, head);
                ring = larger;
                head = 0;
            }
            ring[(head + size++) & (ring.length - 1)] = value;
        }

        int poll() {
            int value = ring[head];
            head = (head + 1) & (ring.length - 1);
            size--;
            return value;
        }
    }
}
