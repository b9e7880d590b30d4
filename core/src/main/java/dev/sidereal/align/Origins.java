package dev.sidereal.align;

/** Where the pixels of a canvas lie in a frame of a size. */
final class Origins {

    /** Pixels of a lens that are taken for a straight line. */
    static final int LENS_STEP = 8;

    private static final double NEAR = 1e-6;

    private final Transform back;
    private final int width;
    private final int height;

    /** @param back from the canvas to the frame */
    Origins(Transform back, int width, int height) {
        this.back = back;
        this.width = width;
        this.height = height;
    }

    /** Finds the places of the pixels of a row. A lens is so smooth that eight pixels of it are a straight line to a thousandth. */
    void find(int left, int y, int wide, SourceTile.Places into) {
        double[] xs = into.x;
        double[] ys = into.y;
        if (!back.lens().isNone()) {
            throughLens(left, y, wide, xs, ys);
            return;
        }
        double x0 = back.b() * y + back.c();
        double y0 = back.e() * y + back.f();
        if (back.g() == 0 && back.h() == 0) {
            double a = back.a();
            double d = back.d();
            for (int i = 0; i < wide; i++) {
                xs[i] = a * (left + i) + x0;
                ys[i] = d * (left + i) + y0;
            }
            return;
        }
        double w0 = back.h() * y + 1;
        for (int i = 0; i < wide; i++) {
            int x = left + i;
            double w = 1 / (back.g() * x + w0);
            xs[i] = (back.a() * x + x0) * w;
            ys[i] = (back.d() * x + y0) * w;
        }
    }

    private void throughLens(int left, int y, int wide, double[] xs, double[] ys) {
        Point from = back.apply(left, y);
        for (int i = 0; i < wide; i += LENS_STEP) {
            Point to = back.apply(left + i + (double) LENS_STEP, y);
            for (int k = 0; k < LENS_STEP && i + k < wide; k++) {
                double part = k / (double) LENS_STEP;
                xs[i + k] = from.x() + (to.x() - from.x()) * part;
                ys[i + k] = from.y() + (to.y() - from.y()) * part;
            }
            from = to;
        }
    }

    /** Whether a pixel that was placed lies in the frame. */
    boolean isShown(SourceTile.Places places, int i) {
        double x = places.x[i];
        double y = places.y[i];
        return x >= 0 && y >= 0 && x <= width - 1.0 && y <= height - 1.0;
    }

    /** Bounds of those places of a tile that are in the frame, or whole: of all of its places. */
    record Box(double left, double top, double right, double bottom, boolean isWhole) {

        Box with(double x, double y) {
            return new Box(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y), isWhole);
        }

        boolean isEmpty() {
            return left > right || top > bottom;
        }
    }

    /** Where the pixels of a tile lie that are in the frame. */
    Box shown(int left, int top, int wide, int high) {
        double endX = width - 1.0;
        double endY = height - 1.0;
        int last = wide - 1;
        Box box = new Box(endX + 1, endY + 1, -1, -1, true);
        if (areLinesKept(left, top, wide, high)) {
            double infinite = Double.POSITIVE_INFINITY;
            Box corners = new Box(infinite, infinite, -infinite, -infinite, true);
            for (int corner = 0; corner < 4; corner++) {
                Point at = back.apply(left + corner % 2 * last, top + (corner < 2 ? 0 : high - 1));
                corners = corners.with(at.x(), at.y());
            }
            /* Places that are rounded otherwise than corners are looked at one by one. */
            boolean isWhole = corners.left > NEAR
                    && corners.top > NEAR
                    && corners.right < endX - NEAR
                    && corners.bottom < endY - NEAR;
            return new Box(
                    Math.max(0, corners.left),
                    Math.max(0, corners.top),
                    Math.min(endX, corners.right),
                    Math.min(endY, corners.bottom),
                    isWhole);
        }
        SourceTile.Places places = new SourceTile.Places(wide);
        for (int row = 0; row < high; row++) {
            find(left, top + row, wide, places);
            for (int i = 0; i <= last; i++) {
                box = isShown(places, i)
                        ? box.with(places.x[i], places.y[i])
                        : new Box(box.left, box.top, box.right, box.bottom, false);
            }
        }
        return box;
    }

    /* Without a lens and with all of the tile before the horizon; its corners then are the ends of its places. */
    private boolean areLinesKept(int left, int top, int wide, int high) {
        double across = Math.min(back.g() * left, back.g() * (left + wide - 1.0));
        double down = Math.min(back.h() * top, back.h() * (top + high - 1.0));
        return back.lens().isNone() && across + down + 1 > NEAR;
    }
}
