package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes LZW as TIFF 6.0 has it (section 13): codes of 9 to 12 bits, most significant bit first, the width growing one
 * code early. Each code of the table is its predecessor and one more byte, so a string is written from its end.
 */
final class LzwStream extends InputStream {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MOST_CODES = 4096;

    private final InputStream coded;
    private final short[] prefix = new short[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final short[] length = new short[MOST_CODES];
    private final byte[] string = new byte[MOST_CODES + 1];
    private int stringAt;
    private int stringEnd;
    private int free = FIRST_FREE;
    private int width = 9;
    private int previous = -1;
    private int bits;
    private int bitCount;
    private boolean isFresh = true;
    private boolean ended;

    LzwStream(InputStream coded) {
        this.coded = coded;
        for (int i = 0; i < 256; i++) {
            last[i] = (byte) i;
            length[i] = 1;
        }
    }

    @Override
    public int read() throws IOException {
        return stringAt < stringEnd || nextString() ? string[stringAt++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        int done = 0;
        while (done < count && (stringAt < stringEnd || nextString())) {
            int some = Math.min(count - done, stringEnd - stringAt);
            System.arraycopy(string, stringAt, into, offset + done, some);
            stringAt += some;
            done += some;
        }
        return done == 0 && count > 0 ? -1 : done;
    }

    private boolean nextString() throws IOException {
        int code = ended ? END : nextCode();
        while (code == CLEAR) {
            free = FIRST_FREE;
            width = 9;
            previous = -1;
            code = nextCode();
        }
        if (code == END) {
            ended = true;
            return false;
        }
        boolean isNew = code == free && previous >= 0;
        if ((code >= free && !isNew) || (previous < 0 && code >= CLEAR)) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected an LZW code below " + (previous < 0 ? CLEAR : free) + ", found " + code);
        }
        /* A code that is being defined is the string before it and that string's first byte once more. */
        int known = isNew ? previous : code;
        stringAt = 0;
        stringEnd = length[known] & 0xFFFF;
        int at = known;
        for (int i = stringEnd - 1; i >= 0; i--) {
            string[i] = last[at];
            at = prefix[at];
        }
        if (isNew) {
            string[stringEnd++] = string[0];
        }
        if (previous >= 0 && free < MOST_CODES) {
            prefix[free] = (short) previous;
            last[free] = string[0];
            length[free] = (short) (length[previous] + 1);
            free++;
        }
        if (free >= (1 << width) - 1 && width < 12) {
            width++;
        }
        previous = code;
        return true;
    }

    /* Version 5 wrote codes with the lowest bit first, so that the clear code at the beginning is 00 01. */
    private void requireNewKind() throws IOException {
        int first = coded.read();
        int second = coded.read();
        if (first == 0 && (second & 1) == 1) {
            throw new UnreadableFrameException(
                    "TIFF: expected LZW of TIFF 6.0, found that of version 5 with reversed bits; save it uncompressed");
        }
        if (second >= 0) {
            bits = (first << 8) | second;
            bitCount = 16;
        }
    }

    private int nextCode() throws IOException {
        if (isFresh) {
            isFresh = false;
            requireNewKind();
        }
        while (bitCount < width) {
            int value = coded.read();
            if (value < 0) {
                return END;
            }
            bits = (bits << 8) | value;
            bitCount += 8;
        }
        bitCount -= width;
        return (bits >>> bitCount) & ((1 << width) - 1);
    }
}
