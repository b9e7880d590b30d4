package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.keogram.Keogram;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The course of a verb that makes a keogram and nothing else. */
record KeogramRun(OutputOptions outputs, FrameOptions frames, TalkOptions talking) {

    int run(Terminal terminal, Keogram keogram) throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        List<Path> files = outputs.files();
        frames.check();
        outputs.require(false);
        outputs.check(files, false);
        FrameNames names = frames.given().find(files);
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        OutputOptions.rehearse(files);
        Main.loadDecoderAhead();
        FrameFiles source = frames.given()
                .framesOnly(
                        FrameFiles.probe(names.files(), frames.threads(), frames.reading()),
                        talking.verbose(),
                        talk::note);
        Night night = LocalEngine.night(frames.selection(), source);
        ToneCurve curve = Encodings.natural(night.first());
        List<FrameRecord> records =
                night.entries().stream().map(Night.Entry::record).toList();
        KeogramFile file = KeogramFile.of(keogram, night.first(), records, curve, talk);
        /* The engine folds something; the least of all is the maximum. */
        Recipe recipe = frames.recipe(Set.of(Plane.MAX), curve, Identity.UNKNOWN);
        CameraWatch watch = new CameraWatch();
        Stack stack = new LocalEngine()
                .run(
                        recipe,
                        source,
                        new Beginning.Fresh(),
                        Checkpoints.NONE,
                        file.columns().and(watch),
                        talk);
        CameraWords.tell(watch, stack.frames(), talk);
        for (Path output : files) {
            file.write(output, stack, outputs, Optional.empty(), talk);
        }
        return ExitCode.DONE.number();
    }
}
