package dev.sidereal.align;

/** A place in a picture in pixels: x right, y down, centres of pixels at whole numbers. */
public record Point(double x, double y) {}
