package dev.sidereal.timelapse;

import dev.sidereal.image.Shape;

/**
 * Where a frame lies in the pictures of a video.
 *
 * @param width  of the video
 * @param height of the video
 * @param left   column where the frame begins
 * @param top    row where it begins
 * @param across columns that it takes
 * @param down   rows that it takes
 * @param x      column of the frame that is shown first; what lies before is cut off
 * @param y      row of the frame that is shown first
 * @param scale  pixels of the frame for one of the video; 1: they are shown as they are
 */
public record Canvas(int width, int height, int left, int top, int across, int down, double x, double y, double scale) {

    /** For frames of a shape. */
    public static Canvas of(Shape frame, Timelapse timelapse) {
        int width = timelapse.size().map(Timelapse.Size::width).orElse(frame.width());
        int height = timelapse.size().map(Timelapse.Size::height).orElse(frame.height());
        double byWidth = (double) frame.width() / width;
        double byHeight = (double) frame.height() / height;
        double scale =
                timelapse.fit() == Timelapse.Fit.WHOLE ? Math.max(byWidth, byHeight) : Math.min(byWidth, byHeight);
        int across = clamp(Math.rint(frame.width() / scale), width);
        int down = clamp(Math.rint(frame.height() / scale), height);
        return new Canvas(
                width,
                height,
                (width - across) / 2,
                (height - down) / 2,
                across,
                down,
                (frame.width() - across * scale) / 2,
                (frame.height() - down * scale) / 2,
                scale);
    }

    private static int clamp(double length, int most) {
        return (int) Math.max(1, Math.min(most, length));
    }

    /** Whether pictures are frames, pixel by pixel. */
    boolean isOf(Shape frame) {
        return scale == 1 && width == frame.width() && height == frame.height();
    }

    /** Whether something beside the frame stays black. */
    public boolean hasBars() {
        return across < width || down < height;
    }

    /** A black picture's shape. */
    Shape shape(int channels) {
        return new Shape(width, height, channels);
    }
}
