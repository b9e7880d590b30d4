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
 * @param k1     share of the radius, -0.5 to 0.5
 * @param k2     share of the radius, -0.5 to 0.5; with k1 such that nothing within the radius is folded
 */
public record Lens(double x, double y, double radius, double k1, double k2) {

    /** No distortion. */
    public static final Lens NONE = new Lens(0, 0, 1, 0, 0);

    private static final double MOST = 0.5;
    private static final int FOLDS_LOOKED_FOR = 8;
    private static final int MOST_STEPS = 20;
    private static final double STEP_ENOUGH = 1e-13;

    public Lens {
        if (!(radius > 0) || !isUsable(k1, k2)) {
            throw new IllegalArgumentException(
                    "lens: expected a radius above 0 and k1, k2 of -0.5 to 0.5 that fold nothing, found " + radius
                            + ", " + k1 + ", " + k2);
        }
    }

    /** Whether there is a lens of such numbers: what is farther out is farther out without it, too. */
    static boolean isUsable(double k1, double k2) {
        boolean isRising = Math.abs(k1) <= MOST && Math.abs(k2) <= MOST;
        for (int i = 1; i <= FOLDS_LOOKED_FOR; i++) {
            double squared = i / (double) FOLDS_LOOKED_FOR;
            isRising &= 1 + squared * (3 * k1 + 5 * k2 * squared) > 0;
        }
        return isRising;
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
