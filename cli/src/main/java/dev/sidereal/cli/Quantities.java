package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as people type and read them. */
final class Quantities {

    private static final Pattern BYTES =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})x([0-9]{1,6})");

    private Quantities() {}

    /** {@code 500M}, {@code 1.5G}: powers of 1024. */
    static long parseBytes(String option, String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(option + ": expected a size such as 500M or 2G, found " + text);
        }
        int power = "KMGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        double unit = matcher.group(2).isEmpty() ? 1 : Math.pow(1024, power);
        long bytes = (long) Math.min(Long.MAX_VALUE, Double.parseDouble(matcher.group(1)) * unit);
        if (bytes < 1) {
            throw new OptionException(option + ": expected a size such as 500M or 2G, found " + text);
        }
        return bytes;
    }

    /** {@code 90s}, {@code 1.5h}. */
    static Duration parseDuration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(
                    option + ": expected the number of a frame or a time such as 90s, 5m or 1h, found " + text);
        }
        double seconds = Double.parseDouble(matcher.group(1))
                * switch (matcher.group(2)) {
                    case "m" -> 60;
                    case "h" -> 3600;
                    default -> 1;
                };
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** {@code 4256x2832}, in colour. */
    static Shape parseSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException("--size: expected columns x rows such as 1200x800, found " + text);
        }
        try {
            return new Shape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), 3);
        } catch (IllegalArgumentException e) {
            throw new OptionException("--size: expected at least 1x1, found " + text);
        }
    }

    /**
     * A whole number as typed after an option.
     *
     * @throws OptionException if it is not in the range
     */
    static int inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new OptionException(option + ": expected " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " to " + most) + ", found " + value);
        }
        return value;
    }

    /** {@code 1 frame}, {@code 20 frames}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 290 MB}, {@code 0.3 MB}. */
    static String megabytes(long bytes) {
        return bytes < 9_950_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6) : Math.round(bytes / 1e6) + " MB";
    }

    /** {@code 0.4 s}, {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String time(Duration duration) {
        if (duration.toMillis() < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Seconds of an exposure without useless zeros: {@code 30}, {@code 0.5}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9).replaceFirst("\\.?0+$", "");
    }
}
