package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every verb that reads frames, and the recipe they make. */
final class FrameOptions {

    /* A run has more threads only by mistake; each takes memory of its own. */
    private static final int MOST_THREADS = 1024;

    @Mixin
    private GivenFrames given = new GivenFrames();

    @Mixin
    private RawOptions raw = new RawOptions();

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

    @Option(
            names = "--gate",
            paramLabel = "auto|off",
            description = "auto: leave out frames that look unlike the night; off (default): name them.")
    private String gate = "off";

    /** The frames that were typed. */
    GivenFrames given() {
        return given;
    }

    /** Everything that can be known to be wrong before a file is read. */
    void check() {
        reading();
        selection();
        budget();
        gate();
    }

    /** How frames are read. */
    Reading reading() {
        return raw.reading();
    }

    /** Holds developing to the threads asked for: it uses the pool that all of Java shares, whose size is read once. */
    void limitDeveloping() {
        threads.ifPresent(count -> System.setProperty(
                "java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(count - 1)));
    }

    /** Threads asked for, or all there are. */
    int threads() {
        return budget().threads();
    }

    /** The recipe for a product that needs these planes; {@code curve} is how codes become light in sums. */
    Recipe recipe(Set<Plane> planes, ToneCurve curve, Identity identity) {
        return new Recipe(
                selection(), planes, strict ? BadFrames.STOP : BadFrames.SKIP, budget(), curve, identity, gate());
    }

    /** Which frames, in what order. */
    Selection selection() {
        Optional<Position> first = from.map(text -> position("--from", text));
        Optional<Position> last = to.map(text -> position("--to", text));
        if (first.isPresent() && last.isPresent() && isAfter(first.get(), last.get())) {
            throw new OptionException("--to: expected " + from.orElse("") + " or later, where --from begins, found "
                    + to.orElse("") + "; exchange them");
        }
        return new Selection(
                order.map(FrameOptions::order),
                first,
                last,
                Quantities.inRange("--every", every, 1, Integer.MAX_VALUE));
    }

    /* Unless told otherwise, what Java may take of this machine: a plan that needs more ends badly. */
    private Budget budget() {
        return new Budget(
                threads.map(count -> Quantities.inRange("--threads", count, 1, MOST_THREADS))
                        .orElse(Runtime.getRuntime().availableProcessors()),
                Optional.of(memory.map(text -> Quantities.parseBytes("--memory", text))
                        .orElse(Runtime.getRuntime().maxMemory())));
    }

    private Gate gate() {
        return switch (gate) {
            case "auto" -> Gate.AUTO;
            case "off" -> Gate.OFF;
            default -> throw new OptionException("--gate: expected auto or off, found " + gate);
        };
    }

    private static boolean isAfter(Position a, Position b) {
        if (a instanceof Position.Nth x && b instanceof Position.Nth y) {
            return x.frame() > y.frame();
        }
        return a instanceof Position.Elapsed s
                && b instanceof Position.Elapsed t
                && s.sinceFirst().compareTo(t.sinceFirst()) > 0;
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
                ? new Position.Nth(Quantities.inRange(option, Integer.parseInt(text), 1, Integer.MAX_VALUE))
                : new Position.Elapsed(Quantities.parseDuration(option, text));
    }
}
