package dev.sidereal.bench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** How scenes talk: results to standard output, so that they can be kept; everything else to standard error. */
final class Scenes {

    private Scenes() {}

    /** Runs a scene with the words of its command line and returns the exit code; what failed is said in a sentence. */
    static int run(Callable<Integer> scene, String[] words) {
        return new CommandLine(scene)
                // The script puts its defaults first; a later word wins.
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    say(Objects.requireNonNullElse(fault.getMessage(), fault.toString()));
                    return 1;
                })
                .execute(words);
    }

    /** Tells the person who waits. */
    static void say(String sentence) {
        System.err.println(sentence);
    }

    /** Prints a result: what was done, on which machine, the table, and what has to be known to read it. */
    static void print(String title, String table, List<String> notes) {
        System.out.println("## " + title + "\n\n" + Machine.describe() + ".\n\n" + table);
        notes.forEach(note -> System.out.println("- " + note));
    }
}
