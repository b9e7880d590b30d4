package dev.sidereal.cli;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words for frames that look unlike the night. */
final class UnlikeWords {

    private static final int MOST_NAMED = 20;

    private UnlikeWords() {}

    /** A line for each frame, up to {@value #MOST_NAMED}, and what becomes of them. */
    static List<String> of(RunEvent.LooksUnlike event) {
        List<String> lines = new ArrayList<>();
        List<FrameRecord> frames = event.frames();
        frames.stream()
                .limit(MOST_NAMED)
                .forEach(frame -> lines.add("unlike the night " + frame.name() + ": "
                        + frame.skipped().orElse("")));
        if (frames.size() > MOST_NAMED) {
            lines.add("and " + Quantities.count(frames.size() - MOST_NAMED, "frame") + " more");
        }
        verdict(event).ifPresent(lines::add);
        return lines;
    }

    /** What becomes of them. */
    static Optional<String> verdict(RunEvent.LooksUnlike event) {
        int count = event.frames().size();
        UnlikeFrames verdict = event.verdict();
        if (!verdict.judged()) {
            return Optional.of("--gate auto: expected at least " + UnlikeFrames.LEAST_FRAMES
                    + " frames to tell what is unlike the night, found fewer; none is left out");
        }
        if (verdict.tooMany()) {
            return Optional.of(Quantities.count(count, "frame")
                    + " unlike the others are more than a third of the night; none is left out");
        }
        return Optional.of(Quantities.count(count, "frame") + " unlike the night " + (count == 1 ? "is" : "are")
                + " in the result; --gate auto leaves such frames out");
    }
}
