package dev.sidereal.integrate;

import java.util.Arrays;

/** The drops of a part of a light on a rectangle of the picture, before they are added to those of other parts. One for each thread. */
final class DropTile {

    private final int channels;
    private int left;
    private int top;
    private int columns;
    private int rows;
    private long[] light = new long[0];
    private long[] weight = new long[0];
    private int[] area = new int[0];
    private int[] leftOut = new int[0];

    DropTile(int channels) {
        this.channels = channels;
    }

    /** Clears a rectangle. */
    void begin(int fromX, int fromY, int wide, int high) {
        left = fromX;
        top = fromY;
        columns = wide;
        rows = high;
        int pixels = wide * high;
        if (leftOut.length < pixels) {
            light = new long[pixels * channels];
            weight = new long[pixels * channels];
            area = new int[pixels * channels];
            leftOut = new int[pixels];
            return;
        }
        Arrays.fill(light, 0, pixels * channels, 0);
        Arrays.fill(weight, 0, pixels * channels, 0);
        Arrays.fill(area, 0, pixels * channels, 0);
        Arrays.fill(leftOut, 0, pixels, 0);
    }

    /** Whether a pixel of the picture lies inside. */
    boolean holds(int x, int y) {
        return x >= left && y >= top && x < left + columns && y < top + rows;
    }

    /** Adds a part of a drop. */
    void add(int x, int y, int channel, double share, double counts, double value) {
        int i = ((y - top) * columns + x - left) * channels + channel;
        light[i] += Fixed.of(share * counts * value);
        weight[i] += Fixed.of(share * counts);
        area[i] += (int) Math.rint(share * DropSums.AREA_ONE);
    }

    /** Adds a part of a drop that is left out. */
    void leave(int x, int y, double share) {
        leftOut[(y - top) * columns + x - left] += (int) Math.rint(share * DropSums.AREA_ONE);
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    long[] light() {
        return light;
    }

    long[] weight() {
        return weight;
    }

    int[] area() {
        return area;
    }

    int[] leftOut() {
        return leftOut;
    }
}
