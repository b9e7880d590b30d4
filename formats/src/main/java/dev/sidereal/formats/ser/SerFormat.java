package dev.sidereal.formats.ser;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.formats.keyword.FilterPattern;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SER: 8 or 16 bits, mono, mosaic or colour; every picture is a frame, with its time from the trailer.
 *
 * <p>Of a file that is cut short the whole frames are read; the first one that is missing is listed as well and refused when it is
 * read, so that the loss is told and counted.
 */
public final class SerFormat implements Format {

    @Override
    public String name() {
        return "SER";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        byte[] begin = new byte[SerHeader.BEGIN.length()];
        if (head.limit() < begin.length) {
            return false;
        }
        head.get(0, begin);
        return SerHeader.BEGIN.equals(new String(begin, StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            SerHeader header = SerHeader.read(channel);
            int whole = header.whole(channel.size());
            if (whole == 0) {
                throw cut(header, channel.size());
            }
            List<Optional<CaptureTime>> times = times(channel, header);
            Camera camera = camera(header);
            Coding coding = new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), mosaic(header));
            List<FrameHeader> frames = new ArrayList<>(whole + 1);
            for (int i = 0; i < Math.min(whole + 1, header.count()); i++) {
                String name = String.valueOf(file.getFileName());
                FrameInfo info = new FrameInfo(
                        header.count() == 1 ? name : name + "#" + (i + 1),
                        header.shape(),
                        header.copy().type(),
                        times.isEmpty() ? Optional.empty() : times.get(i),
                        Optional.empty(),
                        camera,
                        coding);
                frames.add(new FrameHeader(info, header.frameBytes()));
            }
            return frames;
        }
    }

    private static UnreadableFrameException cut(SerHeader header, long fileBytes) {
        return new UnreadableFrameException("truncated SER: expected " + header.count() + " frames of "
                + header.frameBytes() + " bytes, found " + header.whole(fileBytes) + " whole ones, in " + fileBytes
                + " bytes");
    }

    /* One for each frame behind the last; a film without them knows when it began, which is enough for one frame. */
    private static List<Optional<CaptureTime>> times(FileChannel file, SerHeader header) throws IOException {
        long trailerAt = SerHeader.BYTES + header.count() * header.frameBytes();
        if (file.size() - trailerAt < 8L * header.count()) {
            return header.count() == 1 ? List.of(header.begin()) : List.of();
        }
        ByteBuffer trailer = ByteBuffer.allocate(8 * header.count()).order(ByteOrder.LITTLE_ENDIAN);
        while (trailer.hasRemaining() && file.read(trailer, trailerAt + trailer.position()) > 0) {}
        List<Optional<CaptureTime>> times = new ArrayList<>(header.count());
        for (int i = 0; i < header.count(); i++) {
            times.add(SerHeader.time(trailer.getLong(8 * i)));
        }
        return times;
    }

    private static Camera camera(SerHeader header) {
        return new Camera(
                Optional.empty(),
                header.instrument(),
                header.telescope(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Mosaic> mosaic(SerHeader header) throws UnreadableFrameException {
        return FilterPattern.of(header.filters(), "byte 18")
                .map(pattern -> pattern.mosaic(header.copy().type()));
    }

    @Override
    public PixelReader open() {
        return new SerPixels();
    }

    private static final class SerPixels implements PixelReader {

        private ByteBuffer room = ByteBuffer.allocate(0);

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                SerHeader header = SerHeader.read(channel);
                UnchangedFrame.require(header.shape(), header.copy().type(), into);
                if (index >= header.whole(channel.size())) {
                    throw cut(header, channel.size());
                }
                int bytes = (int) header.frameBytes();
                if (room.capacity() < bytes) {
                    room = ByteBuffer.allocate(bytes);
                }
                room.clear().limit(bytes);
                long at = SerHeader.BYTES + index * header.frameBytes();
                while (room.hasRemaining()) {
                    if (channel.read(room, at + room.position()) < 0) {
                        throw cut(header, channel.size());
                    }
                }
                copy(header, room, into.bytes());
            }
        }

        private static void copy(SerHeader header, ByteBuffer numbers, ByteBuffer samples) {
            Shape shape = header.shape();
            header.copy().copy(numbers, 0, (int) shape.samples(), samples, 0, 1);
            if (header.isBgr()) {
                turn(samples, (int) shape.samples(), header.copy().stored().bytes());
            }
        }

        /* Blue, green, red become red, green, blue. */
        private static void turn(ByteBuffer samples, int count, int size) {
            for (int i = 0; i < count; i += 3) {
                if (size == 1) {
                    byte blue = samples.get(i);
                    samples.put(i, samples.get(i + 2)).put(i + 2, blue);
                } else {
                    short blue = samples.getShort(2 * i);
                    samples.putShort(2 * i, samples.getShort(2 * i + 4)).putShort(2 * i + 4, blue);
                }
            }
        }

        @Override
        public void close() {
            room = ByteBuffer.allocate(0);
        }
    }
}
