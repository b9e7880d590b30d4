package dev.sidereal.fold;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a stack can keep of each sample of a night. A plane is folded only when a requested product needs it. */
public enum Plane {
    /** In how many frames the sample had data. */
    COUNT,
    /** The greatest code. */
    MAX(1),
    /** The number of the first frame that had the greatest code: a row of the list of frames, from 0; -1: none. */
    WHEN(1),
    /** The least code. */
    MIN,
    /** The sum of linear light, in units of {@link LightScale#fullScale()} to the full scale of one frame. */
    SUM,
    /** The sum of squares of the same numbers. */
    SUMSQ,
    /** The second greatest code of all frames; equal codes count as often as they occur. {@link #MAX} is the first. */
    EXTREMES2(2),
    EXTREMES3(3),
    EXTREMES4(4),
    EXTREMES5(5),
    EXTREMES6(6),
    EXTREMES7(7),
    EXTREMES8(8),
    /** The frame that had the second greatest code, of equal codes the frames in their order; -1: none. */
    WHEN2(2),
    WHEN3(3),
    WHEN4(4),
    WHEN5(5),
    WHEN6(6),
    WHEN7(7),
    WHEN8(8);

    /** The longest list of greatest codes. */
    public static final int MOST_RANKS = 8;

    /** What a saved stack keeps where nothing else is said: all but the list of greatest codes, which is large. */
    public static final Set<Plane> USUAL = Collections.unmodifiableSet(EnumSet.range(COUNT, SUMSQ));

    private static final List<Plane> VALUES =
            List.of(MAX, EXTREMES2, EXTREMES3, EXTREMES4, EXTREMES5, EXTREMES6, EXTREMES7, EXTREMES8);
    private static final List<Plane> FRAMES = List.of(WHEN, WHEN2, WHEN3, WHEN4, WHEN5, WHEN6, WHEN7, WHEN8);

    private final int rank;

    Plane() {
        this(0);
    }

    Plane(int rank) {
        this.rank = rank;
    }

    /**
     * The greatest code ({@code rank} 1), the second greatest, and so on.
     *
     * @param rank 1 to {@link #MOST_RANKS}
     */
    public static Plane value(int rank) {
        return VALUES.get(rank - 1);
    }

    /** The frame of the greatest code ({@code rank} 1), of the second greatest, and so on. */
    public static Plane frame(int rank) {
        return FRAMES.get(rank - 1);
    }

    /** The planes of the {@code ranks} greatest codes and of their frames. */
    public static Set<Plane> extremes(int ranks) {
        EnumSet<Plane> planes = EnumSet.noneOf(Plane.class);
        for (int rank = 1; rank <= ranks; rank++) {
            planes.add(value(rank));
            planes.add(frame(rank));
        }
        return planes;
    }

    /** Whether the numbers of this plane are those of frames. */
    public boolean isFrame() {
        return FRAMES.contains(this);
    }

    /** The rank in the list of greatest codes; 0 for planes outside it. */
    public int rank() {
        return rank;
    }

    /** How many of the greatest codes these planes hold with their frames; 0 without {@link #WHEN}. */
    public static int ranks(Set<Plane> planes) {
        int ranks = 0;
        while (ranks < MOST_RANKS && planes.contains(value(ranks + 1)) && planes.contains(frame(ranks + 1))) {
            ranks++;
        }
        return ranks;
    }

    /**
     * These planes and those that come with them: sums need a count, the moment of the greatest code has that code, a list
     * of greatest codes has no holes.
     */
    public static Set<Plane> withNeeded(Set<Plane> planes) {
        EnumSet<Plane> needed = EnumSet.copyOf(planes);
        if (needed.contains(SUM) || needed.contains(SUMSQ)) {
            needed.add(COUNT);
        }
        if (needed.contains(WHEN)) {
            needed.add(MAX);
        }
        int most = planes.stream().mapToInt(Plane::rank).max().orElse(0);
        if (most > 1) {
            needed.addAll(extremes(most));
        }
        return needed;
    }
}
