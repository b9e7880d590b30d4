package dev.sidereal.simulator;

/**
 * What crosses the sky besides stars.
 *
 * @param planes     0 to 100, each with two blinking lights over several frames
 * @param satellites 0 to 100, each a steady faint line over a few frames
 * @param meteors    0 to 100, each in one frame only
 */
public record Passers(int planes, int satellites, int meteors) {

    /** Nothing but stars. */
    public static final Passers NONE = new Passers(0, 0, 0);

    /** One of each. */
    public static final Passers ONE_OF_EACH = new Passers(1, 1, 1);

    public Passers {
        Expect.whole("planes", planes, 0, 100);
        Expect.whole("satellites", satellites, 0, 100);
        Expect.whole("meteors", meteors, 0, 100);
    }
}
