package dev.sidereal.formats.video;

import dev.sidereal.formats.natives.NativeLibraries;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs ffmpeg and ffprobe: the pair that comes with Sidereal, else the pair on the path. Looked for when the
 * first video is met, not before.
 *
 * <p>Programs are started with a list of arguments, without a shell, and end when we do: by a hook when Java ends in
 * order, by the pipe that nobody reads any more when it does not.
 */
final class Ffmpeg {

    /** What stops every video where there is no program. */
    static final String MISSING =
            "video: expected the program ffmpeg (5.1 or later) with ffprobe beside it, found none that runs; install it"
                    + " (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg) so that it is on the path";

    private static final String SUFFIX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? ".exe" : "";
    private static final int SECONDS_TO_START = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private static final class Found {
        /* Held by a class of its own, so that it is looked for once and only when it is wanted. */
        private static final Optional<Ffmpeg> PAIR =
                find(Optional.ofNullable(System.getProperty(NativeLibraries.FOLDER)), System.getenv("PATH"));
    }

    private static final Pattern ENCODER = Pattern.compile("(?m)^ V\\S{5} (\\S+)");

    private final Path folder;
    private final boolean bundled;

    private Ffmpeg(Path folder, boolean bundled) {
        this.folder = folder;
        this.bundled = bundled;
    }

    /** The pair to use here. */
    static Optional<Ffmpeg> here() {
        return Found.PAIR;
    }

    /** The first pair that runs: in the folder of native libraries, then along a path as the system writes it. */
    static Optional<Ffmpeg> find(Optional<String> natives, String path) {
        List<Ffmpeg> pairs = new ArrayList<>();
        natives.flatMap(Ffmpeg::bundled).ifPresent(folder -> pairs.add(new Ffmpeg(folder, true)));
        for (String folder : String.valueOf(path).split(File.pathSeparator, -1)) {
            try {
                pairs.add(new Ffmpeg(Path.of(folder.isEmpty() ? "." : folder).toAbsolutePath(), false));
            } catch (InvalidPathException e) {
                /* Nothing lies in a folder that cannot be named. */
            }
        }
        return pairs.stream().filter(Ffmpeg::runs).findFirst();
    }

    /* The build unpacks it into folders named after its package and platform. */
    private static Optional<Path> bundled(String natives) {
        try (Stream<Path> tree = Files.walk(Path.of(natives))) {
            return tree.filter(file -> file.getFileName().toString().equals("ffmpeg" + SUFFIX))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(Path::toAbsolutePath)
                    .map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The names of the encoders of video that the program has. */
    Set<String> encoders() throws IOException {
        Process process = start("ffmpeg", List.of("-hide_banner", "-loglevel", "error", "-encoders"));
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ENCODER.matcher(said).results().map(found -> found.group(1)).collect(Collectors.toSet());
        } finally {
            end(process);
        }
    }

    /** Starts ffmpeg. */
    Process ffmpeg(List<String> arguments) throws IOException {
        return start("ffmpeg", arguments);
    }

    /** Starts ffprobe. */
    Process ffprobe(List<String> arguments) throws IOException {
        return start("ffprobe", arguments);
    }

    /** The name of a file as an argument: no dash, colon or percent sign in it means anything. */
    static String argument(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /** Ends a process that was started here, at once. */
    static void end(Process process) {
        process.destroyForcibly();
        RUNNING.remove(process);
    }

    private Path program(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /* The bundled program needs libraries of sound and windows that a small server may not have. */
    private boolean runs() {
        if (!makeExecutable(program("ffprobe")) || !makeExecutable(program("ffmpeg"))) {
            return false;
        }
        try {
            Process process = start("ffmpeg", List.of("-version"));
            try {
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)
                        && process.exitValue() == 0
                        && said.startsWith("ffmpeg version");
            } finally {
                end(process);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /* A jar keeps no permissions: what the build unpacks for its own tests has none to run. */
    private boolean makeExecutable(Path program) {
        return Files.isRegularFile(program)
                && (Files.isExecutable(program) || (bundled && program.toFile().setExecutable(true)));
    }

    private Process start(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program(name).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        /* Neither colours among the words nor a log of its own. */
        builder.environment().keySet().removeAll(List.of("FFREPORT", "AV_LOG_FORCE_COLOR"));
        builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
        if (bundled) {
            builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        }
        Process process = builder.start();
        RUNNING.add(process);
        return process;
    }
}
