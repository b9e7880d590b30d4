package dev.sidereal.align;

import java.util.List;

/**
 * Where the points of one frame lie in another, usually the reference: distortion is taken off, a 3x3 matrix applied to
 * (x, y, 1), and the distortion of the same lens put on again.
 *
 * <p>Without a lens: {@code x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1)}. Pixels, x right, y
 * down, centres of pixels at whole numbers.
 *
 * @param model the least kind that it is of
 * @param lens  shared by both frames
 */
public record Transform(
        Model model, double a, double b, double c, double d, double e, double f, double g, double h, Lens lens) {

    /** Every point stays. */
    public static final Transform IDENTITY = shift(0, 0);

    private static final int CELLS = 9;

    public Transform {
        double sum = a + b + c + d + e + f + g + h;
        if (Double.isNaN(sum) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                    "transform: expected finite numbers, found " + List.of(a, b, c, d, e, f, g, h));
        }
    }

    public static Transform shift(double dx, double dy) {
        return new Transform(Model.SHIFT, 1, 0, dx, 0, 1, dy, 0, 0, Lens.NONE);
    }

    /** Counter-clockwise in (x, y) as formulas have it, so clockwise as seen with y down: {@code x' = s (x cos - y sin) + dx}. */
    public static Transform similarity(double scale, double radians, double dx, double dy) {
        double cos = scale * Math.cos(radians);
        double sin = scale * Math.sin(radians);
        return new Transform(Model.SIMILARITY, cos, -sin, dx, sin, cos, dy, 0, 0, Lens.NONE);
    }

    /**
     * From the nine numbers of a matrix, row by row, which are divided by the last.
     *
     * @throws IllegalArgumentException if they are not nine finite numbers of a matrix that can be inverted
     */
    public static Transform of(Model model, List<Double> matrix, Lens lens) {
        if (matrix.size() != CELLS) {
            throw new IllegalArgumentException("matrix: expected 9 numbers, found " + matrix.size());
        }
        double w = matrix.get(CELLS - 1);
        double[] m = matrix.stream().mapToDouble(cell -> cell / w).toArray();
        Transform transform = new Transform(model, m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], lens);
        double determinant = transform.determinant();
        if (!(Math.abs(determinant) > 0) || Double.isInfinite(determinant)) {
            throw new IllegalArgumentException("matrix: expected one that can be inverted, found " + matrix);
        }
        return transform;
    }

    /** The nine numbers of the matrix, row by row; the last is 1. */
    public List<Double> matrix() {
        return List.of(a, b, c, d, e, f, g, h, 1.0);
    }

    /** The same matrix between frames of a lens. */
    public Transform with(Lens other) {
        return new Transform(model, a, b, c, d, e, f, g, h, other);
    }

    /** Where a point goes; not finite for points on the horizon of a homography. */
    public Point apply(double x, double y) {
        if (lens.isNone()) {
            double w = g * x + h * y + 1;
            return new Point((a * x + b * y + c) / w, (d * x + e * y + f) / w);
        }
        Point p = lens.straighten(x, y);
        double w = g * p.x() + h * p.y() + 1;
        return lens.bend((a * p.x() + b * p.y() + c) / w, (d * p.x() + e * p.y() + f) / w);
    }

    /** The way back. */
    public Transform inverse() {
        return of(
                model,
                List.of(
                        e - f * h,
                        c * h - b,
                        b * f - c * e,
                        f * g - d,
                        a - c * g,
                        c * d - a * f,
                        d * h - e * g,
                        b * g - a * h,
                        a * e - b * d),
                lens);
    }

    /** This one after another; both between frames of one lens. */
    public Transform after(Transform first) {
        Model freer = model.compareTo(first.model) > 0 ? model : first.model;
        return of(
                freer,
                List.of(
                        a * first.a + b * first.d + c * first.g,
                        a * first.b + b * first.e + c * first.h,
                        a * first.c + b * first.f + c,
                        d * first.a + e * first.d + f * first.g,
                        d * first.b + e * first.e + f * first.h,
                        d * first.c + e * first.f + f,
                        g * first.a + h * first.d + first.g,
                        g * first.b + h * first.e + first.h,
                        g * first.c + h * first.f + 1),
                lens);
    }

    /** Whether every point stays. */
    public boolean isNothing() {
        return matrix().equals(IDENTITY.matrix());
    }

    /** Whether left and right are exchanged. */
    public boolean isMirrored() {
        return determinant() < 0;
    }

    private double determinant() {
        return a * (e - f * h) - b * (d - f * g) + c * (d * h - e * g);
    }
}
