package dev.sidereal.simulator;

/**
 * Something that crossed the sky evenly along a straight line.
 *
 * @param kind       what it was
 * @param from       where it came into sight; may lie outside of the picture
 * @param to         where it went out of sight; may lie outside of the picture
 * @param begin      when it was at {@code from}, in seconds since the start of the night
 * @param end        when it was at {@code to}
 * @param firstFrame the first frame that was exposed in that time
 * @param lastFrame  the last one
 */
public record Passer(Kind kind, Point from, Point to, double begin, double end, int firstFrame, int lastFrame) {

    /** What can cross a sky. */
    public enum Kind {
        /** A white and a red light, blinking in turn. */
        PLANE,
        /** A steady faint light that comes out of the shadow of the Earth and goes back into it. */
        SATELLITE,
        /** A green to white flash that grows and ends abruptly. */
        METEOR
    }

    /** Where it was; before the beginning and after the end on the same line. */
    public Point at(double seconds) {
        return from.towards(to, (seconds - begin) / (end - begin));
    }
}
