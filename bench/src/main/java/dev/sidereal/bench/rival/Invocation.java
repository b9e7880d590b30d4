package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One process to start: its words, what it finds in its environment beyond ours, and the folder it starts in. */
public record Invocation(List<String> command, Map<String, String> environment, Path directory) {

    public Invocation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A command that needs no environment of its own. */
    public static Invocation of(Path directory, List<String> command) {
        return new Invocation(command, Map.of(), directory);
    }

    /** This command with more words in front, such as those of a program that measures it. */
    public Invocation behind(List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        return new Invocation(words, environment, directory);
    }
}
