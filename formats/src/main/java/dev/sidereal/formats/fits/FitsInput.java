package dev.sidereal.formats.fits;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a FITS file from its beginning on, unpacked on the way where the file is wrapped in gzip. Places are counted in
 * unpacked bytes.
 */
final class FitsInput implements Closeable {

    /** What deflate can make of one byte at most. */
    private static final long MOST_RATIO = 1032;
    /* Photographs shrink to a half; only what is nearly empty goes below a hundredth. */
    private static final long LIKELY_RATIO = 100;
    private static final long SMALL = 64L << 20;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final long length;
    private final Optional<InputStream> unpacked;
    private long at;

    private FitsInput(FileChannel channel, Optional<InputStream> unpacked) throws IOException {
        this.channel = channel;
        this.length = channel.size();
        this.unpacked = unpacked;
    }

    /**
     * Opens a file.
     *
     * @throws UnreadableFrameException if it is wrapped in something else than gzip
     */
    static FitsInput open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            ByteBuffer head = ByteBuffer.allocate(Wrapping.HEAD_BYTES);
            while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
            Wrapping wrapping = Wrapping.of(head.flip());
            wrapping.requireKnown();
            return new FitsInput(
                    channel,
                    wrapping == Wrapping.GZIP
                            ? Optional.of(new GZIPInputStream(
                                    new BufferedInputStream(Channels.newInputStream(channel), BUFFER), BUFFER))
                            : Optional.empty());
        } catch (EOFException | ZipException e) {
            channel.close();
            throw damaged(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the next byte lies. */
    long at() {
        return at;
    }

    /** Whether bytes are known by reading them only. */
    boolean isPacked() {
        return unpacked.isPresent();
    }

    /** Whether {@code bytes} more can be there at all. */
    boolean canHold(long bytes) {
        return unpacked.isEmpty() ? bytes <= length - at : bytes <= length * MOST_RATIO - at && isLikely(bytes, length);
    }

    /** Whether a file may honestly hold so many bytes in so few: a small picture may be empty, a large one is not. */
    static boolean isLikely(long bytes, long packedBytes) {
        return bytes <= SMALL || bytes / LIKELY_RATIO <= packedBytes;
    }

    /** How many bytes follow, for people: of a packed file nobody knows. */
    String found() {
        return unpacked.isEmpty() ? Math.max(0, length - at) + " bytes" : "a gzip file of " + length + " bytes";
    }

    /**
     * Fills a buffer from its position to its limit.
     *
     * @return whether there were so many bytes; {@code false} at the end of the file
     */
    boolean read(ByteBuffer into) throws IOException {
        int begin = into.position();
        boolean isWhole = unpacked.isPresent() ? unpack(unpacked.get(), into) : readPlain(into);
        at += into.position() - begin;
        return isWhole;
    }

    private boolean readPlain(ByteBuffer into) throws IOException {
        int begin = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position() - begin) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean unpack(InputStream from, ByteBuffer into) throws IOException {
        try {
            while (into.hasRemaining()) {
                int count = from.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
                if (count < 0) {
                    return false;
                }
                into.position(into.position() + count);
            }
            return true;
        } catch (EOFException e) {
            return false;
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private static UnreadableFrameException damaged(IOException e) {
        return new UnreadableFrameException(
                "damaged gzip: expected deflated data, found none that can be unpacked; copy the file again", e);
    }

    /** Goes on to a place that lies further on; beyond the end of the file there is nothing to be read. */
    void goTo(long place) throws IOException {
        if (unpacked.isEmpty()) {
            at = place;
            return;
        }
        ByteBuffer waste = ByteBuffer.allocate(BUFFER);
        while (at < place && read(waste.clear().limit((int) Math.min(BUFFER, place - at)))) {}
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
