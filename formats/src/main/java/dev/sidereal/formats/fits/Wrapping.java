package dev.sidereal.formats.fits;

import dev.sidereal.frame.UnreadableFrameException;
import java.nio.ByteBuffer;

/** What a FITS file comes wrapped in, told by its first bytes. */
enum Wrapping {
    NONE(""),
    GZIP("gzip"),
    BZIP2("bzip2"),
    COMPRESS("Unix compress (.Z)");

    static final int HEAD_BYTES = 10;

    private final String title;

    Wrapping(String title) {
        this.title = title;
    }

    static Wrapping of(ByteBuffer head) {
        if (head.limit() < HEAD_BYTES) {
            return NONE;
        }
        int magic = head.getShort(0) & 0xFFFF;
        if (magic == 0x1F8B) {
            return GZIP;
        }
        if (magic == 0x1F9D) {
            return COMPRESS;
        }
        /* "BZh", a digit, and the digits of pi. */
        return magic == 0x425A && head.get(2) == 'h' && head.getInt(4) == 0x31415926 ? BZIP2 : NONE;
    }

    void requireKnown() throws UnreadableFrameException {
        if (this == BZIP2 || this == COMPRESS) {
            throw new UnreadableFrameException("expected FITS as it is or in gzip, found a file wrapped in " + title
                    + "; unpack it first, or pack it with gzip");
        }
    }
}
