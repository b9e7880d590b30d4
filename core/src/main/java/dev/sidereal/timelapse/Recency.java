package dev.sidereal.timelapse;

import dev.sidereal.develop.Comet;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which frames are still in a tail when another is shown.
 *
 * @param most    frames in a tail at most
 * @param length  of the tail in time; empty: it counts frames
 * @param moments of the frames by their numbers, where it is a time
 */
record Recency(int most, Optional<Duration> length, List<Instant> moments) {

    /**
     * The tail among the frames of a night.
     *
     * @throws OptionException if it is a time and a frame has none
     */
    static Recency of(Comet.Tail tail, List<FrameRecord> night) {
        int frames = (int) night.stream().filter(FrameRecord::used).count();
        if (!(tail instanceof Comet.Tail.Time time)) {
            int most = (int) Math.ceil(Math.min(frames, tail.among(frames)));
            return new Recency(Math.max(1, most), Optional.empty(), List.of());
        }
        List<Instant> moments = night.stream().map(Recency::moment).toList();
        int most = 1;
        int first = 0;
        for (int now = 0; now < night.size(); now++) {
            while (isOver(moments, first, now, time.length())) {
                first++;
            }
            most = Math.max(most, now - first + 1);
        }
        return new Recency(Math.min(Math.max(1, frames), most), Optional.of(time.length()), moments);
    }

    /* A frame that is left out needs no time. */
    private static Instant moment(FrameRecord frame) {
        return frame.time()
                .map(CaptureTime::instant)
                .or(() -> frame.used() ? Optional.empty() : Optional.of(Instant.MIN))
                .orElseThrow(() -> new OptionException("--tail: expected frames with times, found " + frame.name()
                        + " without one; give the tail as a number of frames or as percent"));
    }

    /** Whether a frame is in the tail of a later one no more; {@code held} frames are in it besides the later one. */
    boolean isOver(int number, int later, int held) {
        return length.map(time -> isOver(moments, number, later, time)).orElse(held >= most);
    }

    private static boolean isOver(List<Instant> moments, int number, int later, Duration length) {
        return number < later
                && !moments.get(later).isBefore(moments.get(number).plus(length));
    }
}
