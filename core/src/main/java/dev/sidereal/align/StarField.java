package dev.sidereal.align;

import java.util.Arrays;
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

    private static final int PARTS = 8;

    public StarField {
        stars = List.copyOf(stars);
    }

    /** The same with so many of its stars at most, the brightest of each of 8x8 parts of the frame. */
    public StarField spread(int most) {
        if (stars.size() <= most) {
            return this;
        }
        int[] room = new int[PARTS * PARTS];
        Arrays.fill(room, Math.max(1, most / room.length));
        List<Star> kept = stars.stream()
                .filter(star -> room[part(star.y(), height) * PARTS + part(star.x(), width)]-- > 0)
                .limit(most)
                .toList();
        return new StarField(width, height, kept, sky, noise, fwhm, elongation);
    }

    private static int part(double place, int size) {
        return Math.max(0, Math.min(PARTS - 1, (int) (place * PARTS / size)));
    }

    /** The same with so many of its stars at most. */
    public StarField brightest(int most) {
        List<Star> kept = stars.size() > most ? stars.subList(0, most) : stars;
        return new StarField(width, height, kept, sky, noise, fwhm, elongation);
    }
}
