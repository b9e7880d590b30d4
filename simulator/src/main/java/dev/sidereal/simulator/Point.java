package dev.sidereal.simulator;

/**
 * A place in the picture in pixels: origin top left, pixel centres at integers, y down; may lie outside of the picture.
 *
 * @param x to the right
 * @param y down
 */
public record Point(double x, double y) {

    /** The point at {@code fraction} of the straight way from here to another; 0 is here, 1 is there. */
    Point towards(Point other, double fraction) {
        return new Point(x + fraction * (other.x - x), y + fraction * (other.y - y));
    }

    /** Length of the straight way to another point, in pixels. */
    double distance(Point other) {
        return Math.sqrt((other.x - x) * (other.x - x) + (other.y - y) * (other.y - y));
    }
}
