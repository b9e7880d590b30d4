package dev.sidereal.simulator;

import dev.sidereal.image.Shape;

/**
 * What the camera sees: the size of its picture and the point about which the sky turns.
 *
 * <p>The picture plane is treated as if the lens kept circles about the pole circular at every distance.
 *
 * @param width            columns, 32 to 20000
 * @param height           rows, 32 to 20000
 * @param pole             pixel position of the celestial pole, at most ten picture diagonals outside of the picture
 * @param counterClockwise sense of the stars as seen in the picture: true north of the equator
 */
public record Field(int width, int height, Point pole, boolean counterClockwise) {

    public Field {
        Expect.whole("width", width, 32, 20_000);
        Expect.whole("height", height, 32, 20_000);
        double far = 10 * Math.sqrt((double) width * width + (double) height * height);
        Expect.real("pole x", pole.x(), -far, width + far);
        Expect.real("pole y", pole.y(), -far, height + far);
    }

    /** The pole in the upper half, a little right of the middle. */
    public static Field of(int width, int height) {
        return new Field(width, height, new Point(0.57 * width, 0.36 * height), true);
    }

    /** Shape of every frame: three channels. */
    public Shape shape() {
        return new Shape(width, height, 3);
    }

    /** Length of the diagonal in pixels. */
    double diagonal() {
        return Math.sqrt((double) width * width + (double) height * height);
    }

    /** Whether a point lies in the picture or at most {@code margin} pixels outside. */
    boolean contains(Point point, double margin) {
        return point.x() >= -margin
                && point.y() >= -margin
                && point.x() <= width - 1 + margin
                && point.y() <= height - 1 + margin;
    }
}
