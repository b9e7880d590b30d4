package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Decodes one strip or tile of one plane, row by row: never more memory than a row, whatever the data claim. */
final class TiffRows implements AutoCloseable {

    private final TiffSamples samples;
    private final TiffBlocks blocks;
    private final InputStream decoded;
    private final Inflater inflater = new Inflater();
    private final ByteBuffer row;
    private final byte[] shuffled;

    /**
     * Opens a block.
     *
     * @param tables of JPEG, shared by the blocks of a page; empty for other codings
     * @param rows   how many rows will be read
     */
    TiffRows(TiffBytes file, TiffPage page, TiffBlocks.Place place, byte[] tables, int rows) throws IOException {
        samples = page.samples();
        blocks = page.blocks();
        InputStream coded = new BlockStream(file, place.at(), place.bytes(), blocks.reversedBits());
        decoded = switch (blocks.coding()) {
            case NONE -> coded;
            case LZW -> new LzwStream(coded);
            case DEFLATE -> new InflaterInputStream(coded, inflater, BlockStream.BUFFER_BYTES);
            case PACK_BITS -> new PackBitsStream(coded);
            case JPEG ->
                TiffJpeg.decode(coded, tables, blocks.width(), rows, blocks.height(), samples.samplesTogether());
        };
        int rowBytes = Math.toIntExact(samples.rowBytes(blocks.width()));
        boolean isShuffled = blocks.predictor() == 3 && blocks.coding() != TiffBlocks.Coding.JPEG;
        shuffled = new byte[isShuffled ? rowBytes : 0];
        /* The bytes of floats that were taken apart are put together with the highest first. */
        row = ByteBuffer.allocate(rowBytes).order(isShuffled ? ByteOrder.BIG_ENDIAN : file.order());
    }

    /** The next row of the block; the same buffer for every row. */
    ByteBuffer next() throws IOException {
        byte[] into = shuffled.length > 0 ? shuffled : row.array();
        try {
            int count = decoded.readNBytes(into, 0, into.length);
            if (count < into.length) {
                throw new EOFException();
            }
        } catch (ZipException e) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected deflated pixels, found data that do not inflate (" + e.getMessage() + ")",
                    e);
        } catch (EOFException e) {
            throw new UnreadableFrameException(
                    "truncated TIFF: expected rows of " + into.length + " bytes, found the end of the pixels", e);
        }
        if (shuffled.length > 0) {
            unshuffle();
        } else if (blocks.predictor() == 2 && blocks.coding() != TiffBlocks.Coding.JPEG) {
            addUp();
        }
        return row;
    }

    /* Supplement 1 of TIFF 6.0 (2005): bytes of equal weight lie together, each the difference to the one before it. */
    private void unshuffle() {
        int step = samples.samplesTogether();
        for (int i = step; i < shuffled.length; i++) {
            shuffled[i] += shuffled[i - step];
        }
        int sampleBytes = samples.bits() / 8;
        int count = shuffled.length / sampleBytes;
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < sampleBytes; b++) {
                row.put(i * sampleBytes + b, shuffled[b * count + i]);
            }
        }
    }

    /* Section 14: each sample is the difference to that of the pixel before. */
    private void addUp() {
        int step = samples.samplesTogether();
        switch (samples.bits()) {
            case 8 -> {
                for (int i = step; i < row.limit(); i++) {
                    row.put(i, (byte) (row.get(i) + row.get(i - step)));
                }
            }
            case 16 -> {
                for (int i = 2 * step; i + 1 < row.limit(); i += 2) {
                    row.putShort(i, (short) (row.getShort(i) + row.getShort(i - 2 * step)));
                }
            }
            case 32 -> {
                for (int i = 4 * step; i + 3 < row.limit(); i += 4) {
                    row.putInt(i, row.getInt(i) + row.getInt(i - 4 * step));
                }
            }
            default -> {
                for (int i = 8 * step; i + 7 < row.limit(); i += 8) {
                    row.putLong(i, row.getLong(i) + row.getLong(i - 8 * step));
                }
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
