package dev.sidereal.simulator;

import java.time.LocalDateTime;
import java.util.List;

/**
 * When the camera's shutter was open: frame i from {@code begin(i)} for {@code exposureSeconds}.
 *
 * @param frames          number of frames, 1 to 100000
 * @param start           local time when the first exposure began
 * @param exposureSeconds length of every exposure, 0.001 to 3600
 * @param gapSeconds      usual time from the end of an exposure to the next one, 0 to 86400
 * @param pauses          longer waits, at most one before each frame, within the night
 */
public record Cadence(int frames, LocalDateTime start, double exposureSeconds, double gapSeconds, List<Pause> pauses) {

    public Cadence {
        Expect.whole("frames", frames, 1, 100_000);
        Expect.real("exposure seconds", exposureSeconds, 0.001, 3600);
        Expect.real("gap seconds", gapSeconds, 0, 86_400);
        pauses = List.copyOf(pauses);
        for (Pause pause : pauses) {
            Expect.whole("pause before frame", pause.beforeFrame(), 1, frames - 1);
        }
        long places = pauses.stream().map(Pause::beforeFrame).distinct().count();
        if (places < pauses.size()) {
            throw new IllegalArgumentException("pauses: expected at most one before each frame, found " + pauses);
        }
    }

    /** An August night of 30 s exposures, 1 s apart, with a pause of 8 s at 31 % and one of 20 s at 61 %. */
    public static Cadence of(int frames) {
        List<Pause> pauses = frames < 5
                ? List.of()
                : List.of(new Pause(31 * frames / 100, 8), new Pause(Math.max(2, 61 * frames / 100), 20));
        return new Cadence(frames, LocalDateTime.of(2026, 8, 12, 22, 10), 30, 1, pauses);
    }

    /** The same night with exposures of another length. */
    public Cadence withExposure(double seconds) {
        return new Cadence(frames, start, seconds, gapSeconds, pauses);
    }

    /** Seconds from the start of the night to the start of exposure {@code frame}. */
    public double begin(int frame) {
        double waited = 0;
        for (Pause pause : pauses) {
            waited += pause.beforeFrame() <= frame ? pause.seconds() : 0;
        }
        return frame * (exposureSeconds + gapSeconds) + waited;
    }

    /** Seconds from the start of the night to the end of exposure {@code frame}. */
    public double end(int frame) {
        return begin(frame) + exposureSeconds;
    }

    /** Seconds from the start of the night to the middle of exposure {@code frame}. */
    public double middle(int frame) {
        return begin(frame) + exposureSeconds / 2;
    }
}
