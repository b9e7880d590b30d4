package dev.sidereal.formats.png;

import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a PNG file says before its pixels (PNG, third edition, sections 5 and 11).
 *
 * @param stored shape as stored; palettes count as colour, transparency does not count
 * @param type   16 bits, or 8 for everything smaller
 * @param exif   from the eXIf chunk
 * @param coding from cICP, else iCCP, else sRGB, else gAMA (section 13.14); primaries in cHRM are not looked at
 */
record PngHeader(Shape stored, SampleType type, Exif exif, Coding coding) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int IHDR_BYTES = 13;
    private static final int MOST_CHUNK_BYTES = 8 << 20;
    private static final int MOST_CHUNKS = 10_000;
    private static final long MOST_PIXELS = 0x3FFFL * 0x3FFF;
    /* DEFLATE makes at most 1032 bytes of one. */
    private static final long MOST_BYTES_PER_BYTE = 1032;

    static boolean startsWithSignature(ByteBuffer head) {
        return head.limit() >= SIGNATURE.length
                && head.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    /** Reads the chunks before the first IDAT. */
    static PngHeader read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(SIGNATURE.length);
            PngHeader header = start(ByteBuffer.wrap(chunk(channel, next(channel), "IHDR")), channel.size());
            Exif exif = Exif.NONE;
            PngCoding coding = new PngCoding(header.stored.channels());
            int chunks = 1;
            for (Chunk chunk = next(channel); !chunk.name().equals("IDAT"); chunk = next(channel)) {
                if (++chunks > MOST_CHUNKS) {
                    throw new UnreadableFrameException(
                            "PNG: expected at most " + MOST_CHUNKS + " chunks before the pixels, found more");
                }
                if (chunk.name().equals("IEND")) {
                    throw new UnreadableFrameException(
                            "damaged PNG: expected pixels, found the end mark, at byte " + (channel.position() - 8));
                }
                if (chunk.name().equals("eXIf")) {
                    exif = Exif.read(chunk(channel, chunk, "eXIf"));
                } else if (PngCoding.isOne(chunk.name())) {
                    coding.take(chunk.name(), chunk(channel, chunk, chunk.name()));
                } else {
                    channel.position(channel.position() + chunk.length() + 4);
                }
            }
            return new PngHeader(header.stored, header.type, exif, coding.get());
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

    private static PngHeader start(ByteBuffer ihdr, long fileBytes) throws UnreadableFrameException {
        if (ihdr.limit() != IHDR_BYTES) {
            throw new UnreadableFrameException(
                    "damaged PNG: expected a header of " + IHDR_BYTES + " bytes, found " + ihdr.limit());
        }
        int width = ihdr.getInt(0);
        int height = ihdr.getInt(4);
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new UnreadableFrameException("PNG: expected 1 to " + MOST_PIXELS + " pixels, found "
                    + (width & 0xFFFFFFFFL) + "x" + (height & 0xFFFFFFFFL));
        }
        if (ihdr.get(10) != 0 || ihdr.get(11) != 0 || (ihdr.get(12) & 0xFE) != 0) {
            throw new UnreadableFrameException(
                    "damaged PNG: expected compression 0, filter 0 and interlace 0 or 1, found %d, %d and %d"
                            .formatted(ihdr.get(10) & 0xFF, ihdr.get(11) & 0xFF, ihdr.get(12) & 0xFF));
        }
        int depth = ihdr.get(8);
        int colourType = ihdr.get(9);
        long bits = (long) width * height * depth * samples(colourType, depth);
        if (bits / 8 > fileBytes * MOST_BYTES_PER_BYTE) {
            throw new UnreadableFrameException("damaged PNG: expected data for %dx%d pixels, found a file of %d bytes"
                    .formatted(width, height, fileBytes));
        }
        boolean mono = colourType == 0 || colourType == 4;
        return new PngHeader(
                new Shape(width, height, mono ? 1 : 3),
                depth == 16 ? SampleType.UINT16 : SampleType.UINT8,
                Exif.NONE,
                Coding.UNSAID);
    }

    /* Table 12 of section 11.2.1. */
    private static int samples(int colourType, int depth) throws UnreadableFrameException {
        boolean whole = depth == 8 || depth == 16;
        boolean packed = depth == 1 || depth == 2 || depth == 4;
        if (colourType == 0 && (whole || packed)) {
            return 1;
        }
        if (colourType == 3 && (depth == 8 || packed)) {
            return 1;
        }
        if (whole && (colourType == 2 || colourType == 4 || colourType == 6)) {
            return colourType == 4 ? 2 : colourType == 2 ? 3 : 4;
        }
        throw new UnreadableFrameException(
                "damaged PNG: expected a colour type and depth that go together, found type %d of %d bits"
                        .formatted(colourType & 0xFF, depth & 0xFF));
    }
}
