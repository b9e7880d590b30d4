package dev.sidereal.frame;

import java.time.Duration;
import java.util.Optional;

/**
 * One row of the list of frames that a stack keeps.
 *
 * @param name     the file's name
 * @param time     start of the exposure, where known
 * @param exposure its length, where known
 * @param skipped  why the frame is not in the stack; empty: it is
 */
public record FrameRecord(
        String name, Optional<CaptureTime> time, Optional<Duration> exposure, Optional<String> skipped) {

    /** Whether the frame is in the stack. */
    public boolean used() {
        return skipped.isEmpty();
    }
}
