package dev.sidereal.formats.raw;

import java.nio.ByteBuffer;
import java.util.Optional;

/** First bytes of camera raw files that are not those of a TIFF, or more than those. */
enum Signature {
    CR2(8, "CR"),
    CR3(4, "ftypcrx "),
    CRW(6, "HEAPCCDR"),
    RAF(0, "FUJIFILMCCD-RAW"),
    ORF_LITTLE_O(0, "IIRO"),
    ORF_LITTLE_S(0, "IIRS"),
    ORF_BIG(0, "MMOR"),
    RW2(0, "IIU\0"),
    MRW(0, "\0MRM"),
    X3F(0, "FOVb");

    private final int at;
    private final String text;

    Signature(int at, String text) {
        this.at = at;
        this.text = text;
    }

    /** The signature of a file that begins with these bytes. */
    static Optional<Signature> of(ByteBuffer head) {
        for (Signature signature : values()) {
            if (signature.matches(head)) {
                return Optional.of(signature);
            }
        }
        return Optional.empty();
    }

    private boolean matches(ByteBuffer head) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= head.limit() || head.get(at + i) != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
