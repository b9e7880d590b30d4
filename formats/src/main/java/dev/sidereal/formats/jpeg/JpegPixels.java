package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Reads JPEG files into rasters: checks the file, has it decoded, checks the pixels. */
final class JpegPixels implements PixelReader {

    private final JpegDecoder decoder =
            NativeLibraries.problem().isEmpty() ? new OpenCvJpegDecoder() : new JdkJpegDecoder();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    @Override
    public void read(Path file, int index, Raster into) throws IOException {
        ByteBuffer bytes = readWhole(file);
        JpegHeader header = JpegHeader.read(bytes)
                .orElseThrow(() -> new UnreadableFrameException("truncated JPEG: expected a picture after the header,"
                        + " found the end of the file, at byte " + bytes.limit()));
        Exif exif = header.readExif();
        Shape stored = header.stored();
        UnchangedFrame.require(exif.orientation().turn(stored), SampleType.UINT8, into);
        boolean proven = JpegDamage.requireData(bytes, header);
        if (header.isInks()) {
            InkJpeg.decode(bytes, header, exif.orientation(), into);
            return;
        }
        Raster decoded = decoder.decode(bytes, stored, exif.orientation(), into);
        if (!proven) {
            JpegDamage.requirePicture(bytes, header, decoded);
        }
    }

    /* Damage is looked for when the picture is read: a glance need not. */
    @Override
    public Optional<Raster> readSmall(Path file, int index) throws IOException {
        ByteBuffer bytes = readWhole(file);
        Optional<JpegHeader> header = JpegHeader.read(bytes);
        return header.isEmpty()
                ? Optional.empty()
                : decoder.decodeSmall(
                        bytes, Math.max(header.get().width(), header.get().height()));
    }

    private ByteBuffer readWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size > buffer.capacity()) {
                if (size > Integer.MAX_VALUE / 2) {
                    throw new UnreadableFrameException("JPEG: expected at most 1 GiB, found " + size + " bytes");
                }
                buffer = ByteBuffer.allocateDirect((int) bufferBytes(size));
            }
            buffer.clear();
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
            return buffer.flip();
        }
    }

    /** Bytes of the buffer for a file: with some room, because the next one may be a little larger. */
    static long bufferBytes(long fileBytes) {
        return fileBytes + fileBytes / 8;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
