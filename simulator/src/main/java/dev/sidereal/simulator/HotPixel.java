package dev.sidereal.simulator;

/**
 * A pixel that glows in every frame; the light is added to what falls on it.
 *
 * @param x     column
 * @param y     row
 * @param red   linear light, 1 is full scale
 * @param green linear light, 1 is full scale
 * @param blue  linear light, 1 is full scale
 */
public record HotPixel(int x, int y, double red, double green, double blue) {}
