package dev.sidereal.develop;

import java.util.Arrays;

/**
 * Whether a sample lies on the trail of a star: marked samples on a straight line through it have their greatest light in
 * frames that go by in the order in which a star would have passed them.
 *
 * <p>On lines in {@value Direction#COUNT} directions, samples at distances of 3 to 10 pixels on both sides are looked at:
 * nearer ones often share their noise. For a star that takes {@code u} frames for a pixel, the one at distance k fits if its
 * frame is {@code u * k} later, to within one frame and 15 percent of that. Of the fits, at most {@value #ALONE} more than
 * twice those of the poorer side count, so that lines which only cross a trail do not pass.
 *
 * <p>With p the chance that noise fits at one place, {@code P(at least n of 16 fit) * (directions * paces)} bounds the chance
 * that noise looks like a trail. p is the share of marked samples times three of N frames, or what the other directions
 * have of marked samples in the same frames, if that is more: clouds, and what frames share, look alike in all directions.
 *
 * <p>Cost: about 200 looks for a sample of the sky, 700 near a trail.
 */
final class LineProof {

    private static final int FIRST = 3;
    private static final int LAST = 10;
    private static final int SIDE = LAST - FIRST + 1;
    private static final int PLACES = 2 * SIDE;
    private static final int ALONE = 3;
    /* A trail fills places in so many directions on both sides of its own. */
    private static final int LIKE_DIRECTIONS = Direction.COUNT / 6;
    private static final int PLACES_AROUND = (Direction.COUNT - 1 - 2 * LIKE_DIRECTIONS) * PLACES;
    /* Frames for a pixel, forward and backward; neighbours overlap by the tolerance. */
    private static final double[] PACES = {0, 0.2, 0.4, 0.7, 1, 1.4, 2, 2.8, -0.2, -0.4, -0.7, -1, -1.4, -2, -2.8};
    private static final double TOLERANCE = 0.15;
    /* Paces overlap: fewer tests than directions times paces are independent. */
    private static final double TESTS = 10.0 * Direction.COUNT;
    private static final double LEAST_HEIGHT_CHANCE = 1e-3;
    private static final double SLOWEST = 2.8 * (1 + TOLERANCE);
    private static final int LATEST = 1 + (int) (SLOWEST * LAST);
    private static final int COUNT_BITS = 4;
    private static final long[][] FITS = fits();
    private static final double LOG_2 = StrictMath.log(2);
    /* More frames fit slow stars: by how many quarters of a power of two more. */
    private static final double[] WINDOWS = Arrays.stream(PACES)
            .map(pace -> depth(1 + TOLERANCE * Math.abs(pace) * (FIRST + LAST) / 2))
            .toArray();
    private static final int CHANCES = 64;
    private static final double[][] TAILS = tails();

    private final Trails trails;
    private final double leastChance;
    private final double[] heights;
    /* The depth of the chance that noise fits, by how many places in other directions have the same frame. */
    private final double[] depths = new double[PLACES_AROUND + 1];
    private final double onTrail;
    private final int frames;
    /* How far off the samples of a line are stored: half lines that go ahead, then their other halves. */
    private final int[] offsets = new int[2 * Direction.COUNT * (LAST + 1)];

    /**
     * Of a picture.
     *
     * @param marked  share of samples that are marked
     * @param onTrail the chance by which noise may look like a trail, by its height and its line together
     */
    LineProof(Trails trails, int frames, double marked, double onTrail) {
        this.trails = trails;
        this.frames = frames;
        this.onTrail = onTrail;
        for (int d = 0; d < Direction.COUNT; d++) {
            for (int k = FIRST; k <= LAST; k++) {
                Direction direction = Direction.ALL.get(d);
                int offset = trails.index(direction.dx(k), direction.dy(k), 0);
                offsets[d * (LAST + 1) + k] = offset;
                offsets[(d + Direction.COUNT) * (LAST + 1) + k] = -offset;
            }
        }
        this.leastChance = Math.max(1e-4, marked * Math.min(1, 3.0 / frames));
        this.heights = heights();
        Arrays.setAll(depths, n -> depth(Math.max(leastChance, n / (double) PLACES_AROUND)));
    }

    /* For each distance and delay the paces that fit, a bit of a counter each. */
    private static long[][] fits() {
        long[][] fits = new long[LAST + 1][2 * LATEST + 1];
        for (int k = FIRST; k <= LAST; k++) {
            for (int delay = -LATEST; delay <= LATEST; delay++) {
                for (int pace = 0; pace < PACES.length; pace++) {
                    double apart = Math.abs(delay - PACES[pace] * k);
                    if (apart <= 1 + TOLERANCE * Math.abs(PACES[pace]) * k) {
                        fits[k][delay + LATEST] |= 1L << (COUNT_BITS * pace);
                    }
                }
            }
        }
        return fits;
    }

    /* P(at least n of PLACES) for chances that fall by a quarter of a power of two. */
    private static double[][] tails() {
        double[][] tails = new double[CHANCES][PLACES + 2];
        for (int step = 0; step < CHANCES; step++) {
            double p = Math.min(0.999999, StrictMath.pow(2, -step / 4.0));
            double term = StrictMath.pow(p, PLACES);
            for (int n = PLACES; n >= 0; n--) {
                tails[step][n] = Math.min(1, tails[step][n + 1] + term);
                term = term * n / (PLACES - n + 1) * (1 - p) / p;
            }
        }
        return tails;
    }

