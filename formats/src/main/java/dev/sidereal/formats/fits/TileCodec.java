package dev.sidereal.formats.fits;

import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.zip.GZIPInputStream;
import nom.tam.fits.compression.algorithm.hcompress.HCompressor;
import nom.tam.fits.compression.algorithm.hcompress.HCompressorOption;
import nom.tam.fits.compression.algorithm.plio.PLIOCompress;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor;

/**
 * Unpacks one tile (FITS 4.0, section 10.4): GZIP_1 and GZIP_2 with the JDK, RICE_1, PLIO_1 and HCOMPRESS_1 with nom-tam-fits. No
 * more is unpacked than the tile has numbers.
 */
final class TileCodec {

    private static final int HCOMPRESS_MAGIC = 0xDD99;
    private static final int HCOMPRESS_HEAD = 10;

    private final String name;
    private final int riceBlock;
    private final int riceBytes;
    private final boolean isSmooth;

    TileCodec(PictureUnit unit) throws UnreadableFrameException {
        Keywords keywords = new Keywords(unit::own);
        name = keywords.text("ZCMPTYPE").orElse("none").replace("RICE_ONE", "RICE_1");
        riceBlock = parameter(keywords, "BLOCKSIZE", 32);
        riceBytes = parameter(keywords, "BYTEPIX", 4);
        isSmooth = parameter(keywords, "SMOOTH", 0) != 0;
        switch (name) {
            case "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1", "NOCOMPRESS" -> {}
            case "RICE_1" -> {
                if ((riceBytes != 1 && riceBytes != 2 && riceBytes != 4) || riceBlock < 1 || riceBlock > 1 << 16) {
                    throw new UnreadableFrameException("FITS: expected RICE_1 of 1, 2 or 4 bytes, found " + riceBytes
                            + " in blocks of " + riceBlock + ", at cards ZVAL; unpack it with funpack");
                }
            }
            default ->
                throw new UnreadableFrameException(
                        "FITS: expected tiles compressed by GZIP_1, GZIP_2, RICE_1, PLIO_1 or" + " HCOMPRESS_1, found "
                                + name + ", at card ZCMPTYPE; unpack it with funpack");
        }
    }

    private static int parameter(Keywords keywords, String name, int otherwise) {
        for (int i = 1; keywords.text("ZNAME" + i).isPresent(); i++) {
            if (keywords.text("ZNAME" + i).get().equals(name)) {
                return keywords.number("ZVAL" + i).map(Double::intValue).orElse(otherwise);
            }
        }
        return otherwise;
    }

    /** Whether unpacked tiles are bytes as they would be stored, big-endian. */
    boolean isBytes() {
        return name.startsWith("GZIP") || name.equals("NOCOMPRESS");
    }

    /**
     * Unpacks a tile of {@code count} numbers of {@code size} bytes, as they would be stored. Some programs pack whole numbers as
     * longer ones than they are.
     */
    ByteBuffer bytes(ByteBuffer packed, int count, int size) throws IOException {
        byte[] stored = name.equals("NOCOMPRESS") ? raw(packed) : gunzip(packed, count * Math.max(size, Integer.BYTES));
        int width = stored.length / count;
        if (stored.length % count != 0 || (width != size && (width != Integer.BYTES || size > width))) {
            throw wrong(count * size, stored.length);
        }
        boolean isShuffled = name.equals("GZIP_2");
        byte[] numbers = new byte[count * size];
        for (int b = 0, from = width - size; b < size; b++, from++) {
            for (int n = 0; n < count; n++) {
                numbers[n * size + b] = stored[isShuffled ? from * count + n : n * width + from];
            }
        }
        return ByteBuffer.wrap(numbers);
    }

    /** Bytes that a tile holds without any compression. */
    static byte[] raw(ByteBuffer packed) {
        byte[] bytes = new byte[packed.remaining()];
        packed.get(0, bytes);
        return bytes;
    }

    /** Bytes of a gzip stream, as many as are wanted at most. */
    static byte[] gunzip(ByteBuffer packed, int most) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw(packed)))) {
            return in.readNBytes(most);
        }
    }

    static UnreadableFrameException wrong(int expected, int found) {
        return new UnreadableFrameException("expected a tile of " + expected + " bytes, found " + found);
    }

    /** Unpacks a tile of whole numbers. */
    int[] integers(ByteBuffer packed, int count) throws IOException {
        int[] numbers = new int[count];
        IntBuffer into = IntBuffer.wrap(numbers);
        switch (name) {
            case "RICE_1" -> rice(packed, into);
            case "PLIO_1" -> new PLIOCompress.IntPLIOCompressor().decompress(packed, into);
            case "HCOMPRESS_1" -> hcompress(packed, into);
            default -> bytes(packed, count, Integer.BYTES).asIntBuffer().get(numbers);
        }
        return numbers;
    }

    private void rice(ByteBuffer packed, IntBuffer into) {
        RiceCompressOption option =
                new RiceCompressOption().setBlockSize(riceBlock).setBytePix(riceBytes);
        int count = into.remaining();
        switch (riceBytes) {
            case 1 -> {
                ByteBuffer bytes = ByteBuffer.allocate(count);
                new RiceCompressor.ByteRiceCompressor(option).decompress(packed, bytes);
                for (int i = 0; i < count; i++) {
                    into.put(i, bytes.get(i) & 0xFF);
                }
            }
            case 2 -> {
                ShortBuffer shorts = ShortBuffer.allocate(count);
                new RiceCompressor.ShortRiceCompressor(option).decompress(packed, shorts);
                for (int i = 0; i < count; i++) {
                    into.put(i, shorts.get(i));
                }
            }
            default -> new RiceCompressor.IntRiceCompressor(option).decompress(packed, into);
        }
    }

    /* The stream names its own size, by which the library takes memory. */
    private void hcompress(ByteBuffer packed, IntBuffer into) throws UnreadableFrameException {
        if (packed.remaining() < HCOMPRESS_HEAD
                || (packed.getShort(0) & 0xFFFF) != HCOMPRESS_MAGIC
                || packed.getInt(2) < 1
                || packed.getInt(6) < 1
                || (long) packed.getInt(2) * packed.getInt(6) != into.remaining()) {
            throw new UnreadableFrameException("expected an HCOMPRESS_1 stream of " + into.remaining() + " numbers");
        }
        new HCompressor.IntHCompressor(new HCompressorOption().setSmooth(isSmooth)).decompress(packed, into);
    }
}
