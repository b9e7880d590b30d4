package dev.sidereal.simulator;

/**
 * A star: its colour and the circle on which it turns.
 *
 * @param number    in the list of stars, from 0, brightest first
 * @param magnitude see {@link Starfield}
 * @param red       share of its light, linear; the largest of the three is 1
 * @param green     share of its light, linear
 * @param blue      share of its light, linear
 * @param radius    distance from the pole in pixels
 * @param angle     at the start of the night in radians, counter-clockwise from the right as seen
 */
public record Star(int number, double magnitude, double red, double green, double blue, double radius, double angle) {}
