package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An open TIFF file: its byte order, its kind, and bytes from any place of it (TIFF 6.0, section 2; BigTIFF has offsets of
 * eight bytes). Nothing is given memory that the file is too short for.
 */
final class TiffBytes implements Closeable {

    private static final int BIG = 43;

    private final FileChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean big;

    private TiffBytes(FileChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
    }

    static TiffBytes open(Path file) throws IOException {
        TiffBytes bytes = new TiffBytes(FileChannel.open(file));
        try {
            ByteBuffer head = bytes.read(0, 4);
            bytes.order = head.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            bytes.big = head.order(bytes.order).getShort(2) == BIG;
            return bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    ByteOrder order() {
        return order;
    }

    /** Whether this is BigTIFF. */
    boolean big() {
        return big;
    }

    /** Length of the file. */
    long size() {
        return size;
    }

    /** Bytes of an offset in this kind of file. */
    int offsetBytes() {
        return big ? 8 : 4;
    }

    /** An unsigned offset or count at a place of the file. */
    long offset(long at) throws IOException {
        ByteBuffer bytes = read(at, offsetBytes());
        return big ? bytes.getLong(0) : bytes.getInt(0) & 0xFFFFFFFFL;
    }

    /** Copies bytes out of the file, in its byte order. */
    ByteBuffer read(long at, int count) throws IOException {
        if (at < 0 || count < 0 || count > size - at) {
            throw new UnreadableFrameException("truncated TIFF: expected %d bytes at byte %s, found a file of %d bytes"
                    .formatted(count, Long.toUnsignedString(at), size));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
        readSome(bytes, at);
        return bytes.position(0);
    }

    /** Reads as much as fits and is there; returns how much that was. */
    int readSome(ByteBuffer into, long at) throws IOException {
        int begin = into.position();
        while (into.hasRemaining() && channel.read(into, at + into.position() - begin) > 0) {}
        return into.position() - begin;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
