package dev.sidereal.develop;

import dev.sidereal.image.Shape;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What is known of each sample while trails are looked for.
 */
final class Trails {

    static final byte MARK = 1;
    static final byte LIT = 2;
    private static final byte TAKEN_BACK = 4;

    /** Work for a pixel. */
    @FunctionalInterface
    interface PixelWork {
        void at(int x, int y);
    }

    private final Shape shape;
    private final float[] z;
    private final char[] when;
    private final byte[] marks;
    /* Of each pixel one more than the frame that lit it, 0 where none did. */
    private char[] lit = new char[0];

    Trails(Shape shape, float[] z, char[] when) {
        this.shape = shape;
        this.z = z;
        this.when = when;
        this.marks = new byte[when.length];
    }

    Shape shape() {
        return shape;
    }

    /** How far the greatest light of a sample lies above noise; see {@link SkyNoise}. */
    float z(int i) {
        return z[i];
    }

    /** The frames that had it, numbered without those that were left out; not a copy. */
    char[] when() {
        return when;
    }

    /** {@link #MARK} where the greatest light is above that of most of the sky, {@link #LIT} where a star made it; not a copy. */
    byte[] marks() {
        return marks;
    }

    int index(int x, int y, int channel) {
        return (y * shape.width() + x) * shape.channels() + channel;
    }

    boolean isInside(int x, int y) {
        return x >= 0 && x < shape.width() && y >= 0 && y < shape.height();
    }

    boolean isLit(int i) {
        return (marks[i] & LIT) != 0;
    }

    /** The frame that lit a pixel, of its channels the first that was lit at {@link #settle}; -1 where none or outside the picture. */
    int litWhen(int x, int y) {
        return isInside(x, y) ? lit[y * shape.width() + x] - 1 : -1;
    }

    /** Whether a pixel, by its number in the order of rows, was lit in some channel at {@link #settle}. */
    boolean isLitPixel(int pixel) {
        return lit[pixel] != 0;
    }

    /** Takes back what is lit of a pixel below some height, with the next {@link #settle}: until then it is lit. */
    void takeBack(int x, int y, double height) {
        for (int i = index(x, y, 0), last = i + shape.channels(); i < last; i++) {
            if (isLit(i) && z[i] < height) {
                takeBack(i);
            }
        }
    }

    /** Takes back a sample. */
    void takeBack(int i) {
        marks[i] |= TAKEN_BACK;
    }

    /** From now on, what was taken back is marked only, and {@link #litWhen} knows what is lit. */
    void settle() {
        lit = lit.length == 0 ? new char[Math.toIntExact(shape.pixels())] : lit;
        eachRow(y -> {
            for (int x = 0, i = index(0, y, 0); x < shape.width(); x++) {
                int frame = 0;
                for (int c = 0; c < shape.channels(); c++, i++) {
                    marks[i] = (marks[i] & TAKEN_BACK) != 0 ? MARK : marks[i];
                    frame = frame == 0 && isLit(i) ? when[i] + 1 : frame;
                }
                lit[y * shape.width() + x] = (char) frame;
            }
        });
    }

    /** Does some work for every pixel that is lit in some channel, on all processors. */
    void eachLit(PixelWork work) {
        eachRow(y -> {
            for (int x = 0; x < shape.width(); x++) {
                if (litWhen(x, y) >= 0) {
                    work.at(x, y);
                }
            }
        });
    }

    /** Does some work for every row, on all processors. */
    void eachRow(IntConsumer work) {
        IntStream.range(0, shape.height()).parallel().forEach(work);
    }
}