    /* How many quarters of a power of two a chance lies below 1. */
    private static double depth(double p) {
        return -4 * StrictMath.log(p) / LOG_2;
    }

    private static double[] tail(double depth) {
        return TAILS[Math.max(0, Math.min(CHANCES - 1, (int) depth))];
    }

    /* From which height on, where marked samples are few around, n places that fit are enough. */
    private double[] heights() {
        double[] heights = new double[PLACES + 2];
        double[] tail = tail(depth(leastChance));
        for (int n = 0; n < heights.length; n++) {
            double chance = onTrail / (TESTS * tail[n]);
            heights[n] = chance < LEAST_HEIGHT_CHANCE ? Double.POSITIVE_INFINITY : Normal.mostBelow(1 - chance, frames);
        }
        return heights;
    }

    /** What is near the samples of a channel, for {@link #isOnTrail}, from some row on. */
    NearMarks near(int channel, int row) {
        return new NearMarks(trails, channel, row, FIRST, LAST, SLOWEST);
    }

    /**
     * Whether noise would be as high and lie on such a line by a chance of less than that of a trail.
     *
     * @param near what is near the samples of the row
     */
    boolean isOnTrail(int x, int y, int channel, NearMarks near) {
        float z = trails.z(trails.index(x, y, channel));
        int need = 1;
        while (need <= PLACES && z <= heights[need]) {
            need++;
        }
        double chance = Double.NaN;
        for (int d = 0; d < Direction.COUNT; d++) {
            int ahead = near.ahead(x, d);
            int all = near.all(x, d);
            double line = count(ahead, all - ahead) >= need ? line(x, y, channel, d, need) : Double.POSITIVE_INFINITY;
            if (line * LEAST_HEIGHT_CHANCE < onTrail) {
                chance = Double.isNaN(chance) ? Normal.tailOfMost(z, frames) : chance;
                if (line * chance < onTrail) {
                    return true;
                }
            }
        }
        return false;
    }

    /* How often noise has so many places on a line of some pace there; infinite where they are fewer than needed. */
    private double line(int x, int y, int channel, int d, int need) {
        int at = trails.index(x, y, channel);
        int other = d + Direction.COUNT;
        long ahead = fits(at, d, reach(x, y, d), 1);
        long behind = fits(at, other, reach(x, y, other), -1);
        double depth = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int pace = 0; pace < PACES.length; pace++) {
            int n = count((int) (ahead >>> (COUNT_BITS * pace)) & 15, (int) (behind >>> (COUNT_BITS * pace)) & 15);
            if (n >= need) {
                depth = depth >= 0 ? depth : depths[around(x, y, channel, d)];
                least = Math.min(least, TESTS * tail(depth + WINDOWS[pace])[n]);
            }
        }
        return least;
    }

    private static int count(int ahead, int behind) {
        return Math.min(ahead + behind, 2 * Math.min(ahead, behind) + ALONE);
    }

    /* The greatest distance on a half line that is in the picture. */
    private int reach(int x, int y, int half) {
        if (x >= LAST && y >= LAST && trails.isInside(x + LAST, y + LAST)) {
            return LAST;
        }
        Direction direction = Direction.ALL.get(half % Direction.COUNT);
        int sign = half < Direction.COUNT ? 1 : -1;
        int k = LAST;
        while (k >= FIRST && !trails.isInside(x + sign * direction.dx(k), y + sign * direction.dy(k))) {
            k--;
        }
        return k;
    }

    /* How many marked samples on a half line fit each pace, a counter each. */
    private long fits(int at, int half, int reach, int sign) {
        long fits = 0;
        for (int k = FIRST; k <= reach; k++) {
            int other = at + offsets[half * (LAST + 1) + k];
            int delay = sign * (trails.when()[other] - trails.when()[at]);
            if (trails.marks()[other] != 0 && Math.abs(delay) <= LATEST) {
                fits += FITS[k][delay + LATEST];
            }
        }
        return fits;
    }

    /* At how many places in other directions there is the same frame or the next. */
    private int around(int x, int y, int channel, int best) {
        int at = trails.index(x, y, channel);
        int count = 0;
        for (int half = 0; half < 2 * Direction.COUNT; half++) {
            int apart = Math.abs(half % Direction.COUNT - best);
            if (Math.min(apart, Direction.COUNT - apart) > LIKE_DIRECTIONS) {
                count += together(at, half, reach(x, y, half));
            }
        }
        return count;
    }

    /* How many marked samples on a half line have the same frame or the next. */
    private int together(int at, int half, int reach) {
        int count = 0;
        for (int k = FIRST; k <= reach; k++) {
            int other = at + offsets[half * (LAST + 1) + k];
            count += trails.marks()[other] != 0 && Math.abs(trails.when()[other] - trails.when()[at]) <= 1 ? 1 : 0;
        }
        return count;
    }
}
