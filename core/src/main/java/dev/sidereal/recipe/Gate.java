package dev.sidereal.recipe;

/** What becomes of readable frames that look unlike the night. */
public enum Gate {
    /** They are used and named. */
    OFF,
    /** They are left out and named. */
    AUTO
}
