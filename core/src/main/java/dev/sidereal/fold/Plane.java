package dev.sidereal.fold;

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
    SUMSQ
}
