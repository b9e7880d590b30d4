package dev.sidereal.integrate;

import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;

/** Where the pixels of a light lie on the reference, row by row. Through a lens eight pixels are a straight line to a thousandth of one. */
final class LightPlaces {

    private static final int LENS_STEP = 8;

    private LightPlaces() {}

    /** Places of pixels of a row, from a column on, which may lie outside the light. */
    static void row(Transform transform, int y, int first, double[] xs, double[] ys, int at, int count) {
        if (transform.lens().isNone()) {
            for (int i = 0; i < count; i++) {
                int x = first + i;
                double w = 1 / (transform.g() * x + transform.h() * y + 1);
                xs[at + i] = (transform.a() * x + transform.b() * y + transform.c()) * w;
                ys[at + i] = (transform.d() * x + transform.e() * y + transform.f()) * w;
            }
            return;
        }
        /* Knots are the same for any first column: every eighth pixel of the light. */
        int knot = Math.floorDiv(first, LENS_STEP) * LENS_STEP;
        Point from = transform.apply(knot, y);
        Point to = transform.apply(knot + (double) LENS_STEP, y);
        for (int i = 0; i < count; i++) {
            int x = first + i;
            if (x - knot >= LENS_STEP) {
                knot += LENS_STEP;
                from = to;
                to = transform.apply(knot + (double) LENS_STEP, y);
            }
            double part = (x - knot) / (double) LENS_STEP;
            xs[at + i] = from.x() + (to.x() - from.x()) * part;
            ys[at + i] = from.y() + (to.y() - from.y()) * part;
        }
    }
}
