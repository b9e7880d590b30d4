package dev.sidereal.formats.xisf;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * XISF 1.0 in one file: grey and RGB of every depth, as they are or packed by zlib or LZ4. The first picture is the frame.
 */
public final class XisfFormat implements Format {

    @Override
    public String name() {
        return "XISF";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        byte[] begin = new byte[XisfHeader.BEGIN.length()];
        if (head.limit() < begin.length) {
            return false;
        }
        head.get(0, begin);
        return XisfHeader.BEGIN.equals(new String(begin, StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            XisfImage image = XisfImage.read(channel);
            DataBlock data = image.data();
            long bytes = data.stored() + (data.codec().isEmpty() ? 0 : 2 * data.bytes());
            return List.of(new FrameHeader(image.info(String.valueOf(file.getFileName()), channel), bytes));
        }
    }

    @Override
    public PixelReader open() {
        return new XisfPixels();
    }

    private static final class XisfPixels implements PixelReader {

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                XisfImage image = XisfImage.read(channel);
                UnchangedFrame.require(image.shape(), image.copy().type(), into);
                copy(image, ByteBuffer.wrap(image.data().read(channel)), into.bytes());
            }
        }

        private static void copy(XisfImage image, ByteBuffer numbers, ByteBuffer samples) {
            Shape shape = image.shape();
            int pixels = (int) shape.pixels();
            int size = image.copy().stored().bytes();
            if (image.isPlanar() || image.planes() == 1) {
                for (int c = 0; c < shape.channels(); c++) {
                    image.copy().copy(numbers, c * pixels * size, pixels, samples, c, shape.channels());
                }
            } else if (image.planes() == shape.channels()) {
                image.copy().copy(numbers, 0, pixels * shape.channels(), samples, 0, 1);
            } else {
                for (int i = 0; i < pixels; i++) {
                    image.copy()
                            .copy(
                                    numbers,
                                    i * image.planes() * size,
                                    shape.channels(),
                                    samples,
                                    i * shape.channels(),
                                    1);
                }
            }
        }

        @Override
        public void close() {}
    }
}
