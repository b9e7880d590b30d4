package dev.sidereal.sky;

import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.util.List;

/**
 * A round brush that paints sky or ground into a mask along a line.
 *
 * <p>Within {@code radius} of the line, shortened by the feather's part of it, the paint is whole; from there it falls to
 * nothing at the radius along {@code t * t * (3 - 2 * t)}. A pixel of code m becomes {@code m + p * (to - m)}, p being the
 * greatest part that the line gives it, rounded to nearest. Cost: the pixels of the box around the line, for each piece of it.
 *
 * @param radius  in pixels, above 0 and at most {@value #MOST_RADIUS}
 * @param feather part of the radius that is soft, 0 to 1
 * @param to      {@link SkyMask#SKY} or {@link SkyMask#GROUND}
 */
public record Brush(double radius, double feather, int to) {

    private static final int MOST_RADIUS = 5000;

    /** A place in a picture; whole numbers are the middles of pixels. */
    public record Point(double x, double y) {}

    public Brush {
        if (!(radius > 0 && radius <= MOST_RADIUS)) {
            throw new OptionException(
                    "radius: expected pixels above 0 and at most " + MOST_RADIUS + ", found " + radius);
        }
        if (!(feather >= 0 && feather <= 1)) {
            throw new OptionException("feather: expected 0 to 1, found " + feather);
        }
    }

    /** Paints into a mask of 8 bits. */
    public void paint(List<Point> line, Raster mask) {
        Shape shape = mask.shape();
        double left = line.stream().mapToDouble(Point::x).min().orElse(0) - radius;
        double right = line.stream().mapToDouble(Point::x).max().orElse(-1) + radius;
        double top = line.stream().mapToDouble(Point::y).min().orElse(0) - radius;
        double bottom = line.stream().mapToDouble(Point::y).max().orElse(-1) + radius;
        for (int y = (int) Math.max(0, top); y <= Math.min(shape.height() - 1, bottom); y++) {
            for (int x = (int) Math.max(0, left); x <= Math.min(shape.width() - 1, right); x++) {
                double part = part(distance(line, x, y));
                if (part > 0) {
                    double code = mask.get(x, y, 0);
                    mask.set(x, y, 0, Math.rint(code + part * (to - code)));
                }
            }
        }
    }

    private double part(double distance) {
        double soft = radius * feather;
        if (distance <= radius - soft) {
            return 1;
        }
        double t = Math.max(0, (radius - distance) / soft);
        return distance >= radius ? 0 : t * t * (3 - 2 * t);
    }

    private static double distance(List<Point> line, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < line.size(); i++) {
            Point a = line.get(Math.max(0, i - 1));
            Point b = line.get(i);
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double length = dx * dx + dy * dy;
            double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x()) * dx + (y - a.y()) * dy) / length));
            least = Math.min(least, Math.hypot(a.x() + t * dx - x, a.y() + t * dy - y));
        }
        return least;
    }
}
