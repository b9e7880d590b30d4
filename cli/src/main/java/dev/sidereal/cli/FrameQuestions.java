package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Lit;
import dev.sidereal.stack.Removal;
import dev.sidereal.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** What can be asked of single frames in a saved stack: to be left out, or which of them lit a pixel. */
final class FrameQuestions {

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})");

    @Option(
            names = "--without",
            paramLabel = "FRAME",
            description = "Leave out a frame, by its number from 1 or a part of its name that only it has; may be"
                    + " repeated. The stack must hold extremes.")
    private List<String> without = List.of();

    @Option(
            names = "--which",
            paramLabel = "X,Y",
            description = "Say which frame lit a pixel, counted from 0,0 at the top left; no picture is needed.")
    private Optional<String> which = Optional.empty();

    boolean asksWhich() {
        return which.isPresent();
    }

    boolean leavesOut() {
        return !without.isEmpty();
    }

    /** The planes that must be read beside those of a product. */
    Set<Plane> planes(Set<Plane> stored) {
        return leavesOut() || asksWhich() ? Plane.extremes(Math.max(1, Plane.ranks(stored))) : Set.of();
    }

    /** The stack without the frames named; says where that is not exact. */
    Stack apply(Stack stack, Talk talk) {
        if (without.isEmpty()) {
            return stack;
        }
        Set<Integer> rows = new TreeSet<>();
        for (String name : without) {
            if (!rows.add(row(stack.frames(), name))) {
                throw new OptionException("--without: expected each frame once, found " + name + " twice");
            }
        }
        Removal removal = Removal.of(stack, rows);
        rows.forEach(row -> talk.note("without " + stack.frames().get(row).name()));
        if (removal.unknownMost() > 0) {
            talk.note(removal.unknownMost() + " samples are not exact: every frame that the stack names there was left"
                    + " out, and they may be too bright");
        }
        if (removal.unknownSum() > 0) {
            talk.note("the mean of " + removal.unknownSum() + " samples is not exact: what the frame held there is not"
                    + " in the stack, and it was taken for average");
        }
        return removal.stack();
    }

    private static int row(List<FrameRecord> frames, String name) {
        List<Integer> rows = named(frames, name);
        if (rows.isEmpty() && name.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(name);
            if (number < 1 || number > frames.size()) {
                throw new OptionException(
                        "--without: expected a frame from 1 to " + frames.size() + ", found " + number);
            }
            rows = List.of(number - 1);
        }
        if (rows.size() != 1) {
            throw new OptionException("--without: expected the name or number of one frame, found " + name + ", which "
                    + (rows.isEmpty()
                            ? "none has"
                            : rows.size() + " have, " + frames.get(rows.get(0)).name() + " among them"));
        }
        FrameRecord frame = frames.get(rows.get(0));
        if (!frame.used()) {
            throw new OptionException("--without: expected a frame that is in the stack, found " + frame.name()
                    + ", which was left out: " + frame.skipped().orElse(""));
        }
        return rows.get(0);
    }

    /* The whole name, else the name without its ending, else a part; a number alone is no part. */
    private static List<Integer> named(List<FrameRecord> frames, String name) {
        List<Integer> whole = rows(frames, frame -> frame.equals(name));
        if (!whole.isEmpty()) {
            return whole;
        }
        List<Integer> stem = rows(frames, frame -> frame.startsWith(name + ".") || frame.endsWith("/" + name));
        return !stem.isEmpty() || name.matches("[0-9]*") ? stem : rows(frames, frame -> frame.contains(name));
    }

    private static List<Integer> rows(List<FrameRecord> frames, Predicate<String> fits) {
        return IntStream.range(0, frames.size())
                .filter(row -> fits.test(frames.get(row).name()))
                .boxed()
                .toList();
    }

    /** Says which frames lit the pixel, brightest first, as sentences or as one JSON object. */
    void answer(Stack stack, boolean json, Terminal terminal) {
        Shape shape = stack.first().shape();
        Matcher place = PLACE.matcher(which.orElse(""));
        if (!place.matches()) {
            throw new OptionException("--which: expected a pixel such as 120,80, found " + which.orElse(""));
        }
        int x = Integer.parseInt(place.group(1));
        int y = Integer.parseInt(place.group(2));
        if (x >= shape.width() || y >= shape.height()) {
            throw new OptionException("--which: expected a pixel from 0,0 to " + (shape.width() - 1) + ","
                    + (shape.height() - 1) + ", found " + x + "," + y);
        }
        if (!stack.planes().contains(Plane.WHEN)) {
            throw new OptionException("--which: expected a stack with plane when, found " + stack.planes()
                    + "; fold the night with --planes when or extremes");
        }
        List<JsonObject> answers = new ArrayList<>();
        for (Lit lit : Lit.at(stack, x, y)) {
            FrameRecord frame = stack.frames().get(lit.row());
            String channel = shape.channels() == 1
                    ? "grey"
                    : List.of("red", "green", "blue").get(lit.channel());
            if (json) {
                JsonObject answer = new JsonObject()
                        .put("channel", channel)
                        .put("rank", (long) lit.rank())
                        .put("value", lit.value())
                        .put("frame", lit.row() + 1L)
                        .put("name", frame.name());
                frame.time().ifPresent(time -> answer.put("time", time.toString()));
                answers.add(answer);
            } else {
                String value = stack.type() == SampleType.FLOAT32
                        ? String.valueOf((float) lit.value())
                        : String.valueOf((int) lit.value());
                terminal.out()
                        .println(channel + " " + lit.rank() + ": " + value + " in frame " + (lit.row() + 1) + ", "
                                + Terminal.visible(frame.name())
                                + frame.time().map(time -> ", " + time).orElse(""));
            }
        }
        if (json) {
            terminal.out()
                    .println(new JsonObject()
                            .put("event", "which")
                            .put("x", (long) x)
                            .put("y", (long) y)
                            .put("lit", answers));
        }
    }
}
