package dev.sidereal.integrate;

import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;
import java.util.List;

/**
 * The part of the reference's plane that is made a picture.
 *
 * @param left   column of the reference that is the picture's first; may be negative
 * @param top    row of the reference that is the picture's first; may be negative
 * @param width  in pixels
 * @param height in pixels
 */
public record Canvas(int left, int top, int width, int height) {

    /** Which part. */
    public enum Extent {
        /** What the reference shows. */
        REFERENCE,
        /** What any frame shows. */
        UNION,
        /** An upright rectangle that every frame shows. */
        INTERSECTION;

        /**
         * The extent of a name.
         *
         * @param option whose value the name is
         * @throws OptionException if there is none
         */
        public static Extent named(String option, String name) {
            return switch (name) {
                case "reference" -> REFERENCE;
                case "union" -> UNION;
                case "intersection" -> INTERSECTION;
                default ->
                    throw new OptionException(option + ": expected reference, union or intersection, found " + name);
            };
        }
    }

    private static final double MOST_TIMES = 4;

    /**
     * The part that frames of a shape need.
     *
     * @throws OptionException if there is no place that every frame shows, or the union is more than four times as wide or high
     *                         as a frame
     */
    public static Canvas of(Extent extent, Shape frame, List<Transform> toReference) {
        double right = frame.width() - 1.0;
        double bottom = frame.height() - 1.0;
        double[] edges = {0, 0, right, bottom};
        if (extent != Extent.REFERENCE) {
            boolean union = extent == Extent.UNION;
            for (Transform transform : toReference) {
                double[] x = new double[4];
                double[] y = new double[4];
                for (int corner = 0; corner < 4; corner++) {
                    Point at = transform.apply(corner % 2 * right, (corner < 2 ? 0 : bottom));
                    x[corner] = at.x();
                    y[corner] = at.y();
                }
                java.util.Arrays.sort(x);
                java.util.Arrays.sort(y);
                edges[0] = union ? Math.min(edges[0], x[0]) : Math.max(edges[0], x[1]);
                edges[1] = union ? Math.min(edges[1], y[0]) : Math.max(edges[1], y[1]);
                edges[2] = union ? Math.max(edges[2], x[3]) : Math.min(edges[2], x[2]);
                edges[3] = union ? Math.max(edges[3], y[3]) : Math.min(edges[3], y[2]);
            }
            if (edges[2] < edges[0] || edges[3] < edges[1]) {
                throw new OptionException(
                        "--canvas: expected a place that every frame shows, found none; use --canvas reference or union");
            }
            if (edges[2] - edges[0] > MOST_TIMES * right || edges[3] - edges[1] > MOST_TIMES * bottom) {
                throw new OptionException(
                        "--canvas: expected frames that lie within four times their size, found them farther apart; use"
                                + " --canvas reference");
            }
        }
        boolean union = extent == Extent.UNION;
        int left = (int) (union ? Math.floor(edges[0]) : Math.ceil(edges[0]));
        int top = (int) (union ? Math.floor(edges[1]) : Math.ceil(edges[1]));
        int last = (int) (union ? Math.ceil(edges[2]) : Math.floor(edges[2]));
        int low = (int) (union ? Math.ceil(edges[3]) : Math.floor(edges[3]));
        return new Canvas(left, top, last - left + 1, low - top + 1);
    }
}
