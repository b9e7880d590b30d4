package dev.sidereal.formats.raw;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DNG with one sample for each pixel, uncompressed (8 to 16 bits) or in lossless JPEG, in strips or tiles; other kinds
 * are left to LibRaw.
 */
public final class DngFormat implements Format {

    @Override
    public String name() {
        return "DNG";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        return RawFormat.isTiff(head);
    }

    @Override
    public boolean owns(Path file) throws IOException {
        return DngHeader.recognises(file);
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        DngHeader header = DngHeader.read(file);
        Orientation orientation = header.exif().orientation();
        FrameInfo info = new FrameInfo(
                String.valueOf(file.getFileName()),
                orientation.turn(header.shown()),
                SampleType.UINT16,
                header.exif().time(),
                header.exif().exposure(),
                header.exif().camera(),
                new Coding(
                        Optional.empty(),
                        Optional.of(new ToneCurve.Linear()),
                        Optional.of(StoredMosaic.upright(header.mosaic(), orientation, header.shown()))));
        long piece = 6L * header.pieceWidth() * header.pieceHeight();
        return List.of(new FrameHeader(info, piece + Raster.bytes(info.shape(), info.type())));
    }

    @Override
    public PixelReader open() {
        return new DngPixels();
    }

    private static final class DngPixels implements PixelReader {

        private final Upright upright = new Upright();

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            DngHeader header = DngHeader.read(file);
            Orientation orientation = header.exif().orientation();
            UnchangedFrame.require(orientation.turn(header.shown()), SampleType.UINT16, into);
            try (FileChannel channel = FileChannel.open(file)) {
                upright.read(header.shown(), orientation, into, stored -> fill(header, channel, stored));
            }
        }

        private static void fill(DngHeader header, FileChannel file, Raster stored) throws IOException {
            for (int piece = 0; piece < header.piecesAcross() * header.piecesDown(); piece++) {
                ByteBuffer bytes = TiffDirectory.bytes(
                        file, (long) header.offsets()[piece], (int) header.sizes()[piece], header.order());
                int count = header.pieceWidth() * header.rowsOf(piece);
                int[] samples = header.lossless() ? LosslessJpeg.decode(bytes, count) : unpack(header, bytes, count);
                place(header, piece, samples, stored);
            }
        }

        /* Rows begin at whole bytes; samples of 16 bits are in the file's order, others packed from the upper bit on. */
        private static int[] unpack(DngHeader header, ByteBuffer bytes, int count) {
            int[] samples = new int[count];
            int bits = header.bits();
            for (int row = 0; row < count / header.pieceWidth(); row++) {
                int at = Math.toIntExact(row * header.rowBytes());
                long window = 0;
                int filled = 0;
                for (int i = row * header.pieceWidth(); i < (row + 1) * header.pieceWidth(); i++) {
                    if (bits == 16) {
                        samples[i] = bytes.getShort(at) & 0xFFFF;
                        at += 2;
                        continue;
                    }
                    while (filled < bits) {
                        window = window << 8 | (bytes.get(at++) & 0xFF);
                        filled += 8;
                    }
                    filled -= bits;
                    samples[i] = (int) (window >>> filled) & ((1 << bits) - 1);
                }
            }
            return samples;
        }

        private static void place(DngHeader header, int piece, int[] samples, Raster stored) {
            int x0 = piece % header.piecesAcross() * header.pieceWidth() - header.left();
            int y0 = piece / header.piecesAcross() * header.pieceHeight() - header.top();
            ByteBuffer out = stored.bytes();
            int width = stored.shape().width();
            double[] table = header.table();
            int firstX = Math.max(0, -x0);
            int lastX = Math.min(header.pieceWidth(), width - x0);
            int lastY = Math.min(header.rowsOf(piece), stored.shape().height() - y0);
            for (int y = Math.max(0, -y0); y < lastY; y++) {
                for (int x = firstX; x < lastX; x++) {
                    int code = samples[y * header.pieceWidth() + x];
                    int linear = table.length == 0 ? code : (int) table[Math.min(code, table.length - 1)];
                    out.putShort(2 * ((y0 + y) * width + x0 + x), (short) linear);
                }
            }
        }

        @Override
        public void close() {}
    }
}
