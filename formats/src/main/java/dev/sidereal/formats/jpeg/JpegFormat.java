package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** JPEG: baseline and progressive, 8 bits, grey, colour and inks, with Exif, ICC profile and orientation. */
public final class JpegFormat implements Format {

    /* Enough for the header of nearly every camera; others take a second, larger read. */
    private static final int HEAD_BYTES = 64 << 10;
    /* Segments before the picture: sixteen of the largest kinds; more is no photograph. */
    private static final int MOST_HEAD_BYTES = 16 << 20;
    private static final long MOST_PIXELS_PER_BYTE = 8 * 64;

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        return head.limit() >= 3
                && head.get(0) == (byte) 0xFF
                && head.get(1) == (byte) 0xD8
                && head.get(2) == (byte) 0xFF;
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        JpegHeader header = readHeader(file);
        Exif exif = header.readExif();
        FrameInfo info = new FrameInfo(
                String.valueOf(file.getFileName()),
                exif.orientation().turn(header.stored()),
                SampleType.UINT8,
                exif.time(),
                exif.exposure(),
                exif.camera(),
                Coding.of(header.profile()));
        boolean turned = exif.orientation() != Orientation.UPRIGHT;
        long secondPicture = turned ? Raster.bytes(info.shape(), info.type()) : 0;
        long coefficients = header.progressive() ? 2 * info.shape().samples() : 0;
        long inks = header.isInks() ? 4 * info.shape().pixels() : 0;
        return List.of(new FrameHeader(
                info, JpegPixels.bufferBytes(Files.size(file)) + secondPicture + inks + coefficients, exif.stacked()));
    }

    static JpegHeader readHeader(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            for (int size = HEAD_BYTES; size <= MOST_HEAD_BYTES; size *= 4) {
                ByteBuffer head = ByteBuffer.allocate((int) Math.min(size, channel.size()));
                while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
                Optional<JpegHeader> header = JpegHeader.read(head.flip());
                if (header.isPresent()) {
                    requireRoom(header.get(), channel.size());
                    return header.get();
                }
                if (head.limit() == channel.size()) {
                    throw new UnreadableFrameException(
                            "truncated JPEG: expected a picture after the header, found the end"
                                    + " of the file, at byte " + head.limit());
                }
            }
            throw new UnreadableFrameException(
                    "JPEG: expected a picture within the first " + MOST_HEAD_BYTES + " bytes, found more header");
        }
    }

    /* Every 8 x 8 pixels of the finest component take a bit at least: what claims more must not be given memory. */
    private static void requireRoom(JpegHeader header, long fileBytes) throws UnreadableFrameException {
        if ((long) header.width() * header.height() > fileBytes * MOST_PIXELS_PER_BYTE) {
            throw new UnreadableFrameException("damaged JPEG: expected data for %dx%d pixels, found a file of %d bytes"
                    .formatted(header.width(), header.height(), fileBytes));
        }
    }

    @Override
    public PixelReader open() {
        return new JpegPixels();
    }
}
