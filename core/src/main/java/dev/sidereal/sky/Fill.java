package dev.sidereal.sky;

import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Fills the part of a mask around a pixel with sky or ground.
 *
 * <p>The part is all pixels that are reached from it by steps left, right, up and down over pixels on its side of the middle:
 * codes of 128 and more are sky, others ground. Each becomes the paint's code. Cost: each pixel of the part once, one bit for
 * each pixel of the mask.
 *
 * @param to {@link SkyMask#SKY} or {@link SkyMask#GROUND}
 */
public record Fill(int to) {

    private static final int MIDDLE = 128;

    /** A row's pixels of the part that are not looked around yet: their row, first and last column. */
    private record Span(int y, int first, int last) {}

    /**
     * Paints into a mask of 8 bits.
     *
     * @throws OptionException if the pixel is outside the mask
     */
    public void paint(int x, int y, Raster mask) {
        Shape shape = mask.shape();
        if (x < 0 || y < 0 || x >= shape.width() || y >= shape.height()) {
            throw new OptionException(
                    "fill: expected a pixel inside " + shape.width() + "x" + shape.height() + ", found " + x + "," + y);
        }
        boolean sky = mask.get(x, y, 0) >= MIDDLE;
        BitSet seen = new BitSet(shape.width() * shape.height());
        ArrayDeque<Span> waiting = new ArrayDeque<>();
        waiting.add(span(mask, seen, sky, x, y));
        while (!waiting.isEmpty()) {
            Span span = waiting.remove();
            for (int below = -1; below <= 1; below += 2) {
                int row = span.y() + below;
                if (row < 0 || row >= shape.height()) {
                    continue;
                }
                for (int at = span.first(); at <= span.last(); at++) {
                    if (isNew(mask, seen, sky, at, row)) {
                        waiting.add(span(mask, seen, sky, at, row));
                    }
                }
            }
        }
        for (int at = seen.nextSetBit(0); at >= 0; at = seen.nextSetBit(at + 1)) {
            mask.set(at % shape.width(), at / shape.width(), 0, to);
        }
    }

    private static boolean isNew(Raster mask, BitSet seen, boolean sky, int x, int y) {
        return !seen.get(y * mask.shape().width() + x) && mask.get(x, y, 0) >= MIDDLE == sky;
    }

    private static Span span(Raster mask, BitSet seen, boolean sky, int x, int y) {
        int first = x;
        while (first > 0 && isNew(mask, seen, sky, first - 1, y)) {
            first--;
        }
        int last = x;
        while (last < mask.shape().width() - 1 && isNew(mask, seen, sky, last + 1, y)) {
            last++;
        }
        int row = y * mask.shape().width();
        seen.set(row + first, row + last + 1);
        return new Span(y, first, last);
    }
}
