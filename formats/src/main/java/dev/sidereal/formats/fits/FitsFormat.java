package dev.sidereal.formats.fits;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * FITS 4.0: pictures of every kind of number, cubes, tile compression, as they are or in gzip. {@code docs/formats.md} says how
 * numbers become samples and which way up they are.
 */
public final class FitsFormat implements Format {

    private static final String BEGIN = "SIMPLE  =";

    @Override
    public String name() {
        return "FITS";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        if (head.limit() < Wrapping.HEAD_BYTES) {
            return false;
        }
        byte[] begin = new byte[BEGIN.length()];
        head.get(0, begin);
        return BEGIN.equals(new String(begin, StandardCharsets.ISO_8859_1)) || Wrapping.of(head) != Wrapping.NONE;
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        FrameUnit frames = frames(file);
        long bytes = frames.unit().isTiled() ? TiledRows.bytes(frames) : PlainRows.bytes(frames);
        boolean stacked = FitsPicture.isStacked(frames.unit().primary());
        return frames.infos(String.valueOf(file.getFileName())).stream()
                .map(info -> new FrameHeader(info, bytes, stacked))
                .toList();
    }

    private static FrameUnit frames(Path file) throws IOException {
        try (FitsInput input = FitsInput.open(file)) {
            return FrameUnit.of(PictureUnit.find(input), input);
        }
    }

    @Override
    public PixelReader open() {
        return new FitsPixels();
    }

    private static final class FitsPixels implements PixelReader {

        private ByteBuffer room = ByteBuffer.allocate(0);

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            FrameUnit frames = frames(file);
            UnchangedFrame.require(frames.shape(), frames.copy().type(), into);
            if (index >= frames.count()) {
                throw new UnreadableFrameException("changed while the night was read: expected " + (index + 1)
                        + " planes or more, found " + frames.count());
            }
            try (FitsInput input = FitsInput.open(file)) {
                if (frames.unit().isTiled()) {
                    copy(TiledRows.open(input, frames), frames, index, into);
                } else {
                    PlainRows rows = new PlainRows(input, frames, room);
                    room = rows.room();
                    copy(rows, frames, index, into);
                }
            }
        }

        private static void copy(StoredRows stored, FrameUnit frames, int index, Raster into) throws IOException {
            Shape shape = frames.shape();
            ByteBuffer samples = into.bytes();
            long first = (long) index * shape.height();
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int y = 0; y < shape.height(); y += stored.batch()) {
                    int count = Math.min(stored.batch(), shape.height() - y);
                    ByteBuffer rows = stored.read(first + (long) channel * shape.height() + y, count);
                    int rowBytes = rows.limit() / count;
                    for (int i = 0; i < count; i++) {
                        int row = frames.isBottomUp() ? shape.height() - 1 - y - i : y + i;
                        frames.copy()
                                .copy(
                                        rows,
                                        i * rowBytes,
                                        shape.width(),
                                        samples,
                                        row * shape.rowSamples() + channel,
                                        shape.channels());
                    }
                }
            }
        }

        @Override
        public void close() {
            room = ByteBuffer.allocate(0);
        }
    }
}
