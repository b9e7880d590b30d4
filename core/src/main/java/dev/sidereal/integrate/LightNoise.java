package dev.sidereal.integrate;

/**
 * The noise of lights and of the picture they make, each of single pixels and the mean of the channels; what the sky shows, such as
 * faint stars, is no part of it. NaN where it could not be measured.
 *
 * @param light    of one light in its place on the canvas, the root mean square of them
 * @param expected of the picture: {@code sqrt(sum (w n)^2) / sum w} with the weights w and noises n of the lights
 * @param achieved of the picture
 * @param grain    how much more noise areas of 8 by 8 pixels have than their pixels tell; 1: neighbours share none
 */
public record LightNoise(double light, double expected, double achieved, double grain) {

    /** Nothing was measured. */
    public static final LightNoise UNKNOWN = new LightNoise(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
