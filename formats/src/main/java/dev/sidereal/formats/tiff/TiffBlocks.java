package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.IOException;

/**
 * How the pixels of a page are cut into strips or tiles and how these are coded (TIFF 6.0, sections 3, 7, 14 and 15).
 *
 * @param width        columns of a block: those of the picture for strips
 * @param height       rows of a block
 * @param across       blocks beside each other
 * @param down         blocks below each other
 * @param coding       compression
 * @param predictor    1: none; 2: differences; 3: differences of the bytes of floats
 * @param reversedBits whether the lowest bit of each byte comes first
 */
record TiffBlocks(int width, int height, int across, int down, Coding coding, int predictor, boolean reversedBits) {

    /** Compressions that are read, and the most that they make of one byte. */
    enum Coding {
        NONE(1),
        LZW(2048),
        DEFLATE(1032),
        PACK_BITS(64),
        JPEG(3 * 8 * 32 * 32);

        private final long mostExpansion;

        Coding(long mostExpansion) {
            this.mostExpansion = mostExpansion;
        }
    }

    private static final int COMPRESSION = 259;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int MOST_BLOCKS = 1 << 20;
    private static final long MOST_TILE_PIXELS = 1 << 22;

    /** Where a block lies in the file. */
    record Place(long at, long bytes) {}

    static TiffBlocks of(Directory page, int width, int height) throws IOException {
        boolean tiled = page.has(TILE_WIDTH);
        long blockWidth = tiled ? page.number(TILE_WIDTH, 0) : width;
        long blockHeight = tiled ? page.number(TILE_HEIGHT, 0) : Math.min(page.number(ROWS_PER_STRIP, height), height);
        long mostPixels = Math.max(MOST_TILE_PIXELS, 4L * width * height);
        if (blockWidth < 1 || blockHeight < 1 || blockWidth > mostPixels || blockHeight > mostPixels / blockWidth) {
            throw new UnreadableFrameException("damaged TIFF: expected strips or tiles of 1 to %d pixels, found %sx%s"
                    .formatted(mostPixels, Long.toUnsignedString(blockWidth), Long.toUnsignedString(blockHeight)));
        }
        return new TiffBlocks(
                (int) blockWidth,
                (int) blockHeight,
                (int) ((width + blockWidth - 1) / blockWidth),
                (int) ((height + blockHeight - 1) / blockHeight),
                coding(page.number(COMPRESSION, 1)),
                (int) Math.min(page.number(PREDICTOR, 1), 4),
                page.number(FILL_ORDER, 1) == 2);
    }

    private static Coding coding(long compression) throws UnreadableFrameException {
        return switch ((int) Math.min(compression, Integer.MAX_VALUE)) {
            case 1 -> Coding.NONE;
            case 5 -> Coding.LZW;
            case 7 -> Coding.JPEG;
            case 8, 32946 -> Coding.DEFLATE;
            case 32773 -> Coding.PACK_BITS;
            default ->
                throw new UnreadableFrameException(
                        "TIFF: expected no compression, LZW, Deflate, PackBits or JPEG, found %s; save it with one of these"
                                .formatted(compressionName(compression)));
        };
    }

    private static String compressionName(long compression) {
        return switch ((int) Math.min(compression, Integer.MAX_VALUE)) {
            case 2, 3, 4 -> "CCITT fax";
            case 6 -> "JPEG of the withdrawn kind";
            case 9, 10, 34661 -> "JBIG";
            case 34676, 34677 -> "LogLuv";
            case 33003, 33005, 34712 -> "JPEG 2000";
            case 34713 -> "Nikon raw";
            case 34887 -> "LERC";
            case 34892 -> "lossy camera raw";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            case 50002, 52546 -> "JPEG XL";
            default -> "compression " + compression;
        };
    }

    /** Checks the predictor, and that the file is long enough for what it claims. */
    void requireRoom(Shape stored, TiffSamples samples, long fileBytes) throws UnreadableFrameException {
        int bits = samples.bits();
        boolean wholeBytes = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        boolean fits = predictor == 1
                || coding == Coding.JPEG
                || (predictor == 2 && wholeBytes)
                || (predictor == 3 && samples.isFloat());
        if (!fits) {
            throw new UnreadableFrameException(
                    "TIFF: expected predictor 1, 2 or 3 that fits the samples, found %d for %d bits; save it uncompressed"
                            .formatted(predictor, bits));
        }
        if ((long) across * down * samples.planes() > MOST_BLOCKS) {
            throw new UnreadableFrameException("TIFF: expected at most %d strips or tiles, found %d"
                    .formatted(MOST_BLOCKS, (long) across * down * samples.planes()));
        }
        double bytes = (double) samples.rowBytes(width) * samples.planes() * across * stored.height();
        if (bytes > (double) fileBytes * coding.mostExpansion) {
            throw new UnreadableFrameException("damaged TIFF: expected data for %dx%d pixels, found a file of %d bytes"
                    .formatted(stored.width(), stored.height(), fileBytes));
        }
    }

    /** Where the blocks are, plane by plane and row by row. */
    Place[] places(Directory page, TiffSamples samples, long fileBytes) throws IOException {
        int count = across * down * samples.planes();
        boolean tiled = page.has(TILE_OFFSETS);
        long[] offsets = page.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS, MOST_BLOCKS);
        long[] lengths = page.numbers(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS, MOST_BLOCKS);
        if (offsets.length < count || (lengths.length < count && lengths.length > 0)) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected %d strips or tiles, found %d offsets and %d lengths"
                            .formatted(count, offsets.length, lengths.length));
        }
        Place[] places = new Place[count];
        long total = 0;
        for (int i = 0; i < count; i++) {
            long length = lengths.length == 0 ? fileBytes - offsets[i] : lengths[i];
            if (offsets[i] < 0 || offsets[i] >= fileBytes || length < 0) {
                throw new UnreadableFrameException(
                        "truncated TIFF: expected pixels at byte %s, found a file of %d bytes"
                                .formatted(Long.toUnsignedString(offsets[i]), fileBytes));
            }
            places[i] = new Place(offsets[i], Math.min(length, fileBytes - offsets[i]));
            total += places[i].bytes();
        }
        if (lengths.length > 0 && total > fileBytes) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected strips or tiles beside each other, found %d bytes".formatted(total)
                            + " of them in a file of " + fileBytes);
        }
        return places;
    }
}
