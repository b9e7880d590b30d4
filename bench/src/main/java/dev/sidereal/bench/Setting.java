package dev.sidereal.bench;

import dev.sidereal.bench.rival.Planes;
import dev.sidereal.bench.rival.Sidereal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What all scenes ask for: the frames, the folder to work in and the Sidereal to run. */
final class Setting {

    private static final int DIFFERENT = 40;

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(names = "--size", paramLabel = "WxH", description = "size of simulated frames; default: ${DEFAULT-VALUE}")
    private String size = "4256x2832";

    @Option(names = "--input", paramLabel = "DIR", description = "take the JPEG files of DIR instead of simulating")
    private Optional<Path> input = Optional.empty();

    @Option(names = "--work", paramLabel = "DIR", description = "folder for everything made; default: ${DEFAULT-VALUE}")
    private Path work = Path.of("bench/target/scene");

    @Option(names = "--sidereal", paramLabel = "PATH", description = "launcher to run; default: ${DEFAULT-VALUE}")
    private Path sidereal = Path.of("sidereal");

    /** Sidereal with the verb that makes what a scene is about. */
    Sidereal sidereal(String verb) {
        return new Sidereal(sidereal.toAbsolutePath().normalize(), verb);
    }

    /** Sidereal's folds for all planes, in a program of this module. */
    Planes planes() {
        return new Planes(sidereal.toAbsolutePath().resolveSibling("cli/target/sidereal/sidereal/natives"));
    }

    /** The folder for compiled programs. */
    Path tools() throws IOException {
        return Files.createDirectories(folder().resolve("tools"));
    }

    /** Opens the workshop, with the pictures in place and in the page cache. */
    Workshop workshop() throws IOException {
        Meter meter = Meter.in(tools());
        Workshop workshop = new Workshop(folder(), meter, input.isPresent() ? found(input.get()) : simulated(meter));
        workshop.warm();
        return workshop;
    }

    private Path folder() {
        return work.toAbsolutePath().normalize();
    }

    private List<Path> found(Path folder) throws IOException {
        List<Path> pictures = jpegs(folder);
        if (pictures.isEmpty()) {
            throw new IOException(folder + ": expected JPEG files, found none");
        }
        return pictures;
    }

    private List<Path> simulated(Meter meter) throws IOException {
        Path made = folder().resolve("frames-" + size);
        Files.createDirectories(made);
        if (jpegs(made).size() != DIFFERENT) {
            Scenes.say("simulating " + DIFFERENT + " frames of " + size + ", once");
            meter.run(sidereal("trails").simulate(DIFFERENT, size, made));
        }
        return found(made);
    }

    private static List<Path> jpegs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }
}
