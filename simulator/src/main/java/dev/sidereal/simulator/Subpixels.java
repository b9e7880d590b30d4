package dev.sidereal.simulator;

/** Counts how many of 4 x 4 places in a pixel lie inside of a shape: a smooth edge for shapes without a formula. */
final class Subpixels {

    private static final int SIDE = 4;

    /** Whether a place in pixels lies inside. */
    @FunctionalInterface
    interface Shape {
        boolean holds(double x, double y);
    }

    private Subpixels() {}

    /** Part of a pixel inside of a shape, 0 to 1 in sixteenths. */
    static double cover(int x, int y, Shape shape) {
        int inside = 0;
        for (int j = 0; j < SIDE; j++) {
            for (int i = 0; i < SIDE; i++) {
                if (shape.holds(x + (i + 0.5) / SIDE - 0.5, y + (j + 0.5) / SIDE - 0.5)) {
                    inside++;
                }
            }
        }
        return (double) inside / (SIDE * SIDE);
    }
}
