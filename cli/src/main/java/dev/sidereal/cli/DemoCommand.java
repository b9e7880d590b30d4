package dev.sidereal.cli;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.jpeg.JpegPicture;
import dev.sidereal.image.SampleType;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.SyntheticNight;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sidereal demo}: a first picture, on any machine, without data. */
@Command(
        name = "demo",
        description = "Simulates a small night, stacks it and says where the picture is.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final int FRAMES = 120;
    private static final double EXPOSURE_SECONDS = 60;
    private static final long SEED = 1;

    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for the night and the picture; default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("sidereal-demo");

    @Option(
            names = {"-f", "--force"},
            description = "Write into a folder that holds something.")
    private boolean force;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        NightFolder.requireFree(folder, force);
        Main.loadDecoderAhead();
        NightScene scene = NightScene.of(1200, 800, FRAMES, SEED);
        SyntheticNight night =
                SyntheticNight.of(scene.withCadence(scene.cadence().withExposure(EXPOSURE_SECONDS)));
        int threads = Runtime.getRuntime().availableProcessors();
        Path frames = folder.resolve("frames");
        List<Path> files = NightFolder.make(frames, night, force)
                .writeFrames(new JpegPicture(), SampleType.UINT8, threads, new Counter(terminal, false, FRAMES)::step);
        PlainTalk talk = new PlainTalk(terminal);
        FrameFiles source = FrameFiles.probe(files, threads);
        Stack stack = new LocalEngine().run(Recipe.of(Product.TRAILS.planes()), source, talk);
        Picture picture = Product.TRAILS.develop(stack, Look.plain(stack.curve()), Tones.CODES);
        Path output = folder.resolve("trails.jpg");
        PictureFiles.write(picture, output, Optional.empty());
        talk.wrote(output, ExifBlock.summary(picture));
        terminal.err().println();
        terminal.say("The picture is " + output.toAbsolutePath());
        terminal.say("The same by hand:  sidereal trails " + frames + " -o trails.jpg");
        return ExitCode.DONE.number();
    }
}
