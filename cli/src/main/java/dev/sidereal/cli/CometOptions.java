package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.frame.OptionException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How comet trails fade. */
final class CometOptions {

    @Option(
            names = "--tail",
            paramLabel = "N|TIME|PERCENT",
            description = "Length of comet trails: frames (40), a time (20m) or a share of the night (30%%);"
                    + " default 100%%.")
    private Optional<String> tail = Optional.empty();

    @Option(names = "--fade", paramLabel = "linear|exp", description = "How comet trails fade; default linear.")
    private Optional<String> fade = Optional.empty();

    @Option(
            names = "--head",
            paramLabel = "end|begin|middle",
            description = "When comet trails are brightest: at the end of the night (default), at its begin, or in its"
                    + " middle with both ends faded.")
    private Optional<String> head = Optional.empty();

    @Option(
            names = "--tint",
            paramLabel = "none|time",
            description = "What colours comet trails: the stars (default), or the time, from blue to orange.")
    private Optional<String> tint = Optional.empty();

    @Option(
            names = "--exact",
            description = "Weigh each frame as it is read and show the greatest: later stars are not hidden by brighter"
                    + " earlier ones. Only while frames are read, and chosen before.")
    private boolean exact;

    /** Whether comets are weighed while frames are read. */
    boolean isExact() {
        return exact;
    }

    /** Whether one of these options was given. */
    boolean isGiven() {
        return tail.isPresent() || fade.isPresent() || head.isPresent() || tint.isPresent() || exact;
    }

    /**
     * How trails fade.
     *
     * @param length given elsewhere; empty: by {@code --tail}
     * @throws OptionException if an option is wrong
     */
    Comet comet(Optional<String> length) {
        return new Comet(
                length.or(() -> tail).map(CometOptions::tail).orElse(Comet.WHOLE_NIGHT.tail()),
                fade.map(text -> switch (text) {
                            case "linear" -> Comet.Fade.LINEAR;
                            case "exp" -> Comet.Fade.EXP;
                            default -> throw new OptionException("--fade: expected linear or exp, found " + text);
                        })
                        .orElse(Comet.Fade.LINEAR),
                head.map(text -> switch (text) {
                            case "end" -> Comet.Head.END;
                            case "begin" -> Comet.Head.BEGIN;
                            case "middle" -> Comet.Head.MIDDLE;
                            default ->
                                throw new OptionException("--head: expected end, begin or middle, found " + text);
                        })
                        .orElse(Comet.Head.END),
                tint.map(text -> switch (text) {
                            case "none" -> Comet.Tint.NONE;
                            case "time" -> Comet.Tint.TIME;
                            default -> throw new OptionException("--tint: expected none or time, found " + text);
                        })
                        .orElse(Comet.Tint.NONE));
    }

    /** The length of a tail, as {@code --tail} says it. */
    static Comet.Tail tail(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return new Comet.Tail.Frames(Integer.parseInt(text));
        }
        if (text.matches("[0-9]+(\\.[0-9]+)?%")) {
            return new Comet.Tail.Percent(Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        if (!text.matches("[0-9]+(\\.[0-9]+)?(s|m|h)")) {
            throw new OptionException("--tail: expected frames (40), a time (20m) or a share (30%), found " + text);
        }
        return new Comet.Tail.Time(Quantities.parseDuration("--tail", text));
    }
}
