package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An installed program: what starts it, and the version it gave when asked. */
record Program(String path, String version) {

    /**
     * The first of {@code paths} that runs, and whose answer to {@code question} holds {@code version}; group 1 of the
     * pattern is the version. Running it is the only test that sees through a stand-in or a broken installation.
     */
    static Optional<Program> find(List<String> paths, List<String> question, Pattern version) {
        for (String path : paths) {
            List<String> command = new ArrayList<>();
            command.add(path);
            command.addAll(question);
            Optional<String> answer = ask(command, version);
            if (answer.isPresent()) {
                return Optional.of(new Program(path, answer.get()));
            }
        }
        return Optional.empty();
    }

    /** Group 1 of a pattern in what a command says; empty if it does not run, fails, or says nothing of the kind. */
    static Optional<String> ask(List<String> command, Pattern pattern) {
        Matcher answer = pattern.matcher(ask(command));
        return answer.find() ? Optional.of(answer.group(1)) : Optional.empty();
    }

    private static String ask(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Exit.of(process) == 0 ? answer : "";
        } catch (IOException notInstalled) {
            return "";
        }
    }
}
