package dev.sidereal.timelapse;

import dev.sidereal.frame.OptionException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A video of a night: one picture for each frame that can be read, in their order.
 *
 * @param show what a picture shows
 * @param fps  pictures in a second, above 0, at most {@value #MOST_FPS}
 * @param size of the video; empty: the frames' own
 * @param fit  how frames of another shape are fitted into that size
 * @param hold how long the last picture stays on; 0: as long as any other
 */
public record Timelapse(Show show, double fps, Optional<Size> size, Fit fit, Duration hold) {

    /** As options name it. */
    public static final String NAME = "timelapse";

    /** Growing trails in the frames' own size, 25 pictures in a second. */
    public static final Timelapse PLAIN =
            new Timelapse(new Show.Growing(), 25, Optional.empty(), Fit.WHOLE, Duration.ZERO);

    private static final int MOST_FPS = 240;
    private static final int MOST_SECONDS = 3600;

    /** Columns and rows, 1 or more. */
    public record Size(int width, int height) {

        public Size {
            if (width < 1 || height < 1) {
                throw new OptionException("--size: expected at least 1x1, found " + width + "x" + height);
            }
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** How a frame is fitted into a size of another shape. */
    public enum Fit {
        /** All of it is seen; what is left beside it is black. */
        WHOLE,
        /** It fills the size; what does not fit is cut off on both sides alike. */
        FILL
    }

    public Timelapse {
        if (!(fps > 0 && fps <= MOST_FPS)) {
            throw new OptionException(
                    "--fps: expected above 0 and at most " + MOST_FPS + " pictures in a second, found " + plain(fps));
        }
        if (hold.isNegative() || hold.compareTo(Duration.ofSeconds(MOST_SECONDS)) > 0) {
            throw new OptionException(
                    "--hold: expected 0 to " + MOST_SECONDS + " seconds, found " + plain(hold.toMillis() / 1000.0));
        }
    }

    /** How many times the last picture is shown again at the end. */
    public int held() {
        return (int) Math.round(hold.toNanos() / 1e9 * fps);
    }

    /** The pictures in words: {@code growing trails}. */
    public String title() {
        return show.title();
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "");
    }
}
