package dev.sidereal.keogram;

import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the frames of a keogram stand: a constant number of seconds for each column.
 *
 * <p>With {@code s} seconds to a column and an axis that begins at {@code t0}, a frame that began at {@code t} has the column
 * {@code floor((t - t0) / s + 1/2)}, the nearest one, and those after it up to the next frame. If the shutter was shut for more
 * than 5 s between them, and for more than twice the usual (median) time, the frame has as many columns as its exposure,
 * rounded up; what is left is a gap. An exposure that is not known is one step. Of several frames in one column the latest is
 * shown. The step is the median time between starts and the default of s.
 *
 * <p>Without {@code nights} the axis begins with the first frame; with it, each night from noon to noon has an axis of its
 * own, and all begin at the time of day of the earliest. If a frame used has no time, all are placed by their number, one
 * column each.
 *
 * @param rows    one for each night, or one for all
 * @param seconds of a column; 0: columns are frames
 * @param columns of every row
 * @param begins  clock at the left edge of each row; empty: columns are frames
 */
record TimeAxis(List<TreeMap<Integer, Place>> rows, double seconds, int columns, List<LocalDateTime> begins) {

    static final int MOST_COLUMNS = 65_000;
    private static final double LEAST_GAP = 5;

    /** A frame and how many columns it has. */
    record Place(int frame, int columns) {}

