package dev.sidereal.simulator;

/**
 * A moment when the camera waited longer than usual, as for a change of battery: it leaves a gap in every trail.
 *
 * @param beforeFrame index of the frame that came late, 1 or more
 * @param seconds     wait in addition to the usual gap, more than 0, at most a day
 */
public record Pause(int beforeFrame, double seconds) {

    public Pause {
        Expect.whole("pause before frame", beforeFrame, 1, Integer.MAX_VALUE);
        Expect.real("pause seconds", seconds, Double.MIN_VALUE, 86_400);
    }
}
