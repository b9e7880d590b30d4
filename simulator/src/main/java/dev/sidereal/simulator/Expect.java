package dev.sidereal.simulator;

/** Refuses parameters with a whole sentence: <i>subject: expected X, found Y</i>. */
final class Expect {

    private Expect() {}

    static void whole(String subject, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(subject + ": expected " + least + " to " + most + ", found " + value);
        }
    }

    /** NaN and infinities are in no range. */
    static void real(String subject, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(subject + ": expected " + least + " to " + most + ", found " + value);
        }
    }
}
