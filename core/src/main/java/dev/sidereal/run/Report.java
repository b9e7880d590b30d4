package dev.sidereal.run;

import dev.sidereal.frame.FrameRecord;
import java.time.Duration;
import java.util.List;

/**
 * How a run went.
 *
 * @param frames  all frames in order, each used or skipped with its reason
 * @param plan    what was promised
 * @param elapsed from the first frame read to the last one folded
 */
public record Report(List<FrameRecord> frames, Plan plan, Duration elapsed) {

    /** Number of frames in the result. */
    public int used() {
        return (int) frames.stream().filter(FrameRecord::used).count();
    }

    /** The frames left out, with reasons. */
    public List<FrameRecord> skipped() {
        return frames.stream().filter(frame -> !frame.used()).toList();
    }
}
