package dev.sidereal.frame;

import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the camera stood in a night, in whole pixels: what was at (x, y) of the frames that most of the night was taken with
 * is at (x + right, y + down) in the frames of another stand.
 *
 * <p>Ways are added up before they are rounded, so that a stand is half a step off at the most, however often the camera
 * moved.
 *
 * @param stands in order, at least one
 */
public record CameraPath(List<Stand> stands) {

    /**
     * Frames between two moves.
     *
     * @param first number of the first frame
     * @param end   number after the last one
     */
    public record Stand(int first, int end, int right, int down) {

        int frames() {
            return end - first;
        }
    }

    public CameraPath {
        stands = List.copyOf(stands);
    }

    /**
     * The path of a night.
     *
     * @param frames of the night
     * @param moves  in order, the way of each known
     * @param step   ways are rounded to multiples of it: 1, or more for a mosaic, whose colours must stay where they are
     * @throws java.util.NoSuchElementException if a way is not known
     */
    public static CameraPath of(int frames, List<CameraMoves.Move> moves, int step) {
        List<Stand> stands = new ArrayList<>();
        int first = 0;
        double right = 0;
        double down = 0;
        for (CameraMoves.Move move : moves) {
            stands.add(new Stand(first, move.pair() + 1, whole(right, step), whole(down, step)));
            CameraMoves.Way way = move.way().orElseThrow();
            first = move.pair() + 1;
            right += way.right();
            down += way.down();
        }
        stands.add(new Stand(first, frames, whole(right, step), whole(down, step)));
        Stand most = Collections.max(stands, Comparator.comparing(Stand::frames));
        return new CameraPath(stands.stream()
                .map(stand ->
                        new Stand(stand.first(), stand.end(), stand.right() - most.right(), stand.down() - most.down()))
                .toList());
    }

    private static int whole(double way, int step) {
        return step * (int) Math.rint(way / step);
    }

    /** The stand that a frame was taken from. */
    public Stand of(int frame) {
        return stands.stream()
                .filter(stand -> frame < stand.end())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("camera path: no frame " + frame));
    }

    /** Column of the longest stand's frames that is the first one seen from every stand. */
    public int left() {
        return stands.stream()
                .mapToInt(stand -> Math.max(0, -stand.right()))
                .max()
                .orElse(0);
    }

    /** Row of the longest stand's frames that is the first one seen from every stand. */
    public int top() {
        return stands.stream()
                .mapToInt(stand -> Math.max(0, -stand.down()))
                .max()
                .orElse(0);
    }

    /** Size of what is seen from every stand; empty if that is nothing. */
    public Optional<Shape> seen(Shape frame) {
        int right = stands.stream()
                .mapToInt(stand -> Math.max(0, stand.right()))
                .max()
                .orElse(0);
        int down = stands.stream()
                .mapToInt(stand -> Math.max(0, stand.down()))
                .max()
                .orElse(0);
        int width = frame.width() - left() - right;
        int height = frame.height() - top() - down;
        return width > 0 && height > 0 ? Optional.of(new Shape(width, height, frame.channels())) : Optional.empty();
    }
}
