package dev.sidereal.simulator;

/**
 * A star of a {@link DeepSky}.
 *
 * @param x         where it lies in frame 0, in pixels, which may be outside
 * @param y         down
 * @param electrons of a frame in full transparency, all of its light together
 */
public record DeepSkyStar(double x, double y, double electrons) {}
