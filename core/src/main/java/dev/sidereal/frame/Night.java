package dev.sidereal.frame;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The frames that were selected, in order, each either to be read or already known to be no use.
 *
 * <p>Size, depth and the meaning of codes are those of most frames given, not of the first; of two kinds equally frequent
 * the one that was given first wins. Frames of another kind stay in the list, with the reason why they are left out; whether
 * they have a time does not matter.
 *
 * @param entries in the order of the night
 * @param order   what they were ordered by
 * @param first   the first usable frame: the source of camera, profile, size and depth
 */
public record Night(List<Entry> entries, FrameOrder order, FrameInfo first) {

    /**
     * A place in the night.
     *
     * @param position of the candidate in its source
     * @param record   what the list of frames says of it, before its pixels are read
     */
    public record Entry(int position, FrameRecord record) {}

    /**
     * Orders and selects candidates and finds the kind of the night; empty when no readable frame is selected.
     *
     * @throws OptionException if the selection needs times that the frames do not have
     */
    public static Optional<Night> of(List<Candidate> candidates, Selection selection) {
        return mostFrequentKind(candidates).flatMap(kind -> {
            boolean timed = recognised(candidates)
                    .filter(info -> Kind.of(info).equals(kind))
                    .allMatch(info -> info.time().isPresent());
            FrameOrder order = selection.order().orElse(timed ? FrameOrder.TIME : FrameOrder.NAME);
            List<Integer> ordered = ordered(candidates, order);
            requireTimes(timed, order, selection, isOneRecording(ordered, candidates, kind));
            List<Entry> entries = select(ordered, candidates, selection).stream()
                    .map(i -> new Entry(i, record(candidates.get(i), kind)))
                    .toList();
            return entries.stream()
                    .filter(entry -> entry.record().used())
                    .findFirst()
                    .flatMap(entry -> info(candidates.get(entry.position())))
                    .map(first -> new Night(entries, order, first));
        });
    }

    /** Upright size of every usable frame. */
    public Shape shape() {
        return first.shape();
    }

    /** Sample type of every usable frame. */
    public SampleType type() {
        return first.type();
    }

    private static void requireTimes(boolean timed, FrameOrder order, Selection selection, boolean oneRecording) {
        boolean counted = selection.from().orElse(null) instanceof Position.Elapsed
                || selection.to().orElse(null) instanceof Position.Elapsed;
        if (!timed && (order == FrameOrder.TIME || (counted && !oneRecording))) {
            throw new OptionException("order: expected a capture time in every frame, found frames without;"
                    + " order by name and count frames instead of seconds");
        }
    }

    /* Two recordings after each other begin twice, and what lies between them nobody knows. */
    private static boolean isOneRecording(List<Integer> ordered, List<Candidate> candidates, Kind kind) {
        List<Optional<Duration>> elapsed = ordered.stream()
                .flatMap(i -> info(candidates.get(i)).stream())
                .filter(info -> Kind.of(info).equals(kind))
                .map(FrameInfo::elapsed)
                .toList();
        return elapsed.stream().allMatch(Optional::isPresent)
                && IntStream.range(1, elapsed.size())
                        .allMatch(i -> elapsed.get(i)
                                        .get()
                                        .compareTo(elapsed.get(i - 1).get())
                                > 0);
    }

    /* By name first; then, for time, a stable sort in which a candidate without a time goes with the one before it. */
    private static List<Integer> ordered(List<Candidate> candidates, FrameOrder order) {
        List<Integer> byName =
                new ArrayList<>(IntStream.range(0, candidates.size()).boxed().toList());
        byName.sort(Comparator.comparing((Integer i) -> candidates.get(i).name(), NaturalOrder.INSTANCE));
        if (order == FrameOrder.NAME) {
            return byName;
        }
        Map<Integer, Instant> times = new HashMap<>();
        Instant last = Instant.MIN;
        for (int i : byName) {
            last = time(candidates.get(i)).orElse(last);
            times.put(i, last);
        }
        byName.sort(Comparator.comparing(times::get));
        return byName;
    }

    private static Optional<Instant> time(Candidate candidate) {
        return info(candidate).flatMap(FrameInfo::time).map(CaptureTime::instant);
    }

    private static Optional<FrameInfo> info(Candidate candidate) {
        return candidate instanceof Candidate.Recognised recognised ? Optional.of(recognised.info()) : Optional.empty();
    }

    private static Stream<FrameInfo> recognised(List<Candidate> candidates) {
        return candidates.stream().flatMap(candidate -> info(candidate).stream());
    }

    private static List<Integer> select(List<Integer> ordered, List<Candidate> candidates, Selection selection) {
        Optional<Instant> start =
                ordered.stream().flatMap(i -> time(candidates.get(i)).stream()).min(Comparator.naturalOrder());
        Duration last = Duration.ZERO;
        List<Integer> range = new ArrayList<>();
        for (int n = 1; n <= ordered.size(); n++) {
            Candidate candidate = candidates.get(ordered.get(n - 1));
            Duration elapsed = start.isPresent()
                    ? time(candidate).map(t -> Duration.between(start.get(), t)).orElse(Duration.ZERO)
                    : info(candidate).flatMap(FrameInfo::elapsed).orElse(last);
            last = elapsed;
            int number = n;
            if (selection.from().map(p -> compare(number, elapsed, p) >= 0).orElse(true)
                    && selection.to().map(p -> compare(number, elapsed, p) <= 0).orElse(true)) {
                range.add(ordered.get(n - 1));
            }
        }
        return IntStream.range(0, range.size())
                .filter(i -> i % selection.every() == 0)
                .mapToObj(range::get)
                .toList();
    }

    private static int compare(int number, Duration elapsed, Position position) {
        return position instanceof Position.Elapsed e
                ? elapsed.compareTo(e.sinceFirst())
                : Integer.compare(number, ((Position.Nth) position).frame());
    }

    /* What the frames of a night share. */
    private record Kind(String pixels, String meaning) {

        static Kind of(FrameInfo info) {
            return new Kind(info.kind(), info.coding().meaning(info.type()));
        }

        /* Pixels first: where they differ nobody asks what they mean. */
        Optional<String> unlike(Kind most) {
            if (equals(most)) {
                return Optional.empty();
            }
            return Optional.of(
                    pixels.equals(most.pixels)
                            ? "expected colours in %s like most frames, found %s; convert them to one colour space"
                                    .formatted(most.meaning, meaning)
                            : "expected " + most.pixels + " like most frames, found " + pixels);
        }
    }

    private static Optional<Kind> mostFrequentKind(List<Candidate> candidates) {
        Map<Kind, Integer> counts = new HashMap<>();
        recognised(candidates).forEach(info -> counts.merge(Kind.of(info), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return recognised(candidates)
                .map(Kind::of)
                .filter(kind -> counts.getOrDefault(kind, 0) == most)
                .findFirst();
    }

    private static FrameRecord record(Candidate candidate, Kind most) {
        if (candidate instanceof Candidate.Recognised recognised) {
            FrameInfo info = recognised.info();
            return new FrameRecord(
                    info.name(), info.time(), info.exposure(), Kind.of(info).unlike(most));
        }
        Candidate.Unreadable unreadable = (Candidate.Unreadable) candidate;
        return new FrameRecord(unreadable.name(), Optional.empty(), Optional.empty(), Optional.of(unreadable.reason()));
    }
}
