package dev.sidereal.formats.codec;

/** The kinds of numbers that scientific formats store. */
public enum StoredNumber {
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    StoredNumber(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The greatest integer of this kind; 1 for floats. */
    public double greatest() {
        return switch (this) {
            case UINT8 -> 255;
            case INT16 -> 32767;
            case UINT16 -> 65535;
            case INT32 -> 2147483647.0;
            case UINT32 -> 4294967295.0;
            case INT64 -> 0x1p63;
            case FLOAT32, FLOAT64 -> 1;
        };
    }
}
