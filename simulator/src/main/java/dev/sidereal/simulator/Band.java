package dev.sidereal.simulator;

import dev.sidereal.image.Rows;
import java.util.Arrays;

/**
 * Some rows of a frame in linear light: red, green, blue interleaved, 1.0 is full scale. A frame is made band by band so
 * that it needs little memory and stays in the processor's cache. Belongs to one thread.
 */
final class Band {

    /** Rows in a band, except perhaps the last one of a picture. */
    static final int HEIGHT = 32;

    private final int width;
    private final float[] light;
    private Rows rows;

    Band(Field field) {
        this.width = field.width();
        this.rows = new Rows(0, Math.min(HEIGHT, field.height()));
        this.light = new float[rows.count() * width * 3];
    }

    /** Moves to other rows, at most as many as at the start, all dark. */
    void move(Rows to) {
        rows = to;
        Arrays.fill(light, 0);
    }

    Rows rows() {
        return rows;
    }

    int width() {
        return width;
    }

    /** Samples in use. */
    int samples() {
        return rows.count() * width * 3;
    }

    /** The samples, shared. */
    float[] light() {
        return light;
    }

    /** Index of the first sample of a pixel, whose row lies in this band. */
    int index(int x, int y) {
        return ((y - rows.first()) * width + x) * 3;
    }
}
