package dev.sidereal.align;

/** What came of the attempt to register a frame on the reference. */
public sealed interface Registration {

    /** How many stars of the frame were paired with stars of the reference. */
    int stars();

    /**
     * The frame's place is known.
     *
     * @param transform      frame pixels to reference pixels
     * @param residualPixels root mean square of the distances of the paired stars that the fit believed, in reference pixels
     * @param stars          number of pairs
     * @param confidence     1 less the probability that so many stars pair by chance
     */
    record Registered(Transform transform, double residualPixels, int stars, double confidence)
            implements Registration {}

    /**
     * It is not.
     *
     * @param reason a sentence without the frame's name
     * @param stars  number of the most that paired
     */
    record Unregistered(String reason, int stars) implements Registration {}
}
