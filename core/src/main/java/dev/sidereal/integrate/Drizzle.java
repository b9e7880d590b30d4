package dev.sidereal.integrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;

/**
 * How much finer a picture is than its lights, and how small the drops are that each of their samples becomes (A. S. Fruchter and
 * R. N. Hook 2002, PASP 114, 144).
 *
 * @param scale   pixels of the picture for each pixel of the reference along a side, 1 to 3
 * @param pixfrac side of a drop in pixels of its light, 0.1 to 1
 */
public record Drizzle(double scale, double pixfrac) {

    /** The side of a drop where none is chosen: light spreads less than with whole pixels, and few lights still fill all of the picture. */
    public static final double USUAL_PIXFRAC = 0.7;

    private static final double MOST_SCALE = 3;
    private static final double LEAST_PIXFRAC = 0.1;
    private static final double ALMOST = 1e-9;

    /** Checks both. */
    public Drizzle {
        if (!(scale >= 1 && scale <= MOST_SCALE)) {
            throw new OptionException(
                    "--drizzle: expected 1 to 3 pixels for each pixel of the lights along a side, found " + scale
                            + "; 2 suits most");
        }
        if (!(pixfrac >= LEAST_PIXFRAC && pixfrac <= 1)) {
            throw new OptionException("--pixfrac: expected drops of 0.1 to 1 pixels of the lights, found " + pixfrac
                    + "; " + USUAL_PIXFRAC + " suits most");
        }
    }

    /**
     * Checks whether it is of use for lights.
     *
     * @throws OptionException if their pixels hold all colours and the picture would be no finer: plain joining is better then
     */
    public void requireUse(FrameInfo lights) {
        if (scale == 1 && lights.coding().mosaic().isEmpty()) {
            throw new OptionException("--drizzle: expected more than 1 for lights without colour filters, found "
                    + lights.kind() + "; leave it out, interpolation loses less than drops of whole pixels");
        }
    }

    /**
     * The shape of the picture; a last pixel that the canvas does not fill is left out.
     *
     * @param canvas as fine as the lights
     */
    public Shape shape(Shape canvas) {
        return new Shape(size(canvas.width()), size(canvas.height()), canvas.channels());
    }

    private int size(int pixels) {
        return (int) Math.floor(pixels * scale + ALMOST);
    }

    /** The column, or row, of the picture at a place of the reference. */
    double there(double place, int first) {
        return (place - first + 0.5) * scale - 0.5;
    }

    /** The place on the reference of a column, or row, of the picture. */
    public double back(double pixel, int first) {
        return (pixel + 0.5) / scale - 0.5 + first;
    }

    /**
     * How much more noise areas have than their pixels tell, since a drop lies on several pixels: with r = pixfrac scale,
     * {@code r / (1 - 1 / (3 r))} for r of 1 or more, else {@code 1 / (1 - r / 3)} (Fruchter and Hook, section 7).
     */
    public double sharedNoise() {
        double r = pixfrac * scale;
        return r >= 1 ? r / (1 - 1 / (3 * r)) : 1 / (1 - r / 3);
    }
}
