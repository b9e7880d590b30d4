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
        for (int x = 0; x < near.length; x++) {
            for (int c = 0; near[x] && c < trails.shape().channels(); c++) {
                int i = trails.index(x, y, c);
                double share = trails.isLit(i) ? 1 : share(x, y, c);
                shares[i] = (byte) Math.round(255 * share);
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

    private double share(int x, int y, int c) {
        int own = trails.when()[trails.index(x, y, c)];
        boolean isMarked = trails.marks()[trails.index(x, y, c)] != 0;
        int lit = trails.litWhen(x, y);
        if (lit >= 0 && Math.abs(own - lit) <= 1) {
            return 1;
        }
        Direction best = Direction.ALL.get(0);
        int most = LEAST - 1;
        int when = -1;
        for (Direction direction : Direction.ALL) {
            int ahead = nearest(x, y, direction, 1);
            int one = ahead < 0 ? 0 : count(x, y, direction, 1, ahead);
            int other = one == 0 ? 0 : count(x, y, direction, -1, ahead);
            if (other > 0 && one + other >= LEAST_IN_TIME && isMarked && Math.abs(own - ahead) <= 1) {
                return 1;
            }
            if (one >= LEAST_ON_SIDE && other >= LEAST_ON_SIDE && one + other > most) {
                most = one + other;
                best = direction;
                when = ahead;
            }
        }
        if (when < 0) {
            return lit < 0 ? 0 : share(x, y, c, best, 0);
        }
        return Math.abs(own - when) <= 1 ? 1 : share(x, y, c, best, ALONG);
    }

    private int nearest(int x, int y, Direction direction, int sign) {
        for (int k = 1; k <= REACH; k++) {
            int when = trails.litWhen(x + sign * direction.dx(k), y + sign * direction.dy(k));
            if (when >= 0) {
                return when;
            }
        }
        return -1;
    }

    private int count(int x, int y, Direction direction, int sign, int when) {
        int count = 0;
        for (int k = 1; k <= REACH; k++) {
            int other = trails.litWhen(x + sign * direction.dx(k), y + sign * direction.dy(k));
            count += other >= 0 && Math.abs(other - when) <= 1 + 2 * (k + 1) ? 1 : 0;
        }
        return count;
    }

    private double share(int x, int y, int c, Direction direction, int along) {
        double own = trails.z().get(trails.index(x, y, c));
        double sum = 0;
        int count = 0;
        for (int k = -along; k <= along; k++) {
            int u = x + Integer.signum(k) * direction.dx(Math.abs(k));
            int v = y + Integer.signum(k) * direction.dy(Math.abs(k));
            double z = trails.isInside(u, v) ? trails.z().get(trails.index(u, v, c)) : Double.NaN;
            if (Double.isFinite(z)) {
                sum += Math.min(z, own + MOST_ABOVE);
                count++;
            }
        }
        return count == 0 ? 0 : Math.min(1, normals.excess(sum / count) / Math.max(1, own));
    }
}
