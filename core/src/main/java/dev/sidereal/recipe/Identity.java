package dev.sidereal.recipe;

/** Whether a list of frames tells them apart by what is in them. */
public enum Identity {
    /** Names only: nothing is read for it. */
    UNKNOWN,
    /** The hash of each frame's bytes, by which a saved stack knows what is in it; costs a few milliseconds for each. */
    HASHED
}
