package dev.sidereal.develop;

/** How linear light is bent so that faint things show, before it is encoded. */
public enum Stretch {
    /** Not at all. */
    NONE,
    /** Midtones transfer that puts the median of the sky at a quarter, the same for all channels. */
    AUTO,
    /** The same, for each channel by itself: changes the white balance. */
    AUTO_UNLINKED,
    /** The inverse hyperbolic sine of the brightness, which keeps the ratios of the channels. */
    ASINH
}
