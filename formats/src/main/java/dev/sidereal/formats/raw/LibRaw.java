package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * LibRaw's own programs (0.20.2 or newer), wherever they are installed.
 *
 * @param folders where they are looked for, in order
 * @param limit   how long one of them may take for a frame
 */
public record LibRaw(List<Path> folders, Duration limit) {

    /** The environment variable that names the programs' folder. */
    public static final String VARIABLE = "SIDEREAL_LIBRAW";

    static final String IDENTIFY = "raw-identify";
    static final String UNPROCESSED = "unprocessed_raw";
    static final String DEVELOP = "dcraw_emu";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> USUAL = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/opt/homebrew/bin",
            "/opt/local/bin",
            "C:\\Program Files\\LibRaw\\bin",
            "C:\\msys64\\ucrt64\\bin",
            "C:\\msys64\\mingw64\\bin");

    public LibRaw {
        folders = List.copyOf(folders);
    }

    /** The programs of this machine: in the folder that {@value #VARIABLE} names, on the PATH, in the usual folders. */
    public static LibRaw ofThisMachine() {
        return of(System.getenv());
    }

    static LibRaw of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        Stream.of(
                        Stream.ofNullable(environment.get(VARIABLE)),
                        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        USUAL.stream())
                .flatMap(names -> names)
                .forEach(name -> folder(name).ifPresent(folders::add));
        return new LibRaw(folders, LIMIT);
    }

    private static Optional<Path> folder(String name) {
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether its programs are there. */
    public boolean isInstalled() {
        return find(IDENTIFY).isPresent()
                && find(UNPROCESSED).isPresent()
                && find(DEVELOP).isPresent();
    }

    private Optional<Path> find(String program) {
        return folders.stream()
                .flatMap(folder -> Stream.of(folder.resolve(program), folder.resolve(program + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Starts a program.
     *
     * @throws UnreadableFrameException if it is not installed; the message says how to do that
     */
    Child start(Path folder, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(find(program)
                .orElseThrow(() -> missing(program))
                .toAbsolutePath()
                .toString());
        command.addAll(arguments);
        return Child.start(command, folder, limit);
    }

    private static UnreadableFrameException missing(String program) {
        return new UnreadableFrameException("camera raw: expected LibRaw's program " + program
                + ", found none; install LibRaw (Debian, Ubuntu: apt install libraw-bin; Fedora: dnf install"
                + " LibRaw-samples; macOS: brew install libraw; Windows: www.libraw.org/download) or name its folder in "
                + VARIABLE);
    }
}