    static TimeAxis of(List<FrameRecord> frames, Optional<Double> scale, boolean nights) {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).used()) {
                used.add(i);
            }
        }
        if (used.stream().anyMatch(i -> frames.get(i).time().isEmpty())) {
            return byNumber(used);
        }
        used.sort((a, b) -> time(frames, a).compareTo(time(frames, b)));
        double step = step(frames, used);
        double seconds = scale.orElse(step);
        double rest = longestRest(frames, used, step);
        List<List<Integer>> parts = nights ? nights(frames, used) : List.of(used);
        double[] earliest = {Double.MAX_VALUE};
        parts.forEach(part -> earliest[0] = Math.min(earliest[0], sinceNoon(frames, part.get(0))));
        List<TreeMap<Integer, Place>> rows = new ArrayList<>();
        List<LocalDateTime> begins = new ArrayList<>();
        int columns = 1;
        for (List<Integer> part : parts) {
            LocalDateTime first = time(frames, part.get(0)).local();
            long nanos = Math.round((sinceNoon(frames, part.get(0)) - earliest[0]) * 1e9);
            LocalDateTime begin = first.minusNanos(nanos);
            begins.add(begin);
            TreeMap<Integer, Place> row = row(frames, part, step, rest, seconds, nanos / 1e9);
            columns =
                    Math.max(columns, row.lastKey() + row.lastEntry().getValue().columns());
            rows.add(row);
        }
        return new TimeAxis(rows, seconds, columns, begins);
    }

    private static TimeAxis byNumber(List<Integer> used) {
        TreeMap<Integer, Place> row = new TreeMap<>();
        for (int i : used) {
            row.put(row.size(), new Place(i, 1));
        }
        return new TimeAxis(List.of(row), 0, checked(row.size()), List.of());
    }

    private static TreeMap<Integer, Place> row(
            List<FrameRecord> frames, List<Integer> part, double step, double rest, double seconds, double begin) {
        TreeMap<Integer, Place> row = new TreeMap<>();
        checked((begin + between(frames, part.get(0), part.get(part.size() - 1)) + step) / seconds);
        for (int i = 0; i < part.size(); i++) {
            double at = begin + between(frames, part.get(0), part.get(i));
            int column = checked(StrictMath.floor(at / seconds + 0.5));
            double exposure = exposure(frames, part.get(i), step);
            int columns = checked(Math.max(1, StrictMath.ceil(exposure / seconds - 1e-6)));
            if (i + 1 < part.size()) {
                double next = between(frames, part.get(i), part.get(i + 1));
                int until = checked(StrictMath.floor((at + next) / seconds + 0.5)) - column;
                columns = next - exposure <= rest ? until : Math.min(columns, until);
            }
            if (columns > 0) {
                row.put(column, new Place(part.get(i), columns));
            }
        }
        return row;
    }

    private static int checked(double columns) {
        if (columns > MOST_COLUMNS) {
            throw new OptionException(
                    "keogram: expected a night of at most " + MOST_COLUMNS + " columns, found " + (long) columns
                            + "; give more seconds to each with --scale, or each night its own row with --nights");
        }
        return (int) columns;
    }

    /* The median time between starts, of which zeros are left out; a frame alone stands for its exposure. */
    private static double step(List<FrameRecord> frames, List<Integer> used) {
        double[] steps = new double[Math.max(0, used.size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = between(frames, used.get(i), used.get(i + 1));
        }
        double[] sorted = Arrays.stream(steps).filter(step -> step > 0).sorted().toArray();
        if (sorted.length > 0) {
            return sorted[sorted.length / 2];
        }
        double exposure = used.isEmpty()
                ? 1
                : frames.get(used.get(0)).exposure().map(TimeAxis::seconds).orElse(1.0);
        return Math.max(exposure, 1e-3);
    }

    /* The longest time between an exposure and the next one that is no gap. */
    private static double longestRest(List<FrameRecord> frames, List<Integer> used, double step) {
        double[] rests = new double[Math.max(0, used.size() - 1)];
        for (int i = 0; i < rests.length; i++) {
            rests[i] = between(frames, used.get(i), used.get(i + 1)) - exposure(frames, used.get(i), step);
        }
        Arrays.sort(rests);
        return rests.length == 0 ? LEAST_GAP : Math.max(LEAST_GAP, 2 * rests[(rests.length - 1) / 2]);
    }

    private static double exposure(List<FrameRecord> frames, int frame, double step) {
        return frames.get(frame).exposure().map(TimeAxis::seconds).orElse(step);
    }

    private static List<List<Integer>> nights(List<FrameRecord> frames, List<Integer> used) {
        TreeMap<LocalDate, List<Integer>> nights = new TreeMap<>();
        for (int i : used) {
            LocalDate evening = time(frames, i).local().minusHours(12).toLocalDate();
            nights.computeIfAbsent(evening, date -> new ArrayList<>()).add(i);
        }
        return List.copyOf(nights.values());
    }

    private static double sinceNoon(List<FrameRecord> frames, int frame) {
        return time(frames, frame).local().minusHours(12).toLocalTime().toNanoOfDay() / 1e9;
    }

    private static CaptureTime time(List<FrameRecord> frames, int frame) {
        return frames.get(frame).time().orElseThrow();
    }

    private static double between(List<FrameRecord> frames, int from, int to) {
        return seconds(
                Duration.between(time(frames, from).instant(), time(frames, to).instant()));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /** Marks below a row: their columns and what is written there. */
    TreeMap<Integer, String> marks(int row) {
        TreeMap<Integer, String> marks = new TreeMap<>();
        if (begins.isEmpty()) {
            int every = niceStep(columns);
            for (int frame = every; frame <= columns; frame += every) {
                marks.put(frame - 1, String.valueOf(frame));
            }
            return marks;
        }
        LocalDateTime begin = begins.get(row);
        Duration every = columns * seconds > 2 * 3600 ? Duration.ofHours(1) : Duration.ofMinutes(10);
        LocalDateTime mark = begin.toLocalDate().atTime(LocalTime.MIN);
        while (mark.isBefore(begin)) {
            mark = mark.plus(every);
        }
        for (; column(begin, mark) < columns; mark = mark.plus(every)) {
            marks.put(column(begin, mark), String.format("%02d:%02d", mark.getHour(), mark.getMinute()));
        }
        return marks;
    }

    private int column(LocalDateTime begin, LocalDateTime mark) {
        return (int) Math.min(columns, StrictMath.floor(seconds(Duration.between(begin, mark)) / seconds + 0.5));
    }

    private static int niceStep(int columns) {
        int step = 1;
        while (columns / step > 12) {
            step *= step == 1 || String.valueOf(step).startsWith("1") ? 5 : 2;
        }
        return step;
    }
}
