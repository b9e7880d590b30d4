package dev.sidereal.timelapse;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings the light of each frame to the median level of itself and the {@value #BEFORE} frames before it.
 *
 * <p>{@code gain = median / level}, within 1/4 and 4; 1 for a frame without light. A frame that stands out is brought back; dusk and
 * dawn stay, seven frames late; a lasting change of the exposure stays a step. The first frame stays as it is. The frames after it
 * are not asked: pictures are made while frames are read, once.
 */
final class Deflicker {

    private static final int BEFORE = 14;
    private static final double MOST = 4;

    private final Deque<Double> levels = new ArrayDeque<>();

    /** The factor for the next frame's light. */
    double gain(double level) {
        levels.addLast(level);
        if (levels.size() > BEFORE + 1) {
            levels.removeFirst();
        }
        double[] sorted =
                levels.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return level > 0 ? Math.max(1 / MOST, Math.min(MOST, median / level)) : 1;
    }
}
