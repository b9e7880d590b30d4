package dev.sidereal.formats.fits;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows of a picture that is stored as it is. */
final class PlainRows implements StoredRows {

    private static final int PIECE = 1 << 18;

    private final FitsInput input;
    private final FrameUnit frames;
    private final int rowBytes;
    private final ByteBuffer room;

    /**
     * Rows of an open file.
     *
     * @param room kept from file to file, used where it is large enough
     */
    PlainRows(FitsInput input, FrameUnit frames, ByteBuffer room) {
        this.input = input;
        this.frames = frames;
        this.rowBytes = frames.shape().width() * frames.copy().stored().bytes();
        this.room = room.capacity() >= bytes(frames) ? room : ByteBuffer.allocate(bytes(frames));
    }

    /** Bytes that reading takes: some rows. */
    static int bytes(FrameUnit frames) {
        return Math.max(PIECE, frames.shape().width() * frames.copy().stored().bytes());
    }

    ByteBuffer room() {
        return room;
    }

    @Override
    public int batch() {
        return Math.max(1, room.capacity() / rowBytes);
    }

    @Override
    public ByteBuffer read(long first, int count) throws IOException {
        input.goTo(frames.unit().dataAt() + first * rowBytes);
        room.clear().limit(count * rowBytes);
        if (!input.read(room)) {
            throw new UnreadableFrameException("truncated FITS: expected " + frames.rows() + " rows of " + rowBytes
                    + " bytes, found the end of the file in row " + (first + room.position() / rowBytes) + ", at byte "
                    + input.at());
        }
        return room.flip();
    }
}
