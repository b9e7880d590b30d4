package dev.sidereal.frame;

import java.time.Duration;

/** A place in the ordered night: the number of a frame, or a time after the first one. */
public sealed interface Position {

    /** The frame of this number, counted from 1. */
    record Nth(int frame) implements Position {
        public Nth {
            if (frame < 1) {
                throw new OptionException("frame number: expected 1 or more, found " + frame);
            }
        }
    }

    /** The moment this long after the first frame began. */
    record Elapsed(Duration sinceFirst) implements Position {
        public Elapsed {
            if (sinceFirst.isNegative()) {
                throw new OptionException("time from the first frame: expected 0s or more, found "
                        + sinceFirst.toMillis() / 1000.0 + "s");
            }
        }
    }
}
