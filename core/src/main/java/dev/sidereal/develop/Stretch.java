package dev.sidereal.develop;

import dev.sidereal.frame.OptionException;

/** How linear light is bent so that faint things show, before it is encoded. */
public enum Stretch {
    /** Not at all. */
    NONE,
    /** Midtones transfer that puts the median of the sky at a quarter, the same for all channels. */
    AUTO,
    /** The same, for each channel by itself: changes the white balance. */
    AUTO_UNLINKED,
    /** The inverse hyperbolic sine of the brightness, which keeps the ratios of the channels. */
    ASINH;

    /**
     * The stretch of a name.
     *
     * @param option whose value the name is
     * @throws OptionException if there is none
     */
    public static Stretch named(String option, String name) {
        return switch (name) {
            case "none" -> NONE;
            case "auto" -> AUTO;
            case "auto-unlinked" -> AUTO_UNLINKED;
            case "asinh" -> ASINH;
            default ->
                throw new OptionException(option + ": expected auto, auto-unlinked, asinh or none, found " + name);
        };
    }
}
