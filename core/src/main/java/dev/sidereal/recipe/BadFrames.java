package dev.sidereal.recipe;

/** What a frame that cannot be used does to a run. */
public enum BadFrames {
    /** It is left out and named, and the night goes on. */
    SKIP,
    /** It ends the run. */
    STOP
}
