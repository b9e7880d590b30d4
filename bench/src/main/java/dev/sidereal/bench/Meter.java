package dev.sidereal.bench;

import dev.sidereal.bench.rival.CompiledC;
import dev.sidereal.bench.rival.Exit;
import dev.sidereal.bench.rival.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures whole processes from outside: what a user waits for, with start-up, decoding, folding and writing.
 *
 * <p>The JVM cannot see the memory and processor time of another process after its end, so a small program that can
 * goes in front: ours in C, or GNU time where no compiler is.
 */
final class Meter {

    private final Path folder;
    private final List<String> prefix;

    private Meter(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** A meter that keeps its files in {@code folder}. */
    static Meter in(Path folder) {
        String costs = folder.resolve("costs").toString();
        try {
            return new Meter(folder, List.of(CompiledC.measure(folder).toString(), costs));
        } catch (IOException noCompiler) {
            return new Meter(folder, List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", costs));
        }
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it cannot be started or fails; the message has its last words
     */
    Cost run(Invocation invocation) throws IOException {
        Path log = folder.resolve("log");
        Invocation measured = invocation.behind(prefix);
        ProcessBuilder builder = new ProcessBuilder(measured.command())
                .directory(measured.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(empty().toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(measured.environment());
        int code = Exit.of(builder.start());
        if (code != 0) {
            List<String> words = Files.readString(log).lines().toList();
            throw new IOException(invocation.command().get(0) + ": expected exit code 0, found " + code
                    + (words.isEmpty() ? "" : ": " + words.get(words.size() - 1)));
        }
        return Cost.parse(Files.readString(folder.resolve("costs")));
    }

    /* Nobody may wait for a person: standard input is at its end. */
    private Path empty() throws IOException {
        Path file = folder.resolve("empty");
        return Files.exists(file) ? file : Files.createFile(file);
    }
}
