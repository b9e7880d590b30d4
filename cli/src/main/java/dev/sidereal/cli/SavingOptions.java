package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Identity;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of every verb that can keep its state: for a look decided later, for more frames, for a power cut. */
final class SavingOptions {

    private static final double MOST_SECONDS = 1e6;
    private static final String EXTREMES = "extremes(:[2-" + Plane.MOST_RANKS + "])?";
    private static final int USUAL_RANKS = 4;

    @Option(
            names = "--save-stack",
            paramLabel = "FILE.fits",
            description =
                    "Keep the stack, from which other pictures can be developed and to which frames can be added.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--planes",
            paramLabel = "NAMES",
            split = ",",
            description = "What the saved stack keeps: count, max, when, min, sum, sumsq, extremes (the four greatest"
                    + " codes of each sample with their frames, or as many as extremes:2 to extremes:8 says);"
                    + " default all but extremes.")
    private Set<String> planes = Set.of();

    @Option(
            names = "--continue",
            paramLabel = "FILE.fits",
            description = "Add the frames to a saved stack; the longer one goes to --save-stack.")
    private Optional<Path> continued = Optional.empty();

    @Option(names = "--allow-repeats", description = "Let frames be added that are in the stack already.")
    private boolean allowRepeats;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "How often the state is kept beside --save-stack; default ${DEFAULT-VALUE}.")
    private double checkpoint = 180;

    @Option(names = "--resume", description = "Go on where the same command was ended by a crash or a signal.")
    private boolean resume;

    /** Everything that can be known to be wrong before a file is read. */
    void check() {
        if (!(checkpoint > 0 && checkpoint <= MOST_SECONDS)) {
            throw new OptionException(
                    "--checkpoint: expected seconds above 0 and at most a million, found " + checkpoint);
        }
        if (file.isEmpty()) {
            requireUnused(continued.isPresent(), "--continue", "to which the longer stack goes");
            requireUnused(resume, "--resume", "beside which the checkpoint lies");
            requireUnused(!planes.isEmpty(), "--planes", "in which they are kept");
        } else {
            requireStackName("--save-stack", file.get());
        }
        chosen();
    }

    /** Makes sure that a file is named as stacks are. */
    static void requireStackName(String option, Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).matches(".+\\.(fits|fit|fts)")) {
            throw new OptionException(option + ": expected a name that ends in .fits, found " + file);
        }
    }

    private static void requireUnused(boolean used, String option, String reason) {
        if (used) {
            throw new OptionException(option + ": expected --save-stack FILE.fits with it, " + reason + ", found none");
        }
    }

    /** Where the stack is to be saved. */
    Optional<Path> file() {
        return file;
    }

    /** Whether the run goes on from an earlier one. */
    boolean goesOn() {
        return resume || continued.isPresent();
    }

    boolean resumes() {
        return resume;
    }

    /** The planes to keep beyond those that the pictures need; none if nothing is saved. */
    Set<Plane> planes() {
        if (file.isEmpty()) {
            return Set.of();
        }
        return planes.isEmpty() ? Plane.USUAL : chosen();
    }

    private Set<Plane> chosen() {
        Set<Plane> chosen = EnumSet.noneOf(Plane.class);
        for (String name : planes) {
            if (name.matches(EXTREMES)) {
                chosen.addAll(Plane.extremes(name.contains(":") ? name.charAt(name.length() - 1) - '0' : USUAL_RANKS));
                continue;
            }
            chosen.add(Plane.USUAL.stream()
                    .filter(plane -> lower(plane).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new OptionException("--planes: expected "
                            + Plane.USUAL.stream().map(SavingOptions::lower).collect(Collectors.joining(", "))
                            + " or extremes, found " + (name.isEmpty() ? "an empty name" : name))));
        }
        return chosen;
    }

    /** A saved stack knows its frames by their bytes. */
    Identity identity() {
        return file.isPresent() ? Identity.HASHED : Identity.UNKNOWN;
    }

    /** Reads what the run goes on from, if anything. */
    SavedStack open() throws IOException {
        return SavedStack.open(
                file,
                continued,
                allowRepeats ? Stack.Repeats.ALLOW : Stack.Repeats.REFUSE,
                Duration.ofNanos(Math.round(checkpoint * 1e9)),
                resume);
    }

    private static String lower(Plane plane) {
        return plane.name().toLowerCase(Locale.ROOT);
    }
}
