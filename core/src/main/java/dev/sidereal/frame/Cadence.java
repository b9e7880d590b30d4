package dev.sidereal.frame;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rhythm of a night by its frames' clock: gap = start of a frame - (start + exposure of the one before).
 *
 * <p>A gap counts when it is longer than {@link #threshold()}: 5 s, or twice the usual (median) gap if that is more. An
 * overlap counts when a frame begins before the one before it has ended, by more than the clock's resolution: 1 s
 * unless some frame has a fraction of a second. Where an exposure is not known, the usual step stands for it. A clock
 * that went back shows in names: a file with the next number and an earlier time.
 *
 * @param step      the usual (lower median) time from start to start; zero for fewer than two frames
 * @param span      from the first start to the end of the last exposure
 * @param threshold what a gap must exceed
 * @param gaps      in order of time
 * @param overlaps  in order of time; lengths are positive
 * @param setBack   where the clock went back, in order of names; lengths are positive
 */
public record Cadence(
        Duration step,
        Duration span,
        Duration threshold,
        List<Between> gaps,
        List<Between> overlaps,
        List<Between> setBack) {

    private static final Duration LEAST_GAP = Duration.ofSeconds(5);
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)([0-9]{1,15})([^0-9]*)");

    /**
     * Something between two frames.
     *
     * @param before name of the earlier frame
     * @param after  name of the next one
     */
    public record Between(String before, String after, Duration length) {}

    /** The rhythm of frames in any order; those without a time do not count. */
    public static Cadence of(List<FrameInfo> frames) {
        List<FrameInfo> timed =
                frames.stream().filter(frame -> frame.time().isPresent()).toList();
        List<FrameInfo> byTime = timed.stream()
                .sorted(Comparator.comparing((FrameInfo frame) -> start(frame))
                        .thenComparing(FrameInfo::name, NaturalOrder.INSTANCE))
                .toList();
        List<Duration> steps = new ArrayList<>();
        for (int i = 1; i < byTime.size(); i++) {
            steps.add(Duration.between(
                    start(byTime.get(i - 1)).instant(), start(byTime.get(i)).instant()));
        }
        Duration step = median(steps);
        List<Between> rests = new ArrayList<>();
        for (int i = 1; i < byTime.size(); i++) {
            FrameInfo before = byTime.get(i - 1);
            Duration rest = steps.get(i - 1).minus(before.exposure().orElse(step));
            rests.add(new Between(before.name(), byTime.get(i).name(), rest));
        }
        Duration usual = median(rests.stream().map(Between::length).toList());
        Duration threshold = max(LEAST_GAP, usual.multipliedBy(2));
        Duration resolution = resolution(timed);
        return new Cadence(
                step,
                span(byTime),
                threshold,
                rests.stream()
                        .filter(rest -> rest.length().compareTo(threshold) > 0)
                        .toList(),
                rests.stream()
                        .filter(rest -> rest.length().plus(resolution).isNegative())
                        .map(rest -> new Between(
                                rest.before(), rest.after(), rest.length().negated()))
                        .toList(),
                setBack(timed));
    }

    private static CaptureTime start(FrameInfo frame) {
        return frame.time().orElseThrow();
    }

    private static Duration resolution(List<FrameInfo> frames) {
        return frames.stream()
                        .allMatch(frame ->
                                start(frame).local().equals(start(frame).local().truncatedTo(ChronoUnit.SECONDS)))
                ? Duration.ofSeconds(1)
                : Duration.ofMillis(100);
    }

    private static Duration span(List<FrameInfo> byTime) {
        if (byTime.isEmpty()) {
            return Duration.ZERO;
        }
        FrameInfo last = byTime.get(byTime.size() - 1);
        return Duration.between(start(byTime.get(0)).instant(), start(last).instant())
                .plus(last.exposure().orElse(Duration.ZERO));
    }

    private static List<Between> setBack(List<FrameInfo> frames) {
        List<FrameInfo> byName = frames.stream()
                .sorted(Comparator.comparing(FrameInfo::name, NaturalOrder.INSTANCE))
                .toList();
        List<Between> back = new ArrayList<>();
        for (int i = 1; i < byName.size(); i++) {
            FrameInfo before = byName.get(i - 1);
            FrameInfo after = byName.get(i);
            Duration step =
                    Duration.between(start(before).instant(), start(after).instant());
            if (step.isNegative() && isNext(before.name(), after.name())) {
                back.add(new Between(before.name(), after.name(), step.negated()));
            }
        }
        return List.copyOf(back);
    }

    /* Cameras begin again after 9999: only the very next number tells of the clock. */
    private static boolean isNext(String before, String after) {
        Matcher a = LAST_NUMBER.matcher(before);
        Matcher b = LAST_NUMBER.matcher(after);
        return a.matches()
                && b.matches()
                && a.group(1).equals(b.group(1))
                && Long.parseLong(a.group(2)) + 1 == Long.parseLong(b.group(2));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration median(List<Duration> durations) {
        return durations.isEmpty()
                ? Duration.ZERO
                : durations.stream().sorted().toList().get((durations.size() - 1) / 2);
    }
}
