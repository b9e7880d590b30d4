package dev.sidereal.formats.tiff;

import dev.sidereal.formats.codec.AwtPixels;
import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.stream.FileImageInputStream;

/** TIFF: 8 and 16 bits and 32-bit float, grey, colour and palette, in the compressions that the JDK reads. */
public final class TiffFormat implements Format {

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        if (head.limit() < 4) {
            return false;
        }
        int magic = head.getInt(0);
        return magic == 0x49492A00 || magic == 0x4D4D002A;
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        TiffHeader header = TiffHeader.read(file);
        FrameInfo info = new FrameInfo(
                String.valueOf(file.getFileName()),
                header.exif().orientation().turn(header.stored()),
                header.type(),
                header.exif().time(),
                header.exif().exposure(),
                header.exif().camera(),
                Coding.of(header.profile()));
        return List.of(new FrameHeader(info, 2 * Raster.bytes(info.shape(), info.type())));
    }

    @Override
    public PixelReader open() {
        return new TiffPixels();
    }

    private static final class TiffPixels implements PixelReader {

        private final AwtPixels pixels = new AwtPixels("tiff", warning -> false);

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            TiffHeader header = TiffHeader.read(file);
            UnchangedFrame.require(header.exif().orientation().turn(header.stored()), header.type(), into);
            pixels.read(
                    new FileImageInputStream(file.toFile()),
                    header.stored(),
                    header.exif().orientation(),
                    into);
        }

        @Override
        public void close() {
            pixels.close();
        }
    }
}
