package dev.sidereal.frame;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/** Frames for tests that look at what is known of them, not at pixels. */
public final class Frames {

    private static final LocalDateTime DUSK = LocalDateTime.of(2026, 8, 12, 22, 0);

    private Frames() {}

    /** An 8-bit colour frame that began so many seconds after dusk. */
    public static Candidate timed(String name, double seconds) {
        return frame(
                name,
                new Shape(30, 20, 3),
                SampleType.UINT8,
                Optional.of(new CaptureTime(DUSK.plusNanos((long) (seconds * 1e9)), Optional.empty())));
    }

    /** An 8-bit colour frame without a time. */
    public static Candidate untimed(String name) {
        return frame(name, new Shape(30, 20, 3), SampleType.UINT8, Optional.empty());
    }

    /** An 8-bit colour frame of a recording, so many seconds after its first one; without a date. */
    public static Candidate recorded(String name, double seconds) {
        return new Candidate.Recognised(new FrameInfo(
                name,
                new Shape(30, 20, 3),
                SampleType.UINT8,
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID,
                Readout.UNKNOWN,
                Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))));
    }

    /** A frame of any kind. */
    public static Candidate frame(String name, Shape shape, SampleType type, Optional<CaptureTime> time) {
        return new Candidate.Recognised(new FrameInfo(
                name, shape, type, time, Optional.of(Duration.ofSeconds(30)), Camera.UNKNOWN, Coding.UNSAID));
    }
}
