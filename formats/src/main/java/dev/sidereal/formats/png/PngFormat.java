package dev.sidereal.formats.png;

import dev.sidereal.formats.codec.AwtPixels;
import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.stream.FileImageInputStream;

/** PNG: 1 to 16 bits, grey, colour and palette; transparency is left out. */
public final class PngFormat implements Format {

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        return PngHeader.startsWithSignature(head);
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        PngHeader header = PngHeader.read(file);
        FrameInfo info = new FrameInfo(
                String.valueOf(file.getFileName()),
                header.exif().orientation().turn(header.stored()),
                header.type(),
                header.exif().time(),
                header.exif().exposure(),
                header.exif().camera(),
                header.coding());
        return List.of(new FrameHeader(
                info, 2 * Raster.bytes(info.shape(), info.type()), header.exif().stacked()));
    }

    @Override
    public PixelReader open() {
        return new PngPixels();
    }

    private static final class PngPixels implements PixelReader {

        private final AwtPixels pixels = new AwtPixels("png", warning -> false);

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            PngHeader header = PngHeader.read(file);
            UnchangedFrame.require(header.exif().orientation().turn(header.stored()), header.type(), into);
            PngDamage.requireWhole(file);
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
