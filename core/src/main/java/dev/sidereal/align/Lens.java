package dev.sidereal.align;

/**
 * A radial distortion that all frames of a camera share: a point at the distance r from the centre was, without it, at
 * {@code r (1 + k1 (r / radius)^2 + k2 (r / radius)^4)} in the same direction.
 *
 * <p>Cost: some ten operations one way, a few Newton steps back.
 *
 * @param x      of the centre in pixels
 * @param y      of the centre
 * @param radius the distance in pixels to which k1 and k2 refer: half the diagonal
 * @param k1     share of the radius, -0.2 to 0.2
 * @param k2     share of the radius, -0.2 to 0.2
 */
public record Lens(double x, double y, double radius, double k1, double k2) {

    /** No distortion. */
    public static final Lens NONE = new Lens(0, 0, 1, 0, 0);

    private static final double MOST = 0.2;
    private static final int MOST_STEPS = 20;
    private static final double STEP_ENOUGH = 1e-13;

    public Lens {
        if (!(radius > 0) || !(Math.abs(k1) <= MOST) || !(Math.abs(k2) <= MOST)) {
            throw new IllegalArgumentException("lens: expected a radius above 0 and k1, k2 of -0.2 to 0.2, found "
                    + radius + ", " + k1 + ", " + k2);
        }
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return k1 == 0 && k2 == 0;
    }

    /** Where a point of a frame would be without distortion. */
    public Point straighten(double px, double py) {
        double dx = px - x;
        double dy = py - y;
        double factor = factor((dx * dx + dy * dy) / (radius * radius));
        return new Point(x + dx * factor, y + dy * factor);
    }

    /** The inverse of {@link #straighten}. */
    public Point bend(double px, double py) {
        double dx = px - x;
        double dy = py - y;
        double goal = Math.sqrt(dx * dx + dy * dy) / radius;
        if (goal == 0) {
            return new Point(px, py);
        }
        double r = goal;
        for (int step = 0; step < MOST_STEPS; step++) {
            double s = r * r;
            double change = (r * factor(s) - goal) / (1 + s * (3 * k1 + 5 * k2 * s));
            r -= change;
            if (Math.abs(change) < STEP_ENOUGH) {
                break;
            }
        }
        return new Point(x + dx * r / goal, y + dy * r / goal);
    }

    private double factor(double squared) {
        return 1 + squared * (k1 + k2 * squared);
    }
}
