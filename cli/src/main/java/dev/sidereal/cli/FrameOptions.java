package dev.sidereal.cli;

import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Plane;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every verb that reads frames, and the recipe they make. */
final class FrameOptions {

    @Parameters(
            paramLabel = "FRAMES",
            arity = "1..*",
            description = "Files, folders, patterns, @list.txt, or - for a list on standard input.")
    private List<String> names = List.of();

    @Option(
            names = "--order",
            paramLabel = "time|name",
            description = "Order of the frames; default: time when every frame has one, else name.")
    private Optional<String> order = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "N|TIME",
            description = "First frame: its number from 1, or a time from the first frame (90s, 5m, 1h).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "N|TIME", description = "Last frame, itself included.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--every", paramLabel = "N", description = "Take every N-th frame of that range.")
    private int every = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Workers; default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory the program may take: 500M, 2G.")
    private Optional<String> memory = Optional.empty();

    @Option(names = "--strict", description = "End at the first bad frame and write nothing.")
    private boolean strict;

    /** The files meant. */
    FrameNames find(List<Path> outputs) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FrameNames found = FrameNames.find(names, outputs, input);
        if (found.files().isEmpty()) {
            throw new UnusableNightException(String.join(", ", names)
                    + ": expected pictures (.jpg, .png, .tif), found none; name a folder or files that hold some");
        }
        return found;
    }

    /** Threads asked for, or all there are. */
    int threads() {
        return budget().threads();
    }

    /** The recipe for a product that needs these planes. */
    Recipe recipe(Set<Plane> planes) {
        Selection selection = new Selection(
                order.map(FrameOptions::order),
                from.map(text -> position("--from", text)),
                to.map(text -> position("--to", text)),
                every);
        return new Recipe(selection, planes, strict ? BadFrames.STOP : BadFrames.SKIP, budget());
    }

    private Budget budget() {
        return new Budget(
                threads.orElse(Runtime.getRuntime().availableProcessors()), memory.map(Quantities::parseBytes));
    }

    private static FrameOrder order(String text) {
        return switch (text) {
            case "time" -> FrameOrder.TIME;
            case "name" -> FrameOrder.NAME;
            default -> throw new OptionException("--order: expected time or name, found " + text);
        };
    }

    private static Position position(String option, String text) {
        return text.matches("[0-9]{1,9}")
                ? new Position.Nth(Integer.parseInt(text))
                : new Position.Elapsed(Quantities.parseDuration(option, text));
    }
}
