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
            Matcher answer = version.matcher(ask(path, question));
            if (answer.find()) {
                return Optional.of(new Program(path, answer.group(1)));
            }
        }
        return Optional.empty();
    }

    private static String ask(String path, List<String> question) {
        List<String> command = new ArrayList<>();
        command.add(path);
        command.addAll(question);
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
