package dev.sidereal.formats.tiff;

import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the pixels of one page as they are stored, block by block and row by row. */
final class PageReader {

    private static final int JPEG_TABLES = 347;
    private static final int MOST_TABLE_BYTES = 1 << 16;

    private final TiffBytes file;
    private final TiffPage page;
    private final TiffBlocks.Place[] places;
    private final byte[] tables;
    private final TiffColours colours;
    private final Raster into;

    PageReader(TiffBytes file, Directory directory, TiffPage page, Raster into) throws IOException {
        this.file = file;
        this.page = page;
        this.into = into;
        places = page.blocks().places(directory, page.samples(), file.size());
        tables = directory.bytes(JPEG_TABLES, MOST_TABLE_BYTES).orElse(new byte[0]);
        colours = new TiffColours(directory, page.samples());
    }

    void read() throws IOException {
        TiffBlocks blocks = page.blocks();
        for (int block = 0; block < blocks.across() * blocks.down(); block++) {
            readBlock(block, block % blocks.across() * blocks.width(), block / blocks.across() * blocks.height());
        }
    }

    /* All planes of a block side by side; its top left pixel is (x, y). */
    private void readBlock(int block, int x, int y) throws IOException {
        TiffBlocks blocks = page.blocks();
        int planes = page.samples().planes();
        int width = into.shape().width();
        int columns = Math.min(blocks.width(), width - x);
        int rows = Math.min(blocks.height(), into.shape().height() - y);
        TiffRows[] open = new TiffRows[planes];
        ByteBuffer[] row = new ByteBuffer[planes];
        try {
            for (int p = 0; p < planes; p++) {
                open[p] = new TiffRows(file, page, places[p * blocks.across() * blocks.down() + block], tables, rows);
            }
            for (int i = 0; i < rows; i++) {
                for (int p = 0; p < planes; p++) {
                    row[p] = open[p].next();
                }
                colours.put(
                        row, columns, into, ((y + i) * width + x) * into.shape().channels());
            }
        } finally {
            for (TiffRows plane : open) {
                if (plane != null) {
                    plane.close();
                }
            }
        }
    }
}
