package dev.sidereal.integrate;

import java.util.Arrays;

/**
 * The areas that a drop, a parallelogram, shares with the pixels of a picture; one for each thread.
 *
 * <p>A side of the drop from (x1, y1) to (x2, y2) is {@code y(x)}; a pixel's share is the sum over the sides of
 * {@code sign integral clamp(y(x) - top, 0, 1) dx} over the pixel's columns: exact but for rounding, about 1e-12. Pixels are squares of side 1
 * around whole numbers.
 */
final class Drop {

    /* A side this steep covers no columns. */
    private static final double STEEP = 1e-12;

    private int left;
    private int top;
    private int columns;
    private int rows;
    private double[] areas = new double[0];

    /** The first column that it may touch. */
    int left() {
        return left;
    }

    /** The first row. */
    int top() {
        return top;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The area shared with a pixel, counted from the first. */
    double area(int column, int row) {
        return areas[row * columns + column];
    }

    /** Lays the drop of the corners {@code (x, y) +- u +- v}. */
    void lay(double x, double y, double ux, double uy, double vx, double vy) {
        double wide = Math.abs(ux) + Math.abs(vx);
        double high = Math.abs(uy) + Math.abs(vy);
        double cx = x + 0.5;
        double cy = y + 0.5;
        left = (int) Math.floor(cx - wide);
        top = (int) Math.floor(cy - high);
        columns = (int) Math.floor(cx + wide) - left + 1;
        rows = (int) Math.floor(cy + high) - top + 1;
        if (areas.length < columns * rows) {
            areas = new double[columns * rows];
        }
        if ((ux == 0 && vy == 0) || (uy == 0 && vx == 0)) {
            upright(cx, cy, wide, high);
            return;
        }
        Arrays.fill(areas, 0, columns * rows, 0);
        double sign = ux * vy - uy * vx > 0 ? -1 : 1;
        side(cx - ux - vx, cy - uy - vy, cx + ux - vx, cy + uy - vy, sign);
        side(cx + ux - vx, cy + uy - vy, cx + ux + vx, cy + uy + vy, sign);
        side(cx + ux + vx, cy + uy + vy, cx - ux + vx, cy - uy + vy, sign);
        side(cx - ux + vx, cy - uy + vy, cx - ux - vx, cy - uy - vy, sign);
    }

    private void upright(double x, double y, double wide, double high) {
        for (int row = 0; row < rows; row++) {
            double tall = Math.min(y + high, top + row + 1.0) - Math.max(y - high, top + row);
            for (int column = 0; column < columns; column++) {
                double broad = Math.min(x + wide, left + column + 1.0) - Math.max(x - wide, left + column);
                areas[row * columns + column] = tall * broad;
            }
        }
    }

    private void side(double x1, double y1, double x2, double y2, double sign) {
        if (x1 > x2) {
            side(x2, y2, x1, y1, -sign);
            return;
        }
        if (x2 - x1 < STEEP) {
            return;
        }
        double slope = (y2 - y1) / (x2 - x1);
        int last = Math.min(columns - 1, (int) Math.floor(x2) - left);
        for (int column = Math.max(0, (int) Math.floor(x1) - left); column <= last; column++) {
            double from = Math.max(x1, left + column);
            double to = Math.min(x2, left + column + 1.0);
            double begin = y1 + slope * (from - x1) - top;
            double end = y1 + slope * (to - x1) - top;
            for (int row = 0; row < rows; row++) {
                areas[row * columns + column] += sign * below(begin - row, end - row) * (to - from);
            }
        }
    }

    /* The mean of a straight line between two heights, cut to 0 and 1. */
    private static double below(double begin, double end) {
        double low = Math.min(begin, end);
        double high = Math.max(begin, end);
        if (low >= 1) {
            return 1;
        }
        if (high <= 0) {
            return 0;
        }
        if (low >= 0 && high <= 1) {
            return (low + high) / 2;
        }
        return (integral(high) - integral(low)) / (high - low);
    }

    private static double integral(double height) {
        return height <= 0 ? 0 : height >= 1 ? height - 0.5 : height * height / 2;
    }
}
