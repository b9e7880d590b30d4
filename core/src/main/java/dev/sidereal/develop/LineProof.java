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
 * <p>Cost: about 200 looks for a sample of the sky, 700 near a trail. Belongs to one thread.
 */
final class LineProof {

    private static final int FIRST = 3;
    private static final int LAST = 10;
    private static final int SIDE = LAST - FIRST + 1;
    private static final int PLACES = 2 * SIDE;
    private static final int ALONE = 3;
    /* Frames for a pixel, forward and backward; neighbours overlap by the tolerance. */
    private static final double[] PACES = {0, 0.2, 0.4, 0.7, 1, 1.4, 2, 2.8, -0.2, -0.4, -0.7, -1, -1.4, -2, -2.8};
    private static final double TOLERANCE = 0.15;
    /* Paces overlap: fewer tests than directions times paces are independent. */
    private static final double TESTS = 10.0 * Direction.COUNT;
    private static final int LATEST = 1 + (int) (2.8 * (1 + TOLERANCE) * LAST);
    private static final int COUNT_BITS = 4;
    private static final long[][] FITS = fits();
    private static final double[] WINDOWS = Arrays.stream(PACES)
            .map(pace -> 1 + TOLERANCE * Math.abs(pace) * (FIRST + LAST) / 2)
            .toArray();
    private static final int CHANCES = 64;
    private static final double[][] TAILS = tails();

    private final Trails trails;
    private final double leastChance;
    private final int[] offsets = new int[Direction.COUNT * (LAST + 1)];
    private final int[] together = new int[Direction.COUNT];
    private final long[] ahead = new long[Direction.COUNT];
    private final long[] behind = new long[Direction.COUNT];

    /**
     * Of a picture.
     *
     * @param marked share of samples that are marked
     */
    LineProof(Trails trails, int frames, double marked) {
        this.trails = trails;
        for (int d = 0; d < Direction.COUNT; d++) {
            for (int k = FIRST; k <= LAST; k++) {
                Direction direction = Direction.ALL.get(d);
                offsets[d * (LAST + 1) + k] = trails.index(direction.dx(k), direction.dy(k), 0);
            }
        }
        this.leastChance = Math.max(1e-4, marked * Math.min(1, 3.0 / frames));
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

    private static double[] tail(double p) {
        return TAILS[Math.max(0, Math.min(CHANCES - 1, (int) (-4 * StrictMath.log(p) / StrictMath.log(2))))];
    }

    /** Whether noise would look so by a chance of less than {@code chance}. */
    boolean isOnTrail(int x, int y, int channel, double chance) {
        int need = need(leastChance, chance);
        /* What has so few on one side cannot have enough: most of the sky is done with half of the looks. */
        int leastAhead = Math.max(need - SIDE, (need - ALONE + 1) / 2);
        boolean enough = false;
        for (int d = 0; d < Direction.COUNT && !enough; d++) {
            int ahead = near(x, y, channel, d, 1);
            enough = ahead >= leastAhead && ahead + near(x, y, channel, d, -1) >= need;
        }
        if (!enough) {
            return false;
        }
        for (int d = 0; d < Direction.COUNT; d++) {
            look(x, y, channel, d);
        }
        for (int d = 0; d < Direction.COUNT; d++) {
            if (isTrail(d, need, chance)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTrail(int d, int need, double chance) {
        double p = 0;
        for (int pace = 0; pace < PACES.length; pace++) {
            int n = count(d, pace);
            if (n >= need) {
                p = p > 0 ? p : Math.max(leastChance, around(d));
                if (n >= need(p * WINDOWS[pace], chance)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int need(double p, double chance) {
        double[] tail = tail(p);
        int n = 1;
        while (n <= PLACES && TESTS * tail[n] >= chance) {
            n++;
        }
        return n;
    }

    /* How many marked samples there are on one side whose frames are not too far off. */
    private int near(int x, int y, int channel, int d, int side) {
        int at = trails.index(x, y, channel);
        byte[] marks = trails.marks();
        char[] when = trails.when();
        int own = when[at];
        boolean inside = isFarInside(x, y);
        Direction direction = Direction.ALL.get(d);
        int count = 0;
        for (int k = FIRST; k <= LAST; k++) {
            if (inside || trails.isInside(x + side * direction.dx(k), y + side * direction.dy(k))) {
                int other = at + side * offsets[d * (LAST + 1) + k];
                count += marks[other] != 0 && Math.abs(when[other] - own) <= LATEST ? 1 : 0;
            }
        }
        return count;
    }

    private void look(int x, int y, int channel, int d) {
        together[d] = 0;
        ahead[d] = look(x, y, channel, d, 1);
        behind[d] = look(x, y, channel, d, -1);
    }

    /* How many marked samples on one side fit each pace, a counter each. */
    private long look(int x, int y, int channel, int d, int side) {
        int at = trails.index(x, y, channel);
        int own = trails.when()[at];
        boolean inside = isFarInside(x, y);
        Direction direction = Direction.ALL.get(d);
        long fits = 0;
        for (int k = FIRST; k <= LAST; k++) {
            int other = at + side * offsets[d * (LAST + 1) + k];
            if ((inside || trails.isInside(x + side * direction.dx(k), y + side * direction.dy(k)))
                    && trails.marks()[other] != 0) {
                int delay = side * (trails.when()[other] - own);
                if (Math.abs(delay) <= LATEST) {
                    fits += FITS[k][delay + LATEST];
                    together[d] += Math.abs(delay) <= 1 ? 1 : 0;
                }
            }
        }
        return fits;
    }

    private boolean isFarInside(int x, int y) {
        return trails.isInside(x - LAST, y - LAST) && trails.isInside(x + LAST, y + LAST);
    }

    private int count(int d, int pace) {
        int shift = COUNT_BITS * pace;
        int one = (int) (ahead[d] >>> shift) & 15;
        int other = (int) (behind[d] >>> shift) & 15;
        return Math.min(one + other, 2 * Math.min(one, other) + ALONE);
    }

    /* The share of places in other directions that have the same frame or the next. */
    private double around(int best) {
        int count = 0;
        int places = 0;
        for (int d = 0; d < Direction.COUNT; d++) {
            int apart = Math.min(Math.abs(d - best), Direction.COUNT - Math.abs(d - best));
            if (apart > Direction.COUNT / 6) {
                count += together[d];
                places += PLACES;
            }
        }
        return count / (double) places;
    }
}
