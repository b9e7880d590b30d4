package dev.sidereal.bench;

import dev.sidereal.bench.rival.Sidereal;
import dev.sidereal.bench.rival.SiderealSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What scenes of deep-sky sessions ask for: the lights, the folder to work in and the Sidereal to run. */
final class SessionSetting {

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(names = "--seed", paramLabel = "SEED", description = "of the lights; default: ${DEFAULT-VALUE}")
    private long seed = 1001;

    @Option(names = "--work", paramLabel = "DIR", description = "folder for everything made; default: ${DEFAULT-VALUE}")
    private Path work = Path.of("bench/target/scene");

    @Option(names = "--sidereal", paramLabel = "PATH", description = "launcher to run; default: ${DEFAULT-VALUE}")
    private Path sidereal = Path.of("sidereal");

    /** Sidereal as a contender. */
    SiderealSession contender() {
        return new SiderealSession(new Sidereal(sidereal.toAbsolutePath().normalize(), "deepsky"));
    }

    /** A session of so many different lights. */
    Session session(String size, int lights) throws IOException {
        String[] sides = size.split("x", -1);
        try {
            return Session.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), lights, seed);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("--size: expected WIDTHxHEIGHT, found " + size, e);
        }
    }

    /** Opens the workshop, with the lights in place and in the page cache. */
    Workshop workshop(Session session) throws IOException {
        Path folder = work.toAbsolutePath().normalize();
        var scene = session.sky().scene();
        Scenes.say("simulating " + scene.frames() + " lights, where they are not there yet");
        String name = "lights-" + scene.width() + "x" + scene.height() + "-" + seed;
        List<Path> files = session.files(folder.resolve(name));
        Workshop workshop = new Workshop(folder, Meter.in(Files.createDirectories(folder.resolve("tools"))), files);
        workshop.warm();
        return workshop;
    }
}
