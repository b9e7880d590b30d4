package dev.sidereal.formats.fits;

import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.UnreadableFrameException;
import java.nio.ByteBuffer;
import nom.tam.fits.compression.algorithm.quant.RandomSequence;

/**
 * Floats that were stored as whole numbers (FITS 4.0, section 10.2): {@code ZZERO + ZSCALE * (number - r + 0.5)}, where r is the next
 * of a fixed row of random numbers; without dither r is 0.5.
 */
final class Quantised {

    private static final int MISSING = -2147483647;
    private static final int EXACT_ZERO = -2147483646;

    private final TileTable table;
    private final boolean isDithered;
    private final boolean keepsZero;
    private final int seed;

    Quantised(PictureUnit unit, TileTable table) throws UnreadableFrameException {
        Keywords keywords = new Keywords(unit::own);
        String method = keywords.text("ZQUANTIZ").orElse("NO_DITHER");
        if (!method.matches("NO_DITHER|NONE|SUBTRACTIVE_DITHER_[12]")) {
            throw new UnreadableFrameException("FITS: expected NO_DITHER, SUBTRACTIVE_DITHER_1 or SUBTRACTIVE_DITHER_2,"
                    + " found " + method + ", at card ZQUANTIZ; unpack it with funpack");
        }
        this.table = table;
        this.isDithered = method.startsWith("SUBTRACTIVE");
        this.keepsZero = method.endsWith("2");
        this.seed = keywords.number("ZDITHER0").map(Double::intValue).orElse(1);
    }

    /** Whether a tile was stored so. */
    boolean holds(long tile) throws UnreadableFrameException {
        return table.number("ZSCALE", tile).isPresent();
    }

    /** Puts a tile's floats, big-endian, of 4 or 8 bytes. */
    void write(int[] numbers, long tile, int size, ByteBuffer out) throws UnreadableFrameException {
        double scale = table.number("ZSCALE", tile).orElse(1.0);
        double zero = table.number("ZZERO", tile).orElse(0.0);
        double blank = table.number("ZBLANK", tile).orElse((double) MISSING);
        int length = RandomSequence.length();
        int row = (int) Math.floorMod(tile + seed - 1, (long) length);
        int next = (int) (RandomSequence.get(row) * 500);
        for (int i = 0; i < numbers.length; i++) {
            int number = numbers[i];
            double value;
            if (number == blank || number == MISSING) {
                value = Double.NaN;
            } else if (keepsZero && number == EXACT_ZERO) {
                value = 0;
            } else {
                value = zero + scale * (isDithered ? number - RandomSequence.get(next) + 0.5 : number);
            }
            if (size == Float.BYTES) {
                out.putFloat(4 * i, (float) value);
            } else {
                out.putDouble(8 * i, value);
            }
            if (isDithered && ++next == length) {
                row = (row + 1) % length;
                next = (int) (RandomSequence.get(row) * 500);
            }
        }
    }
}
