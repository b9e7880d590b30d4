package dev.sidereal.develop;

/** What the numbers of a developed picture are. */
public enum Tones {
    /** Codes, 0 to 1 of full scale, as screens and editors expect them. */
    CODES,
    /**
     * Linear light between the look's black (0) and white (1), not clipped and not encoded; a stretch or gamma, where one is
     * asked for, bends it all the same.
     */
    LIGHT
}
