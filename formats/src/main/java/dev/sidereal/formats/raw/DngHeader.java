package dev.sidereal.formats.raw;

import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * What a DNG file (Adobe, DNG 1.7.1) says of its mosaic.
 *
 * @param width       of the stored picture
 * @param height      of the stored picture
 * @param left        first column that is shown: of the default crop inside the active area
 * @param top         first row that is shown
 * @param shown       the part of the picture that is shown, as stored
 * @param mosaic      of the part that is shown, as stored
 * @param bits        of a stored sample
 * @param tiled       whether pieces are tiles, all of one size; else strips, the last one smaller
 * @param lossless    whether pieces are lossless JPEG; else samples are packed
 * @param pieceWidth  of a tile or strip
 * @param pieceHeight of a tile or strip
 * @param offsets     where the pieces begin
 * @param sizes       how many bytes they take
 * @param order       of stored numbers
 * @param table       from stored codes to linear ones; empty: they are linear
 * @param exif        time, exposure, camera, orientation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DngHeader(
        int width,
        int height,
        int left,
        int top,
        Shape shown,
        Mosaic mosaic,
        int bits,
        boolean tiled,
        boolean lossless,
        int pieceWidth,
        int pieceHeight,
        double[] offsets,
        double[] sizes,
        ByteOrder order,
        double[] table,
        Exif exif) {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int FILL_ORDER = 266;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int VERSION = 50706;
    private static final int LINEARIZATION_TABLE = 50712;
    private static final int CROP_ORIGIN = 50719;
    private static final int CROP_SIZE = 50720;
    private static final int ACTIVE_AREA = 50829;
    private static final int UNCOMPRESSED = 1;
    private static final int LOSSLESS_JPEG = 7;
    private static final int MOST_SIDE = 1 << 16;

    /** Whether a file is a DNG of a kind that {@link #read} reads. */
    static boolean recognises(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            List<TiffDirectory> directories = TiffDirectory.read(file);
            if (directories.isEmpty() || !directories.get(0).has(VERSION)) {
                return false;
            }
            TiffDirectory picture = picture(directories);
            long compression = picture.number(COMPRESSION, UNCOMPRESSED);
            long bits = picture.number(BITS_PER_SAMPLE, 0);
            return picture.isMosaic()
                    && picture.number(SAMPLES_PER_PIXEL, 1) == 1
                    && picture.number(FILL_ORDER, 1) == 1
                    && (compression == UNCOMPRESSED || compression == LOSSLESS_JPEG)
                    && bits >= 8
                    && bits <= 16
                    && DngColours.isPlain(picture);
        } catch (UnreadableFrameException e) {
            return false;
        }
    }

    private static TiffDirectory picture(List<TiffDirectory> directories) throws IOException {
        TiffDirectory largest = directories.get(0);
        long most = -1;
        for (TiffDirectory directory : directories) {
            long pixels = directory.number(WIDTH, 0) * directory.number(HEIGHT, 0);
            if (directory.isMosaic() && pixels > most) {
                largest = directory;
                most = pixels;
            }
        }
        return largest;
    }

    /** Reads the header; nothing of it is believed before it was compared with the file's length. */
    static DngHeader read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            List<TiffDirectory> directories = TiffDirectory.read(file);
            TiffDirectory picture = picture(directories);
            picture.requireWholePicture();
            int width = side(picture, WIDTH, 0);
            int height = side(picture, HEIGHT, 0);
            boolean tiled = picture.has(TILE_WIDTH);
            int pieceWidth = tiled ? side(picture, TILE_WIDTH, 0) : width;
            int pieceHeight = tiled ? side(picture, TILE_HEIGHT, 0) : side(picture, ROWS_PER_STRIP, height);
            double[] area = numbers(picture, ACTIVE_AREA, 0, 0, height, width);
            double[] origin = numbers(picture, CROP_ORIGIN, 0, 0);
            double[] size = numbers(picture, CROP_SIZE, area[3] - area[1], area[2] - area[0]);
            int cropX = (int) Math.round(origin[0]);
            int cropY = (int) Math.round(origin[1]);
            int shownWidth = (int) Math.round(size[0]);
            int shownHeight = (int) Math.round(size[1]);
            boolean inside = area[0] >= 0
                    && area[1] >= 0
                    && cropX >= 0
                    && cropY >= 0
                    && shownWidth > 1
                    && shownHeight > 1
                    && (long) area[1] + cropX + shownWidth <= Math.min(width, (long) area[3])
                    && (long) area[0] + cropY + shownHeight <= Math.min(height, (long) area[2]);
            if (!inside) {
                throw new UnreadableFrameException("damaged DNG: expected a crop inside %dx%d, found %dx%d at %d,%d"
                        .formatted(width, height, shownWidth, shownHeight, cropX, cropY));
            }
            DngHeader header = new DngHeader(
                    width,
                    height,
                    (int) area[1] + cropX,
                    (int) area[0] + cropY,
                    new Shape(shownWidth, shownHeight, 1),
                    DngColours.mosaic(directories.get(0), picture, cropX, cropY),
                    (int) picture.number(BITS_PER_SAMPLE, 16),
                    tiled,
                    picture.number(COMPRESSION, UNCOMPRESSED) == LOSSLESS_JPEG,
                    pieceWidth,
                    pieceHeight,
                    picture.pieceOffsets(),
                    picture.pieceBytes(),
                    picture.order(),
                    picture.numbers(LINEARIZATION_TABLE).orElse(new double[0]),
                    RawExif.read(path));
            header.requireRoom();
            return header;
        }
    }

    private static double[] numbers(TiffDirectory directory, int tag, double... otherwise) throws IOException {
        return directory
                .numbers(tag)
                .filter(numbers -> numbers.length == otherwise.length)
                .orElse(otherwise);
    }

    private static int side(TiffDirectory directory, int tag, int otherwise) throws IOException {
        long side = directory.number(tag, otherwise);
        if (tag == ROWS_PER_STRIP && side > otherwise) {
            return otherwise;
        }
        if (side < 1 || side > MOST_SIDE) {
            throw new UnreadableFrameException(
                    "damaged DNG: expected 1 to " + MOST_SIDE + " pixels in tag " + tag + ", found " + side);
        }
        return (int) side;
    }

    int piecesAcross() {
        return (width + pieceWidth - 1) / pieceWidth;
    }

    int piecesDown() {
        return (height + pieceHeight - 1) / pieceHeight;
    }

    /** Rows that a piece holds: the last strip may hold fewer, tiles are always whole. */
    int rowsOf(int piece) {
        return tiled ? pieceHeight : Math.min(pieceHeight, height - piece * pieceHeight);
    }

    private void requireRoom() throws UnreadableFrameException {
        int pieces = piecesAcross() * piecesDown();
        if (offsets.length < pieces || sizes.length < pieces) {
            throw new UnreadableFrameException("damaged DNG: expected " + pieces + " pieces of picture, found "
                    + Math.min(offsets.length, sizes.length));
        }
        for (int i = 0; i < pieces; i++) {
            long samples = (long) pieceWidth * rowsOf(i);
            /* The shortest code is one bit. */
            long least = lossless ? samples / 8 : rowBytes() * rowsOf(i);
            if (sizes[i] < least || samples > Integer.MAX_VALUE / 8) {
                throw new UnreadableFrameException("damaged DNG: expected at least %d bytes for %d samples, found %.0f"
                        .formatted(least, samples, sizes[i]));
            }
        }
    }

    /** Bytes of a row of packed samples. */
    long rowBytes() {
        return ((long) pieceWidth * bits + 7) / 8;
    }
}
