package dev.sidereal.cli;

import dev.sidereal.frame.CameraMoves;
import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.FrameRecord;
import java.util.List;
import java.util.function.IntFunction;

/** What is said of a camera that moved during a night. */
final class CameraWords {

    private static final int MOST_SAID = 5;

    private CameraWords() {}

    /** Names the frames of a run between which it moved, and what can be done. */
    static void tell(CameraWatch watch, List<FrameRecord> frames, Talk talk) {
        said(watch.moves(), number -> frames.get(number).name())
                .forEach(line -> talk.note(line
                        + "; the picture holds both places: keep it, lay the frames on each other with --moved align,"
                        + " or split the night there with --to and --from"));
    }

    /** The first moves, a line each. */
    static List<String> said(List<CameraMoves.Move> moves, IntFunction<String> names) {
        return moves.stream().limit(MOST_SAID).map(move -> words(move, names)).toList();
    }

    /** Between which frames it moved, and how far. */
    static String words(CameraMoves.Move move, IntFunction<String> names) {
        return NightSummary.moved(names.apply(move.pair()), names.apply(move.pair() + 1), move);
    }
}
