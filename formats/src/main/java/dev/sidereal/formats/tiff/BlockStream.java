package dev.sidereal.formats.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The coded bytes of one strip or tile, read from the file in pieces. */
final class BlockStream extends InputStream {

    /** Bytes of the buffer. */
    static final int BUFFER_BYTES = 1 << 16;

    private final TiffBytes file;
    private final boolean reversedBits;
    private final ByteBuffer buffer;
    private long at;
    private long left;

    /** A stream over {@code count} bytes from {@code at}; with bits reversed where the file's FillOrder is 2. */
    BlockStream(TiffBytes file, long at, long count, boolean reversedBits) {
        this.file = file;
        this.at = at;
        this.left = count;
        this.reversedBits = reversedBits;
        buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, count)).limit(0);
    }

    private boolean fill() throws IOException {
        if (!buffer.hasRemaining() && left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int count = file.readSome(buffer, at);
            buffer.flip();
            at += count;
            left = count == 0 ? 0 : left - count;
            for (int i = 0; reversedBits && i < count; i++) {
                buffer.put(i, (byte) (Integer.reverse(buffer.get(i)) >>> 24));
            }
        }
        return buffer.hasRemaining();
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(count, buffer.remaining());
        buffer.get(into, offset, some);
        return some;
    }
}
