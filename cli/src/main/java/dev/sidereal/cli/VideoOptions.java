package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.timelapse.Show;
import dev.sidereal.timelapse.Timelapse;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The pace and the size of a timelapse. */
final class VideoOptions {

    private static final Timelapse.Size UHD = new Timelapse.Size(3840, 2160);
    private static final Timelapse.Size FULL_HD = new Timelapse.Size(1920, 1080);

    @Option(names = "--fps", paramLabel = "N", description = "Pictures of the video in a second; default 25.")
    private Optional<Double> fps = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "4k|1080p|WxH",
            description = "Size of the video; default that of the frames. 4k is 3840x2160, 1080p is 1920x1080.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--fit",
            paramLabel = "whole|fill",
            description =
                    "Frames of another shape than --size: whole with black beside them (default), or cut to fill it.")
    private Optional<String> fit = Optional.empty();

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            description = "How much longer the last picture of the video stays on; default 0.")
    private Optional<String> hold = Optional.empty();

    /** Whether one of these options was given. */
    boolean isGiven() {
        return fps.isPresent() || size.isPresent() || fit.isPresent() || hold.isPresent();
    }

    /**
     * The timelapse asked for.
     *
     * @throws OptionException if an option is wrong
     */
    Timelapse timelapse(Show show) {
        if (fit.isPresent() && size.isEmpty()) {
            throw new OptionException("--fit: expected --size with it, found none");
        }
        return new Timelapse(
                show,
                fps.orElse(Timelapse.PLAIN.fps()),
                size.map(VideoOptions::size),
                fit.map(VideoOptions::fit).orElse(Timelapse.PLAIN.fit()),
                hold.map(VideoOptions::hold).orElse(Duration.ZERO));
    }

    private static Timelapse.Size size(String text) {
        return switch (text) {
            case "4k" -> UHD;
            case "1080p" -> FULL_HD;
            default -> sizeOf(text);
        };
    }

    private static Timelapse.Size sizeOf(String text) {
        if (!text.matches("[0-9]{1,6}x[0-9]{1,6}")) {
            throw new OptionException("--size: expected 4k, 1080p or columns x rows such as 1280x720, found " + text);
        }
        int by = text.indexOf('x');
        return new Timelapse.Size(Integer.parseInt(text.substring(0, by)), Integer.parseInt(text.substring(by + 1)));
    }

    private static Timelapse.Fit fit(String text) {
        return switch (text) {
            case "whole" -> Timelapse.Fit.WHOLE;
            case "fill" -> Timelapse.Fit.FILL;
            default -> throw new OptionException("--fit: expected whole or fill, found " + text);
        };
    }

    private static Duration hold(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s?")) {
            throw new OptionException("--hold: expected seconds such as 3 or 1.5, found " + text);
        }
        return Duration.ofNanos(Math.round(Double.parseDouble(text.replace("s", "")) * 1e9));
    }
}
