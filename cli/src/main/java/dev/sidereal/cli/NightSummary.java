package dev.sidereal.cli;

import dev.sidereal.frame.Cadence;
import dev.sidereal.frame.CameraMoves;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.TileShifts;
import dev.sidereal.frame.UnlikeFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the frames of a night say together: how many, when, what is missing between them, what is odd.
 *
 * @param frames  the night's frames in order
 * @param order   what they are ordered by
 * @param kinds   how many readable frames there are of each kind
 * @param refused how many files are no frames
 * @param unlike  frames unlike the others; empty: pixels were not read
 * @param moves   where the camera moved; empty: pixels were not read
 */
record NightSummary(
        List<FrameInfo> frames,
        FrameOrder order,
        Map<String, Integer> kinds,
        int refused,
        Optional<UnlikeFrames> unlike,
        Optional<CameraMoves> moves) {

    private static final int MOST_LISTED = 20;

    /** Puts a night together; {@code looks} and {@code pairs} are empty when pixels were not read. */
    static NightSummary of(
            List<FrameInfo> frames,
            FrameOrder order,
            List<FrameInfo> all,
            int refused,
            List<Optional<FrameGlance>> looks,
            List<Optional<TileShifts>> pairs) {
        Map<String, Integer> kinds = new TreeMap<>();
        all.forEach(info -> kinds.merge(info.kind(), 1, Integer::sum));
        boolean seen = !looks.isEmpty();
        return new NightSummary(
                frames,
                order,
                kinds,
                refused,
                seen ? Optional.of(UnlikeFrames.of(looks)) : Optional.empty(),
                seen ? Optional.of(CameraMoves.of(pairs)) : Optional.empty());
    }

    /** Lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("night: " + Quantities.count(frames.size(), "frame") + " of "
                + frames.get(0).kind() + ", in order of " + order.name().toLowerCase(Locale.ROOT));
        kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().equals(frames.get(0).kind()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(kind -> lines.add("another kind: " + Quantities.count(kind.getValue(), "frame") + " of "
                        + kind.getKey() + ", left out of a stack"));
        if (refused > 0) {
            lines.add(Quantities.count(refused, "file") + " cannot be read");
        }
        times(lines);
        moves.ifPresent(found -> moves(found, lines));
        unlike.ifPresent(found -> unlike(found, lines));
        return lines;
    }

    private void times(List<String> lines) {
        List<FrameInfo> timed =
                frames.stream().filter(frame -> frame.time().isPresent()).toList();
        if (timed.size() < 2) {
            lines.add("times: expected in every frame, found in " + timed.size() + "; gaps are not known");
            return;
        }
        Cadence cadence = Cadence.of(frames);
        lines.add("from " + first() + ", " + Quantities.time(cadence.span())
                + exposed()
                        .map(sum -> ", " + Quantities.time(sum) + " of it exposed")
                        .orElse("") + "; a frame every "
                + seconds(cadence.step()));
        list(
                cadence.gaps(),
                "gap over " + seconds(cadence.threshold()),
                "gaps over " + seconds(cadence.threshold()),
                NightSummary::between,
                lines);
        list(cadence.overlaps(), "overlap of exposures", "overlaps of exposures", NightSummary::between, lines);
        list(
                cadence.setBack(),
                "jump of the clock",
                "jumps of the clock",
                jump -> jump.before() + " to " + jump.after() + ": back by " + seconds(jump.length()),
                lines);
    }

    private static String between(Cadence.Between gap) {
        return gap.before() + " to " + gap.after() + ": " + seconds(gap.length());
    }

    private void moves(CameraMoves found, List<String> lines) {
        if (!found.judged()) {
            lines.add("camera: too little ground that stands still to tell whether it moved");
            return;
        }
        found.moves().stream()
                .limit(MOST_LISTED)
                .forEach(move -> lines.add(moved(
                        frames.get(move.pair()).name(),
                        frames.get(move.pair() + 1).name(),
                        move)));
        more(found.moves().size(), lines);
    }

    /** Says between which frames the camera moved, and how far. */
    static String moved(String before, String after, CameraMoves.Move move) {
        return "camera moved between " + before + " and " + after + ": "
                + move.way().map(NightSummary::way).orElse("farther than is searched");
    }

    private static String way(CameraMoves.Way way) {
        return String.format(
                Locale.ROOT,
                "the ground went %.1f pixels %s and %.1f %s",
                Math.abs(way.right()),
                way.right() < 0 ? "left" : "right",
                Math.abs(way.down()),
                way.down() < 0 ? "up" : "down");
    }

    private void unlike(UnlikeFrames found, List<String> lines) {
        List<Map.Entry<Integer, String>> reasons = List.copyOf(found.reasons().entrySet());
        list(
                reasons,
                "frame unlike the night",
                "frames unlike the night",
                reason -> frames.get(reason.getKey()).name() + ": " + reason.getValue(),
                lines);
        if (found.tooMany()) {
            lines.add("  more than a third of the night: none would be left out by --gate auto");
        }
    }

    private static <T> void list(
            List<T> things, String one, String several, Function<T, String> words, List<String> lines) {
        if (things.isEmpty()) {
            return;
        }
        lines.add(things.size() + " " + (things.size() == 1 ? one : several) + ":");
        things.stream().limit(MOST_LISTED).forEach(thing -> lines.add("  " + words.apply(thing)));
        more(things.size(), lines);
    }

    private static void more(int all, List<String> lines) {
        if (all > MOST_LISTED) {
            lines.add("  and " + (all - MOST_LISTED) + " more; --json lists all");
        }
    }

    /** All of it for programs: one object. */
    JsonObject json() {
        Cadence cadence = Cadence.of(frames);
        JsonObject night = new JsonObject()
                .put("frames", frames.size())
                .put("kind", frames.get(0).kind())
                .put("order", order.name().toLowerCase(Locale.ROOT))
                .put("refused", refused)
                .put(
                        "kinds",
                        kinds.entrySet().stream()
                                .map(kind -> new JsonObject()
                                        .put("kind", kind.getKey())
                                        .put("frames", kind.getValue()))
                                .toList());
        if (frames.stream().anyMatch(frame -> frame.time().isPresent())) {
            night.put("first", first())
                    .put("spanSeconds", number(cadence.span()))
                    .put("stepSeconds", number(cadence.step()))
                    .put("gapsOverSeconds", number(cadence.threshold()));
        }
        exposed().ifPresent(sum -> night.put("exposureSeconds", number(sum)));
        night.put("gaps", between(cadence.gaps()))
                .put("overlaps", between(cadence.overlaps()))
                .put("clockJumps", between(cadence.setBack()));
        moves.filter(CameraMoves::judged)
                .ifPresent(found -> night.put(
                        "cameraMoves", found.moves().stream().map(this::json).toList()));
        unlike.filter(UnlikeFrames::judged)
                .ifPresent(found -> night.put(
                                "unlike",
                                found.reasons().entrySet().stream()
                                        .map(reason -> new JsonObject()
                                                .put(
                                                        "name",
                                                        frames.get(reason.getKey())
                                                                .name())
                                                .put("reason", reason.getValue()))
                                        .toList())
                        .put("unlikeTooMany", found.tooMany()));
        return new JsonObject().put("night", night);
    }

    private JsonObject json(CameraMoves.Move move) {
        JsonObject object = new JsonObject()
                .put("before", frames.get(move.pair()).name())
                .put("after", frames.get(move.pair() + 1).name());
        move.way().ifPresent(way -> object.put("right", tenths(way.right())).put("down", tenths(way.down())));
        return object;
    }

    private static List<JsonObject> between(List<Cadence.Between> list) {
        return list.stream()
                .map(gap -> new JsonObject()
                        .put("before", gap.before())
                        .put("after", gap.after())
                        .put("seconds", number(gap.length())))
                .toList();
    }

    private String first() {
        return frames.stream()
                .flatMap(frame -> frame.time().stream())
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("");
    }

    private Optional<Duration> exposed() {
        return frames.stream()
                .map(FrameInfo::exposure)
                .reduce((a, b) -> a.flatMap(x -> b.map(x::plus)))
                .flatMap(sum -> sum);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", number(duration)).replaceFirst("\\.0$", "") + " s";
    }

    private static double number(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double tenths(double value) {
        return Math.rint(10 * value) / 10;
    }
}
