package dev.sidereal.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands as a shell would: in this process, or in one of their own where signals and the environment matter. */
final class Shell {

    private static final long SECONDS = 60;

    private Shell() {}

    /** What a command said and how it ended. */
    record Outcome(int exit, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }

        List<String> outLines() {
            return out.lines().toList();
        }
    }

    /** Runs {@code sidereal} with these words; paths become their names. */
    static Outcome run(Object... words) {
        return run(false, words);
    }

    /** The same, watched on a terminal. */
    static Outcome runWatched(Object... words) {
        return run(true, words);
    }

    private static Outcome run(boolean watched, Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(print(out), print(err), watched);
        int exit = Main.run(terminal, words(words).toArray(String[]::new));
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs it with text on standard input. */
    static Outcome runWithInput(String input, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(words);
        } finally {
            System.setIn(before);
        }
    }

    /** A process that will run it, in a folder; the environment may still be changed. */
    static ProcessBuilder process(Path folder, Object... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dsidereal.natives="
                        + Path.of(System.getProperty("sidereal.natives", "")).toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sidereal.cli.Main"));
        command.addAll(words(words));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().remove("JAVA_TOOL_OPTIONS");
        return process;
    }

    /** Waits for a process to end; what it says must fit into the buffers of its pipes. */
    static Outcome finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + SECONDS + " s");
        }
        return new Outcome(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static List<String> words(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        return texts;
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
