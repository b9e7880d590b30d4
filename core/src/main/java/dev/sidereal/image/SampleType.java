package dev.sidereal.image;

/** How one sample is stored: the camera's own depth is kept until arithmetic needs more. */
public enum SampleType {
    /** Unsigned, 0 to 255. */
    UINT8(1),
    /** Unsigned, 0 to 65535. */
    UINT16(2),
    /** IEEE 754 single precision; 1.0 is full scale, NaN is missing data. */
    FLOAT32(4);

    private final int bytes;

    SampleType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one sample. */
    public int bytes() {
        return bytes;
    }

    /** The number of full scale: 255, 65535 or 1. */
    public double most() {
        return this == FLOAT32 ? 1 : (1L << (8 * bytes)) - 1;
    }

    /** For people: {@code 8-bit}, {@code 16-bit}, {@code 32-bit float}. */
    @Override
    public String toString() {
        return 8 * bytes + "-bit" + (this == FLOAT32 ? " float" : "");
    }
}
