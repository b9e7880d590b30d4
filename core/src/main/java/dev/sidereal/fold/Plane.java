package dev.sidereal.fold;

import java.util.EnumSet;
import java.util.Set;

/** What a stack can keep of each sample of a night. A plane is folded only when a requested product needs it. */
public enum Plane {
    /** In how many frames the sample had data. */
    COUNT,
    /** The greatest code. */
    MAX,
    /** The number of the first frame that had the greatest code: a row of the list of frames, from 0; -1: none. */
    WHEN,
    /** The least code. */
    MIN,
    /** The sum of linear light, in units of {@link LightScale#fullScale()} to the full scale of one frame. */
    SUM,
    /** The sum of squares of the same numbers. */
    SUMSQ;

    /** These planes and those that come with them: sums need a count, the moment of the greatest code has that code. */
    public static Set<Plane> withNeeded(Set<Plane> planes) {
        EnumSet<Plane> needed = EnumSet.copyOf(planes);
        if (needed.contains(SUM) || needed.contains(SUMSQ)) {
            needed.add(COUNT);
        }
        if (needed.contains(WHEN)) {
            needed.add(MAX);
        }
        return needed;
    }
}
