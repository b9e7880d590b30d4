package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and the course of every verb that stacks a night into a picture. */
final class StackingOptions {

    /** What one verb does differently from another. */
    interface Product {

        /** The recipe, once the kind of the night is known. */
        Recipe recipe(FrameInfo first);

        /** The picture for a file of some depth. */
        Picture develop(Stack stack, Depth depth);
    }

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    FrameOptions frames() {
        return frames;
    }

    int run(Terminal terminal, Product product) throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        frames.check();
        outputs.check();
        FrameNames names = frames.given().find(outputs.files());
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        if (!dryRun) {
            outputs.rehearse();
            Main.loadDecoderAhead();
        }
        FrameFiles source = FrameFiles.probe(names.files(), frames.threads(), frames.reading());
        Night night = LocalEngine.night(frames.selection(), source);
        Recipe recipe = product.recipe(night.first());
        if (dryRun) {
            talk.wouldDo(new LocalEngine().plan(recipe, source, talk), outputs.files());
            return ExitCode.DONE.number();
        }
        Stack stack = new LocalEngine().run(recipe, source, talk);
        outputs.write(
                night.type(),
                depth -> product.develop(stack, depth),
                (file, picture) -> talk.wrote(file, ExifBlock.summary(picture)));
        return ExitCode.DONE.number();
    }
}
