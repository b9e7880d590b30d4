package dev.sidereal.simulator;

/** What a picture without noise shows. */
public enum Content {
    /** Everything that the camera saw. */
    ALL,
    /** Stars, glow of the sky and ground: what a perfect cleaning leaves; no passers, no hot pixels. */
    CLEAN
}
