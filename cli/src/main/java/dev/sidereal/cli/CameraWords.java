package dev.sidereal.cli;

import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.FrameRecord;
import java.util.List;

/** What is said of a camera that moved during a run. */
final class CameraWords {

    private static final int MOST_SAID = 5;

    private CameraWords() {}

    /** Names the frames between which it moved, and what can be done. */
    static void tell(CameraWatch watch, List<FrameRecord> frames, Talk talk) {
        watch.moves().stream()
                .limit(MOST_SAID)
                .forEach(move -> talk.note(NightSummary.moved(
                                frames.get(move.pair()).name(),
                                frames.get(move.pair() + 1).name(),
                                move)
                        + "; the picture holds both places: keep it, lay the frames on each other with --moved align, or split"
                        + " the night there with --to and --from"));
    }
}
