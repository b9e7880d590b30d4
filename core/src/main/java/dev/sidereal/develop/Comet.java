package dev.sidereal.develop;

import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How trails fade with time, from full brightness to the background.
 *
 * <p>A sample whose greatest light came {@code a} before the head keeps {@code f(a / tail)} of what it has above the
 * background: linear {@code max(0, 1 - x)}, exponential {@code exp(-3 x)}. The greatest light alone is known, so a later,
 * fainter star that passed the same sample does not show: a lower bound of what a maximum of faded frames would give.
 *
 * @param tail how long trails are
 * @param fade how they fade
 * @param head which end is bright
 * @param tint what colours them
 */
public record Comet(Tail tail, Fade fade, Head head, Tint tint) {

    /** Trails that fade over the whole night, brightest where the stars were last. */
    public static final Comet WHOLE_NIGHT = new Comet(new Tail.Percent(100), Fade.LINEAR, Head.END);

    private static final double EXPONENT = 3;
    /* Light of equal mean: the first frames, the middle of the night, the last. */
    private static final double[][] TINTS = {{0.45, 0.75, 1.8}, {1, 1, 1}, {1.7, 0.85, 0.45}};

    /** Trails in the colours of the stars. */
    public Comet(Tail tail, Fade fade, Head head) {
        this(tail, fade, head, Tint.NONE);
    }

    /** The length of a tail. */
    public sealed interface Tail {

        /** The length among so many frames, in frames or, where it is a time, in seconds. */
        double among(int frames);

        /** A number of frames that were used. */
        record Frames(int count) implements Tail {
            public Frames {
                require(count >= 1, "1 frame or more", count);
            }

            @Override
            public double among(int frames) {
                return count;
            }
        }

        /** A time; the frames must have times. */
        record Time(Duration length) implements Tail {
            public Time {
                require(length.compareTo(Duration.ZERO) > 0, "a time above 0", length.toMillis() / 1000.0 + " s");
            }

            @Override
            public double among(int frames) {
                return length.toNanos() / 1e9;
            }
        }

        /** A share of the frames used. */
        record Percent(double share) implements Tail {
            public Percent {
                require(share > 0 && share <= 100, "above 0 and at most 100 percent", share);
            }

            @Override
            public double among(int frames) {
                return Math.max(1, share / 100 * frames);
            }
        }

        private static void require(boolean holds, String expected, Object found) {
            if (!holds) {
                throw new OptionException("--tail: expected " + expected + ", found " + found);
            }
        }
    }

    /** The curve from head to tail. */
    public enum Fade {
        LINEAR,
        EXP
    }

    /** What colours trails. */
    public enum Tint {
        /** The stars. */
        NONE,
        /** The time: from blue over white to orange, evenly over the frames used. */
        TIME
    }

    /** Which end of a trail is bright. */
    public enum Head {
        /** The last frame: the stars as they fly. */
        END,
        /** The first frame. */
        BEGIN,
        /** The middle of the night, fading to both ends; each side is half a tail. */
        MIDDLE
    }

    /**
     * What is left of the light of each frame, 0 to 1; 0 for frames that were not used.
     *
     * @throws OptionException if the tail is a time and a frame has none
     */
    double[] shares(List<FrameRecord> frames) {
        int[] used = IntStream.range(0, frames.size())
                .filter(row -> frames.get(row).used())
                .toArray();
        double[] shares = new double[frames.size()];
        if (used.length == 0) {
            return shares;
        }
        double[] moments = tail instanceof Tail.Time
                ? seconds(frames, used)
                : IntStream.range(0, used.length).asDoubleStream().toArray();
        double length = tail.among(used.length);
        double first = moments[0];
        double last = moments[moments.length - 1];
        for (int i = 0; i < used.length; i++) {
            double x = switch (head) {
                case END -> (last - moments[i]) / length;
                case BEGIN -> (moments[i] - first) / length;
                case MIDDLE -> 2 * Math.abs(moments[i] - (first + last) / 2) / length;
            };
            shares[used[i]] = fade == Fade.LINEAR ? Math.max(0, 1 - x) : StrictMath.exp(-EXPONENT * x);
        }
        return shares;
    }

    /** For each frame the parts that red, green and blue get of the light, with a mean of 1. */
    static double[][] tints(List<FrameRecord> frames) {
        double last = Math.max(1, frames.stream().filter(FrameRecord::used).count() - 1.0);
        double[][] tints = new double[frames.size()][3];
        int used = 0;
        for (int row = 0; row < tints.length; row++) {
            double at = 2 * Math.min(1, used / last);
            int from = at < 1 ? 0 : 1;
            for (int c = 0; c < 3; c++) {
                tints[row][c] = TINTS[from][c] + (at - from) * (TINTS[from + 1][c] - TINTS[from][c]);
            }
            used += frames.get(row).used() ? 1 : 0;
        }
        return tints;
    }

    private static double[] seconds(List<FrameRecord> frames, int[] used) {
        double[] seconds = new double[used.length];
        for (int i = 0; i < used.length; i++) {
            FrameRecord frame = frames.get(used[i]);
            Optional<CaptureTime> time = frame.time();
            Optional<CaptureTime> start = frames.get(used[0]).time();
            if (time.isEmpty() || start.isEmpty()) {
                throw new OptionException("--tail: expected frames with times, found " + frame.name()
                        + " without one; give the tail as a number of frames or as percent");
            }
            seconds[i] = Duration.between(start.get().instant(), time.get().instant())
                            .toNanos()
                    / 1e9;
        }
        return seconds;
    }
}
