package dev.sidereal.formats.tiff;

import java.io.IOException;
import java.io.InputStream;

/** Undoes PackBits (TIFF 6.0, section 9): a count n of 0 to 127 and n + 1 bytes, or of -1 to -127 and one byte 1 - n times. */
final class PackBitsStream extends InputStream {

    private final InputStream coded;
    private int literals;
    private int repeats;
    private int repeated;

    PackBitsStream(InputStream coded) {
        this.coded = coded;
    }

    @Override
    public int read() throws IOException {
        while (literals == 0 && repeats == 0) {
            int count = coded.read();
            if (count < 0) {
                return -1;
            }
            if (count < 128) {
                literals = count + 1;
            } else if (count > 128) {
                repeats = 257 - count;
                repeated = coded.read();
            }
        }
        if (literals > 0) {
            literals--;
            return coded.read();
        }
        repeats--;
        return repeated;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            int value = read();
            if (value < 0) {
                return i == 0 ? -1 : i;
            }
            into[offset + i] = (byte) value;
        }
        return length;
    }
}
