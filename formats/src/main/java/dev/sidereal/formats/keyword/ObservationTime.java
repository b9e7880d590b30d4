package dev.sidereal.formats.keyword;

import dev.sidereal.frame.CaptureTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When an exposure began, in UTC (FITS 4.0, section 9): DATE-OBS or DATE-BEG, with TIME-OBS where it holds a day only, else the
 * modified Julian date MJD-OBS.
 *
 * <p>An offset behind the time, which the standard does not know but programs write, is taken at its word. A day without a
 * time is no time.
 */
public final class ObservationTime {

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]([0-9:.]+)(Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern OLD_DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{0,9})\\d*)?");
    private static final LocalDate MJD_ZERO = LocalDate.of(1858, 11, 17);
    private static final double MOST_MJD = 1e6;
    private static final double DAY_MICROS = 86400e6;

    private ObservationTime() {}

    /** The time that keywords give; empty when they give none that can be. */
    public static Optional<CaptureTime> of(Keywords keywords) {
        return keywords.text("DATE-OBS")
                .flatMap(date -> date(date, keywords))
                .or(() -> keywords.text("DATE-BEG").flatMap(date -> date(date, keywords)))
                .or(() -> keywords.number("MJD-OBS").flatMap(ObservationTime::julian));
    }

    private static Optional<CaptureTime> date(String text, Keywords keywords) {
        Matcher date = DATE.matcher(text);
        Matcher old = OLD_DATE.matcher(text);
        try {
            if (date.matches()) {
                LocalDate day = LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
                String time = date.group(4);
                return time == null ? onDay(day, keywords) : time(time).map(at -> at(day, at, zone(date.group(5))));
            }
            return old.matches()
                    ? onDay(LocalDate.of(1900 + number(old, 3), number(old, 2), number(old, 1)), keywords)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<CaptureTime> onDay(LocalDate day, Keywords keywords) {
        return keywords.text("TIME-OBS", "TIME-BEG")
                .flatMap(ObservationTime::time)
                .map(at -> at(day, at, ZoneOffset.UTC));
    }

    private static Optional<LocalTime> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String fraction = time.group(4) == null ? "" : time.group(4);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        return Optional.of(LocalTime.of(number(time, 1), number(time, 2), number(time, 3), nanos));
    }

    private static CaptureTime at(LocalDate day, LocalTime time, ZoneOffset zone) {
        return new CaptureTime(LocalDateTime.of(day, time), Optional.of(zone));
    }

    private static ZoneOffset zone(@Nullable String offset) {
        return offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }

    private static Optional<CaptureTime> julian(double days) {
        if (!(days > 0 && days < MOST_MJD)) {
            return Optional.empty();
        }
        long day = (long) Math.floor(days);
        long micros = Math.round((days - day) * DAY_MICROS);
        LocalDateTime begin = MJD_ZERO.plusDays(day).atStartOfDay().plusNanos(micros * 1000);
        return Optional.of(new CaptureTime(begin, Optional.of(ZoneOffset.UTC)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
