package dev.sidereal.align;

import java.util.List;

/**
 * The stars of one frame.
 *
 * @param width      of the frame in pixels
 * @param height     of the frame in pixels
 * @param stars      brightest first, at most 2000, taken from all parts of the frame
 * @param sky        median level of the sky, in the frame's unit
 * @param noise      median standard deviation of a sample of the sky
 * @param fwhm       median width of the stars that are not saturated, in pixels; NaN without any
 * @param elongation their median length over width; NaN without any
 */
public record StarField(
        int width, int height, List<Star> stars, double sky, double noise, double fwhm, double elongation) {

    public StarField {
        stars = List.copyOf(stars);
    }

    /** The same with so many of its stars at most. */
    public StarField brightest(int most) {
        List<Star> kept = stars.size() > most ? stars.subList(0, most) : stars;
        return new StarField(width, height, kept, sky, noise, fwhm, elongation);
    }
}
