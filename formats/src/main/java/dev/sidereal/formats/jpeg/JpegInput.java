package dev.sidereal.formats.jpeg;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as the JDK's readers want it, without a copy and without a temporary file. */
final class JpegInput extends ImageInputStreamImpl {

    private final ByteBuffer file;

    JpegInput(ByteBuffer file) {
        this.file = file.duplicate();
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < file.limit() ? file.get((int) streamPos++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        bitOffset = 0;
        int count = (int) Math.min(length, file.limit() - streamPos);
        if (count <= 0) {
            return -1;
        }
        file.get((int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.limit();
    }
}
