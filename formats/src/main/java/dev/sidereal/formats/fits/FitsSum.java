package dev.sidereal.formats.fits;

import java.nio.ByteBuffer;

/**
 * The checksum of FITS (appendix J of the standard): the ones' complement sum of all 32-bit words, big-endian.
 *
 * <p>A sum in which order does not matter: pieces may be added in any order as long as it is known where they lie, so
 * that planes are checked while they are read.
 */
final class FitsSum {

    private static final long MASK = 0xFFFFFFFFL;

    private long sum;

    /** Adds bytes between position and limit, which stay; {@code at} is where they lie, counted from the first word. */
    void add(ByteBuffer bytes, long at) {
        ByteBuffer in = bytes.duplicate();
        int lane = (int) (at & 3);
        while (lane != 0 && in.hasRemaining()) {
            addByte(in.get(), lane);
            lane = (lane + 1) & 3;
        }
        long words = 0;
        int i = in.position();
        for (; i + 4 <= in.limit(); i += 4) {
            words += in.getInt(i) & MASK;
        }
        addWord(words);
        for (; i < in.limit(); i++) {
            addByte(in.get(i), lane++);
        }
    }

    private void addByte(byte b, int lane) {
        addWord((b & 0xFFL) << (24 - 8 * lane));
    }

    /** Adds a word, or a sum of words. */
    void addWord(long word) {
        sum = fold(sum) + fold(word);
    }

    /** The sum, 0 to 2^32 - 1. */
    long value() {
        return fold(sum);
    }

    private static long fold(long sum) {
        long folded = sum;
        while (folded >>> 32 != 0) {
            folded = (folded & MASK) + (folded >>> 32);
        }
        return folded;
    }
}
