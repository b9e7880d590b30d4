package dev.sidereal.develop;

/**
 * The samples of a trail in which noise won, or which are too faint to be lit by themselves: how much of the greatest light
 * above the mean they keep.
 *
 * <p>A sample lies in a gap when another channel of its pixel is lit, or when on a line through it at least four pixels of
 * the next five on both sides are lit, two or more on each, in frames that fit each other; three are enough for
 * a marked sample of the same frame. It keeps all of its light where
 * its own frame is that of the trail, else {@code excess(mean of z) / z}: {@link HighestOfNormals} inverts the expectation
 * of the greatest light, for seven samples along the line.
 */
final class TrailGaps {

    private static final int NEAR = 2;
    private static final int REACH = 5;
    private static final int LEAST_ON_SIDE = 2;
    private static final int LEAST = 4;
    private static final int LEAST_IN_TIME = 3;
    private static final int ALONG = 3;
    /* A crossing star counts only so far. */
    private static final double MOST_ABOVE = 2;

    private final Trails trails;
    private final HighestOfNormals normals;
    private final byte[] shares;

    private TrailGaps(Trails trails, HighestOfNormals normals, byte[] shares) {
        this.trails = trails;
        this.normals = normals;
        this.shares = shares;
    }

    /** The shares of light to be kept, in 255ths; 0 in the sky, 255 where lit. */
    static byte[] shares(Trails trails, int frames) {
        TrailGaps gaps = new TrailGaps(trails, new HighestOfNormals(frames), new byte[trails.marks().length]);
        trails.eachRow(gaps::row);
        return gaps.shares;
    }

    private void row(int y) {
        boolean[] near = near(y);
        Around around = new Around();
        for (int x = 0; x < near.length; x++) {
            boolean looked = false;
            for (int c = 0; near[x] && c < trails.shape().channels(); c++) {
                int i = trails.index(x, y, c);
                if (trails.isLit(i)) {
                    shares[i] = (byte) 255;
                } else {
                    if (!looked) {
                        around.look(x, y);
                        looked = true;
                    }
                    shares[i] = (byte) Math.round(255 * share(x, y, c, around));
                }
            }
        }
    }

    /* Columns with a lit pixel close by. */
    private boolean[] near(int y) {
        int width = trails.shape().width();
        boolean[] column = new boolean[width];
        for (int v = Math.max(0, y - NEAR); v <= Math.min(trails.shape().height() - 1, y + NEAR); v++) {
            for (int x = 0, i = trails.index(0, v, 0); x < width; x++) {
                for (int c = 0; c < trails.shape().channels(); c++, i++) {
                    column[x] |= trails.isLit(i);
                }
            }
        }
        boolean[] near = new boolean[width];
        for (int x = 0; x < width; x++) {
            for (int u = Math.max(0, x - NEAR); column[x] && u <= Math.min(width - 1, x + NEAR); u++) {
                near[u] = true;
            }
        }
        return near;
    }

    private double share(int x, int y, int c, Around around) {
        int own = trails.when()[trails.index(x, y, c)];
        boolean isMarked = trails.marks()[trails.index(x, y, c)] != 0;
        int lit = trails.litWhen(x, y);
        if (lit >= 0 && Math.abs(own - lit) <= 1) {
            return 1;
        }
        int best = -1;
        int most = LEAST - 1;
        for (int d = 0; d < Direction.COUNT; d++) {
            int one = around.ahead[d];
            int other = around.behind[d];
            if (other > 0 && one + other >= LEAST_IN_TIME && isMarked && Math.abs(own - around.when[d]) <= 1) {
                return 1;
            }
            if (one >= LEAST_ON_SIDE && other >= LEAST_ON_SIDE && one + other > most) {
                most = one + other;
                best = d;
            }
        }
        if (best < 0) {
            return lit < 0 ? 0 : share(x, y, c, Direction.ALL.get(0), 0);
        }
        return Math.abs(own - around.when[best]) <= 1 ? 1 : share(x, y, c, Direction.ALL.get(best), ALONG);
    }

    /** The lit pixels on the lines through a pixel. */
    private final class Around {

        /* The frame of the nearest ahead; how many ahead and behind fit it, 0 on both sides where none is ahead. */
        private final int[] when = new int[Direction.COUNT];
        private final int[] ahead = new int[Direction.COUNT];
        private final int[] behind = new int[Direction.COUNT];

        void look(int x, int y) {
            for (int d = 0; d < Direction.COUNT; d++) {
                when[d] = nearest(x, y, Direction.ALL.get(d));
                ahead[d] = when[d] < 0 ? 0 : count(x, y, Direction.ALL.get(d), 1, when[d]);
                behind[d] = ahead[d] == 0 ? 0 : count(x, y, Direction.ALL.get(d), -1, when[d]);
            }
        }

        private int nearest(int x, int y, Direction direction) {
            for (int k = 1; k <= REACH; k++) {
                int other = trails.litWhen(x + direction.dx(k), y + direction.dy(k));
                if (other >= 0) {
                    return other;
                }
            }
            return -1;
        }

        private int count(int x, int y, Direction direction, int sign, int from) {
            int count = 0;
            for (int k = 1; k <= REACH; k++) {
                int other = trails.litWhen(x + sign * direction.dx(k), y + sign * direction.dy(k));
                count += other >= 0 && Math.abs(other - from) <= 1 + 2 * (k + 1) ? 1 : 0;
            }
            return count;
        }
    }

    private double share(int x, int y, int c, Direction direction, int along) {
        double own = trails.z(trails.index(x, y, c));
        double sum = 0;
        int count = 0;
        for (int k = -along; k <= along; k++) {
            int u = x + Integer.signum(k) * direction.dx(Math.abs(k));
            int v = y + Integer.signum(k) * direction.dy(Math.abs(k));
            double z = trails.isInside(u, v) ? trails.z(trails.index(u, v, c)) : Double.NaN;
            if (Double.isFinite(z)) {
                sum += Math.min(z, own + MOST_ABOVE);
                count++;
            }
        }
        return count == 0 ? 0 : Math.min(1, normals.excess(sum / count) / Math.max(1, own));
    }
}
