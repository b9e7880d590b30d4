package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.timelapse.Timelapse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The course of a verb that makes a timelapse and nothing else. */
record TimelapseRun(List<Path> outputs, boolean force, FrameOptions frames, TalkOptions talking, boolean dryRun) {

    int run(Terminal terminal, Timelapse timelapse) throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        frames.check();
        TimelapseFiles.check(outputs, force);
        FrameNames names = frames.given().find(outputs);
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        if (!dryRun) {
            OutputOptions.rehearse(outputs);
            Main.loadDecoderAhead();
        }
        FrameFiles source = frames.given()
                .framesOnly(
                        FrameFiles.probe(names.files(), frames.threads(), frames.reading()),
                        talking.verbose(),
                        talk::note);
        Night night = LocalEngine.night(frames.selection(), source);
        /* The engine folds something; the least of all is the maximum. */
        Recipe recipe = frames.recipe(Set.of(Plane.MAX), Encodings.natural(night.first()), Identity.UNKNOWN);
        Beginning fresh = new Beginning.Fresh();
        try (TimelapseFiles files = TimelapseFiles.of(timelapse, outputs, night, talk)) {
            if (dryRun) {
                talk.wouldDo(new LocalEngine().plan(recipe, source, fresh, files.tap(), talk), outputs);
            } else {
                new LocalEngine().run(recipe, source, fresh, Checkpoints.NONE, files.tap(), talk);
                files.finish(talk);
            }
        }
        return ExitCode.DONE.number();
    }
}
