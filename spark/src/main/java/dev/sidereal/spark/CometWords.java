package dev.sidereal.spark;

import dev.sidereal.develop.Comet;
import dev.sidereal.frame.OptionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How comet trails fade, as the command line's {@code --comet}, {@code --tail}, {@code --fade}, {@code --head} and {@code --tint} say it. */
final class CometWords {

    static final String COMET = "--comet";
    static final Set<String> VALUED = Set.of("--tail", "--fade", "--head", "--tint");

    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([smh])");

    private CometWords() {}

    /** Whether one of the options beside {@code --comet} was given. */
    static boolean areGiven(Arguments given) {
        return VALUED.stream().anyMatch(given::has);
    }

    /** Reads the options; a length given with {@code --comet} goes before that of {@code --tail}. */
    static Comet comet(Arguments given) {
        Optional<String> length = given.value(COMET).filter(tail -> !tail.isEmpty());
        return new Comet(
                length.or(() -> given.value("--tail")).map(CometWords::tail).orElse(Comet.WHOLE_NIGHT.tail()),
                switch (given.value("--fade").orElse("linear")) {
                    case "linear" -> Comet.Fade.LINEAR;
                    case "exp" -> Comet.Fade.EXP;
                    default -> throw wrong(given, "--fade", "linear or exp");
                },
                switch (given.value("--head").orElse("end")) {
                    case "end" -> Comet.Head.END;
                    case "begin" -> Comet.Head.BEGIN;
                    case "middle" -> Comet.Head.MIDDLE;
                    default -> throw wrong(given, "--head", "end, begin or middle");
                },
                switch (given.value("--tint").orElse("none")) {
                    case "none" -> Comet.Tint.NONE;
                    case "time" -> Comet.Tint.TIME;
                    default -> throw wrong(given, "--tint", "none or time");
                });
    }

    private static OptionException wrong(Arguments given, String option, String expected) {
        return new OptionException(option + ": expected " + expected + ", found "
                + given.value(option).orElse(""));
    }

    private static Comet.Tail tail(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return new Comet.Tail.Frames(Integer.parseInt(text));
        }
        if (text.matches("[0-9]+(\\.[0-9]+)?%")) {
            return new Comet.Tail.Percent(Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        return new Comet.Tail.Time(duration(text)
                .orElseThrow(() -> new OptionException(
                        "--tail: expected frames (40), a time (20m) or a share (30%), found " + text)));
    }

    /** A time such as {@code 90s}, {@code 20m} or {@code 1.5h}; empty for other texts. */
    static Optional<Duration> duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        int unit = switch (time.group(2)) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
        return Optional.of(Duration.ofNanos(Math.round(Double.parseDouble(time.group(1)) * unit * 1e9)));
    }
}
