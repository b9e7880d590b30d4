package dev.sidereal.fold;

/** How the numbers of a plane are stored. */
public enum NumberType {
    UINT8(1),
    UINT16(2),
    INT32(4),
    INT64(8),
    FLOAT32(4);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
