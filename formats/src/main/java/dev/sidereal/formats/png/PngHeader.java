package dev.sidereal.formats.png;

import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a PNG file says before its pixels (PNG, third edition, sections 5 and 11).
 *
 * @param stored  shape as stored; palettes count as colour, transparency does not count
 * @param type    16 bits, or 8 for everything smaller
 * @param exif    from the eXIf chunk
 * @param profile from the iCCP chunk
 */
record PngHeader(Shape stored, SampleType type, Exif exif, Optional<ColourProfile> profile) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int MOST_CHUNK_BYTES = 8 << 20;
    private static final long MOST_PIXELS = 0x3FFFL * 0x3FFF;

    static boolean startsWithSignature(ByteBuffer head) {
        return head.limit() >= SIGNATURE.length
                && head.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    /** Reads the chunks before the first IDAT. */
    static PngHeader read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(SIGNATURE.length);
            PngHeader header = start(ByteBuffer.wrap(chunk(channel, next(channel), "IHDR")));
            for (Chunk chunk = next(channel); !chunk.name().equals("IDAT"); chunk = next(channel)) {
                if (chunk.name().equals("eXIf")) {
                    byte[] block = chunk(channel, chunk, "eXIf");
                    header = new PngHeader(header.stored, header.type, Exif.read(block), header.profile);
                } else if (chunk.name().equals("iCCP")) {
                    Optional<ColourProfile> profile = profile(chunk(channel, chunk, "iCCP"));
                    header = new PngHeader(header.stored, header.type, header.exif, profile);
                } else {
                    channel.position(channel.position() + chunk.length() + 4);
                }
            }
            return header;
        }
    }

    private record Chunk(String name, int length) {}

    private static Chunk next(FileChannel channel) throws IOException {
        ByteBuffer head = exactly(channel, 8);
        int length = head.getInt();
        byte[] name = new byte[4];
        head.get(name);
        if (length < 0) {
            throw new UnreadableFrameException("damaged PNG: expected a chunk of at most 2147483647 bytes, found "
                    + (length & 0xFFFFFFFFL) + ", at byte " + (channel.position() - 8));
        }
        return new Chunk(new String(name, StandardCharsets.ISO_8859_1), length);
    }

    private static byte[] chunk(FileChannel channel, Chunk chunk, String expected) throws IOException {
        if (!chunk.name().equals(expected) || chunk.length() > MOST_CHUNK_BYTES) {
            throw new UnreadableFrameException("damaged PNG: expected chunk " + expected + " of at most "
                    + MOST_CHUNK_BYTES + " bytes, found " + chunk.name() + " of " + chunk.length());
        }
        byte[] data = new byte[chunk.length()];
        exactly(channel, chunk.length()).get(data);
        exactly(channel, 4);
        return data;
    }

    private static ByteBuffer exactly(FileChannel channel, int count) throws IOException {
        if (count > channel.size() - channel.position()) {
            throw new UnreadableFrameException("truncated PNG: expected " + count + " bytes more, found "
                    + Math.max(0, channel.size() - channel.position()) + ", at byte " + channel.position());
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
        return bytes.flip();
    }

    private static PngHeader start(ByteBuffer ihdr) throws UnreadableFrameException {
        int width = ihdr.getInt(0);
        int height = ihdr.getInt(4);
        int depth = ihdr.get(8);
        int colourType = ihdr.get(9);
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new UnreadableFrameException("PNG: expected at most " + MOST_PIXELS + " pixels, found "
                    + (width & 0xFFFFFFFFL) + "x" + (height & 0xFFFFFFFFL));
        }
        boolean mono = colourType == 0 || colourType == 4;
        return new PngHeader(
                new Shape(width, height, mono ? 1 : 3),
                depth == 16 ? SampleType.UINT16 : SampleType.UINT8,
                Exif.NONE,
                Optional.empty());
    }

    /* Name, zero, method 0, zlib data. A damaged profile is no profile: the pixels are still good. */
    private static Optional<ColourProfile> profile(byte[] bytes) {
        int name = 0;
        while (name < bytes.length && bytes[name] != 0) {
            name++;
        }
        if (name + 2 >= bytes.length) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater();
        inflater.setInput(bytes, name + 2, bytes.length - name - 2);
        byte[] icc = new byte[MOST_CHUNK_BYTES];
        try {
            int length = inflater.inflate(icc);
            return inflater.finished() && length > 0
                    ? Optional.of(new ColourProfile(java.util.Arrays.copyOf(icc, length)))
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
