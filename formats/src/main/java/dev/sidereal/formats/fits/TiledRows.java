package dev.sidereal.formats.fits;

import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Rows of a picture that is stored in compressed tiles, unpacked a band of tiles at a time.
 *
 * <p>Memory: the compressed table and one band, both bounded by the length of the file before they are taken.
 */
final class TiledRows implements StoredRows {

    private static final long MOST_BAND = 512L << 20;

    private final FrameUnit frames;
    private final TileTable table;
    private final TileCodec codec;
    private final Quantised quantised;
    private final Tiles tiles;
    private final ByteBuffer band;
    private long bandNumber = -1;

    /* The grid of tiles over the rows of all planes; each tile lies in one plane. */
    private record Tiles(Shape shape, long planes, int width, int height) {

        int across() {
            return (shape.width() + width - 1) / width;
        }

        int down() {
            return (shape.height() + height - 1) / height;
        }

        long count() {
            return planes * down() * across();
        }
    }

    private TiledRows(FrameUnit frames, TileTable table, Tiles tiles) throws UnreadableFrameException {
        this.frames = frames;
        this.table = table;
        this.codec = new TileCodec(frames.unit());
        this.quantised = new Quantised(frames.unit(), table);
        this.tiles = tiles;
        this.band = ByteBuffer.allocate(
                tiles.height() * frames.shape().width() * frames.copy().stored().bytes());
    }

    /**
     * Reads the table of an open file.
     *
     * @throws UnreadableFrameException if it has another number of tiles than the picture, or is absurdly small for it
     */
    static TiledRows open(FitsInput input, FrameUnit frames) throws IOException {
        Tiles tiles = tiles(frames);
        requireRoom(frames);
        TileTable table = TileTable.read(input, frames.unit());
        if (table.rows() != tiles.count()) {
            throw new UnreadableFrameException("damaged FITS: expected " + tiles.count() + " tiles of " + tiles.width()
                    + "x" + tiles.height() + " for " + frames.shape() + ", found " + table.rows());
        }
        return new TiledRows(frames, table, tiles);
    }

    private static Tiles tiles(FrameUnit frames) throws UnreadableFrameException {
        Shape shape = frames.shape();
        Keywords keywords = new Keywords(frames.unit()::own);
        double width = keywords.number("ZTILE1").orElse((double) shape.width());
        double height = keywords.number("ZTILE2").orElse(1.0);
        if (!(width >= 1 && height >= 1) || keywords.number("ZTILE3").orElse(1.0) != 1) {
            throw new UnreadableFrameException(
                    "FITS: expected tiles of one plane, found others, at cards ZTILE1, ZTILE2 and"
                            + " ZTILE3; unpack it with funpack");
        }
        Tiles tiles = new Tiles(shape, frames.rows() / shape.height(), (int) Math.min(width, shape.width()), (int)
                Math.min(height, shape.height()));
        long band = (long) tiles.height() * shape.width() * Long.BYTES;
        if (band > MOST_BAND) {
            throw new UnreadableFrameException(
                    "FITS: expected tiles of at most " + MOST_BAND / shape.width() / Long.BYTES + " rows, found "
                            + tiles.height() + ", at card ZTILE2; unpack it with funpack");
        }
        return tiles;
    }

    private static void requireRoom(FrameUnit frames) throws UnreadableFrameException {
        long bytes =
                frames.rows() * frames.shape().width() * frames.copy().stored().bytes();
        if (!FitsInput.isLikely(bytes, frames.unit().dataBytes())) {
            throw new UnreadableFrameException("damaged FITS: expected compressed tiles for " + bytes
                    + " bytes of pixels, found " + frames.unit().dataBytes() + " bytes");
        }
    }

    /** Bytes that reading takes. */
    static long bytes(FrameUnit frames) throws UnreadableFrameException {
        requireRoom(frames);
        Tiles tiles = tiles(frames);
        return frames.unit().dataBytes() + 3L * tiles.height() * frames.shape().width() * Long.BYTES;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public ByteBuffer read(long first, int count) throws IOException {
        int height = frames.shape().height();
        long plane = first / height;
        int y = (int) (first % height);
        long number = plane * tiles.down() + y / tiles.height();
        if (number != bandNumber) {
            bandNumber = -1;
            unpackBand(number);
            bandNumber = number;
        }
        int rowBytes = frames.shape().width() * frames.copy().stored().bytes();
        return band.slice(y % tiles.height() * rowBytes, count * rowBytes);
    }

    private void unpackBand(long number) throws IOException {
        Shape shape = frames.shape();
        int size = frames.copy().stored().bytes();
        int top = (int) (number % tiles.down()) * tiles.height();
        int height = Math.min(tiles.height(), shape.height() - top);
        for (int i = 0; i < tiles.across(); i++) {
            long tile = number * tiles.across() + i;
            int left = i * tiles.width();
            int width = Math.min(tiles.width(), shape.width() - left);
            ByteBuffer numbers = unpack(tile, width * height, size);
            for (int y = 0; y < height; y++) {
                band.put((y * shape.width() + left) * size, numbers, y * width * size, width * size);
            }
        }
    }

    /* What the library throws at damaged tiles is of every kind. */
    private ByteBuffer unpack(long tile, int count, int size) throws IOException {
        try {
            return numbers(tile, count, size);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableFrameException(
                    "damaged FITS: expected a tile of " + count
                            + " numbers, found one that cannot be unpacked, at tile " + (tile + 1) + " of "
                            + table.rows(),
                    e);
        }
    }

    private ByteBuffer numbers(long tile, int count, int size) throws IOException {
        Optional<ByteBuffer> packed = table.array("COMPRESSED_DATA", tile);
        if (packed.isEmpty()) {
            return unquantised(tile, count * size);
        }
        boolean isQuantised = frames.unit().bitpix() < 0 && quantised.holds(tile);
        if (codec.isBytes() && !isQuantised) {
            return codec.bytes(packed.get(), count, size);
        }
        int[] integers = codec.integers(packed.get(), count);
        ByteBuffer numbers = ByteBuffer.allocate(count * size);
        if (isQuantised) {
            quantised.write(integers, tile, size, numbers);
            return numbers;
        }
        for (int i = 0; i < count; i++) {
            switch (size) {
                case 1 -> numbers.put(i, (byte) integers[i]);
                case 2 -> numbers.putShort(2 * i, (short) integers[i]);
                case 4 -> numbers.putInt(4 * i, integers[i]);
                default -> numbers.putLong(8 * i, integers[i]);
            }
        }
        return numbers;
    }

    /* Tiles that did not quantise well are kept as they are, or in gzip. */
    private ByteBuffer unquantised(long tile, int bytes) throws IOException {
        Optional<ByteBuffer> packed = table.array("GZIP_COMPRESSED_DATA", tile);
        Optional<ByteBuffer> plain = table.array("UNCOMPRESSED_DATA", tile);
        byte[] numbers = packed.isPresent()
                ? TileCodec.gunzip(packed.get(), bytes)
                : plain.map(TileCodec::raw).orElse(new byte[0]);
        if (numbers.length != bytes) {
            throw TileCodec.wrong(bytes, numbers.length);
        }
        return ByteBuffer.wrap(numbers);
    }
}
