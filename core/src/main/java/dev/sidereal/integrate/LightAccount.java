package dev.sidereal.integrate;

/**
 * What became of one light, in numbers for people; NaN where nothing is known.
 *
 * @param name     of the light
 * @param used     whether it is part of the picture
 * @param said     {@code reference}, {@code yes} or {@code no}, with what is wrong with it
 * @param stars    how many were found
 * @param fwhm     width of its stars in pixels
 * @param sky      part of full scale
 * @param noise    part of full scale
 * @param pairs    stars that it shares with the reference
 * @param residual root mean square distance of those, in pixels
 * @param scale    by which its light was multiplied
 * @param weight   with which it counts
 */
public record LightAccount(
        String name,
        boolean used,
        String said,
        double stars,
        double fwhm,
        double sky,
        double noise,
        double pairs,
        double residual,
        double scale,
        double weight) {}
