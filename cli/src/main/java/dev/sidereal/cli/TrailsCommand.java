package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Trails;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal trails}: the maximum of all frames. */
@Command(
        name = "trails",
        description = "Makes a star-trail picture: the maximum of all frames.",
        sortOptions = false,
        footer = {
            "",
            "Names that begin with a dash follow --.",
            "Example: sidereal trails night/ -o trails.jpg -o trails.tif"
        })
final class TrailsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    TrailsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        Recipe recipe = frames.recipe(Trails.PLANES);
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
        FrameFiles source = FrameFiles.probe(names.files(), frames.threads());
        if (dryRun) {
            talk.wouldDo(new LocalEngine().plan(recipe, source, talk), outputs.files());
            return ExitCode.DONE.number();
        }
        Stack stack = new LocalEngine().run(recipe, source, talk);
        Picture picture = Trails.develop(stack);
        outputs.write(picture);
        outputs.files().forEach(file -> talk.wrote(file, ExifBlock.summary(picture)));
        return ExitCode.DONE.number();
    }
}
