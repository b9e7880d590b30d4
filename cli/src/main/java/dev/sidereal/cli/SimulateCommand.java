package dev.sidereal.cli;

import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.jpeg.JpegEncoder;
import dev.sidereal.formats.jpeg.JpegPicture;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.simulator.Cadence;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.Sensor;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sidereal simulate}: a synthetic night with known truth. */
@Command(
        name = "simulate",
        description = "Makes a synthetic night of frames, and what is true of them in DIR/truth.",
        sortOptions = false,
        footer = {"", "Example: sidereal simulate -o night --frames 60 --size 1200x800"})
final class SimulateCommand implements Callable<Integer> {

    private static final int MOST_FRAMES = 100_000;

    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the frames.")
    private Path folder = Path.of("");

    @Option(names = "--frames", paramLabel = "N", description = "Number of frames; default ${DEFAULT-VALUE}.")
    private int frames = 60;

    @Option(names = "--size", paramLabel = "WxH", description = "Columns and rows; default ${DEFAULT-VALUE}.")
    private String size = "1200x800";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another number, another night; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--exposure", paramLabel = "SECONDS", description = "Of each frame; default 30.")
    private double exposure = 30;

    @Option(names = "--noise", paramLabel = "FACTOR", description = "Of the camera; default 1, a good one at ISO 1600.")
    private double noise = 1;

    @Option(
            names = "--format",
            paramLabel = "jpg|png|tif",
            description = "jpg has 8 bits, png 16, tif 32-bit float; default ${DEFAULT-VALUE}.")
    private String format = "jpg";

    @Option(names = "--quality", paramLabel = "1-100", description = "Of JPEG; default ${DEFAULT-VALUE}.")
    private int quality = 92;

    @Option(names = "--no-truth", description = "Write the frames only.")
    private boolean framesOnly;

    @Option(
            names = {"-f", "--force"},
            description = "Write into a folder that holds something.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but what went wrong.")
    private boolean quiet;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SampleType type = type();
        PictureFormat writer = writer();
        NightScene scene = scene();
        NightFolder.requireFree(folder, force);
        NightFolder night = NightFolder.make(folder, SyntheticNight.of(scene), force);
        Counter counter = new Counter(terminal, quiet, frames);
        night.writeFrames(writer, type, Runtime.getRuntime().availableProcessors(), counter::step);
        if (!framesOnly) {
            night.writeTruth();
        }
        if (!quiet) {
            terminal.say(folder + ": " + frames + " frames of "
                    + scene.field().shape()
                    + (framesOnly ? "" : "; what is true of them is in " + folder.resolve("truth")));
        }
        return ExitCode.DONE.number();
    }

    private NightScene scene() {
        Shape shape = Quantities.parseSize(size);
        Quantities.inRange("--frames", frames, 1, MOST_FRAMES);
        NightScene scene = checked("--size", () -> NightScene.of(shape.width(), shape.height(), frames, seed));
        Cadence cadence = checked("--exposure", () -> scene.cadence().withExposure(exposure));
        Sensor sensor = checked("--noise", () -> scene.sensor().noisier(noise));
        return scene.withCadence(cadence).withSensor(sensor);
    }

    private static <T> T checked(String option, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new OptionException(option + ": " + e.getMessage());
        }
    }

    private PictureFormat writer() {
        Quantities.inRange("--quality", quality, 1, 100);
        return format.equals("jpg")
                ? new JpegPicture(quality, JpegEncoder.Sampling.HALF)
                : PictureFiles.format(Path.of("frame." + format));
    }

    private SampleType type() {
        return switch (format) {
            case "jpg" -> SampleType.UINT8;
            case "png" -> SampleType.UINT16;
            case "tif" -> SampleType.FLOAT32;
            default -> throw new OptionException("--format: expected jpg, png or tif, found " + format);
        };
    }
}
