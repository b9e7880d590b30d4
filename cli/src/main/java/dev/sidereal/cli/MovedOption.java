package dev.sidereal.cli;

import dev.sidereal.frame.CameraMoves;
import dev.sidereal.frame.CameraPath;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.SteadyFrames;
import dev.sidereal.run.CameraSurvey;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;
import picocli.CommandLine.Option;

/** What is done where the camera moved during the night. */
final class MovedOption {

    @Option(
            names = "--moved",
            paramLabel = "tell|align",
            description = "Where the camera moved: tell, or lay the frames on each other by whole pixels; align"
                    + " reads every frame twice. Default: tell, but only where a mask or keogram is made.")
    private Optional<String> moved = Optional.empty();

    /**
     * Everything that can be known to be wrong before a file is read.
     *
     * @param goesOn     whether an earlier run is continued
     * @param registered whether frames are registered by their stars
     */
    void check(boolean goesOn, boolean registered) {
        moved.filter(word -> !word.equals("tell") && !word.equals("align")).ifPresent(word -> {
            throw new OptionException("--moved: expected tell or align, found " + word);
        });
        if (aligns() && (goesOn || registered)) {
            throw new OptionException("--moved align: expected no --continue, --resume or --align with it, found one of"
                    + " them; stack all frames anew");
        }
    }

    /** Whether the frames that are folded are watched. */
    boolean tells() {
        return moved.filter(word -> word.equals("tell")).isPresent();
    }

    private boolean aligns() {
        return moved.filter(word -> word.equals("align")).isPresent();
    }

    /** The frames as they would be had the camera stood still; as they are where that is not asked for. */
    FrameSource steady(FrameSource source, Night night, int threads, boolean dryRun, Talk talk)
            throws IOException, InterruptedException {
        if (!aligns()) {
            return source;
        }
        if (dryRun) {
            return SteadyFrames.of(source, night, CameraSurvey.Found.NONE.path(night)); // promises what a move takes
        }
        CameraSurvey.Found found =
                CameraSurvey.of(night, source, Math.min(threads, night.entries().size()), talk);
        if (!found.judged()) {
            talk.note("--moved align: too little ground that stands still to tell whether the camera moved; every frame"
                    + " stays where it is");
        }
        if (found.moves().isEmpty()) {
            return source;
        }
        IntFunction<String> names =
                number -> night.entries().get(number).record().name();
        for (CameraMoves.Move move : found.moves()) {
            if (move.way().isEmpty()) {
                throw new OptionException(
                        "--moved align: expected moves of less than a hundredth of the picture, found "
                                + CameraWords.words(move, names) + "; split the night there with --to and --from");
            }
        }
        CameraPath path = found.path(night);
        SteadyFrames steady = SteadyFrames.of(source, night, path);
        CameraWords.said(found.moves(), names).forEach(talk::note);
        talk.note("frames of " + path.stands().size() + " places laid on each other by whole pixels; the picture has "
                + steady.shape().width() + "x" + steady.shape().height() + " of "
                + night.shape().width() + "x" + night.shape().height() + " pixels");
        return steady;
    }
}
