package dev.sidereal.fold;

import java.nio.ByteBuffer;

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

    /** Appends all numbers that are left in one buffer to another, each in its own byte order. */
    public void copy(ByteBuffer from, ByteBuffer to) {
        if (from.order() == to.order() || bytes == 1) {
            to.put(from);
            return;
        }
        while (from.hasRemaining()) {
            switch (bytes) {
                case 2 -> to.putShort(from.getShort());
                case 4 -> to.putInt(from.getInt());
                default -> to.putLong(from.getLong());
            }
        }
    }
}
