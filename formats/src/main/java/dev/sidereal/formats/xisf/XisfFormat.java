package dev.sidereal.formats.xisf;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.UnreadableFrameException;
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

    private static final int PIECE = 1 << 20;

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
            long bytes = data.codec().isEmpty() ? PIECE : data.stored() + 2 * data.bytes();
            return List.of(new FrameHeader(image.info(String.valueOf(file.getFileName()), channel), bytes));
        }
    }

    @Override
    public PixelReader open() {
        return new XisfPixels();
    }

    private static final class XisfPixels implements PixelReader {

        private final ByteBuffer room = ByteBuffer.allocate(PIECE);

        /* Gives numbers of the picture's data: a buffer in which they begin at position 0. */
        private interface Numbers {
            ByteBuffer read(long at, int bytes) throws IOException;
        }

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                XisfImage image = XisfImage.read(channel);
                UnchangedFrame.require(image.shape(), image.copy().type(), into);
                DataBlock data = image.data();
                if (data.codec().isPresent()) {
                    ByteBuffer unpacked = ByteBuffer.wrap(data.read(channel));
                    copy(image, (at, bytes) -> unpacked.slice((int) at, bytes), into.bytes());
                } else {
                    copy(image, (at, bytes) -> piece(channel, data.at() + at, bytes), into.bytes());
                }
            }
        }

        private ByteBuffer piece(FileChannel channel, long at, int bytes) throws IOException {
            room.clear().limit(bytes);
            while (room.hasRemaining()) {
                if (channel.read(room, at + room.position()) < 0) {
                    throw new UnreadableFrameException("truncated XISF: expected " + bytes + " bytes, found "
                            + room.position() + ", at byte " + at);
                }
            }
            return room.flip();
        }

        private static void copy(XisfImage image, Numbers numbers, ByteBuffer samples) throws IOException {
            Shape shape = image.shape();
            int pixels = (int) shape.pixels();
            boolean isPlanar = image.isPlanar() || image.planes() == 1;
            int stride = isPlanar ? 1 : image.planes();
            int size = image.copy().stored().bytes();
            int most = PIECE / (stride * size);
            for (int plane = 0; plane < (isPlanar ? shape.channels() : 1); plane++) {
                for (int first = 0; first < pixels; first += most) {
                    int count = Math.min(most, pixels - first);
                    long at = ((long) plane * pixels + (long) first * stride) * size;
                    ByteBuffer piece = numbers.read(at, count * stride * size);
                    if (isPlanar) {
                        image.copy().copy(piece, 0, count, samples, first * shape.channels() + plane, shape.channels());
                    } else if (stride == shape.channels()) {
                        image.copy().copy(piece, 0, count * stride, samples, first * stride, 1);
                    } else {
                        copyWithout(image, piece, count, samples, first);
                    }
                }
            }
        }

        /* Pixel by pixel, without what lies beyond the colours. */
        private static void copyWithout(XisfImage image, ByteBuffer piece, int count, ByteBuffer samples, int first) {
            int channels = image.shape().channels();
            int pixelBytes = image.planes() * image.copy().stored().bytes();
            for (int i = 0; i < count; i++) {
                image.copy().copy(piece, i * pixelBytes, channels, samples, (first + i) * channels, 1);
            }
        }

        @Override
        public void close() {}
    }
}
