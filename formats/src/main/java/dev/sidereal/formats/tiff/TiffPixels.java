package dev.sidereal.formats.tiff;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/** Reads the pixels of TIFF pages, block by block and row by row. */
final class TiffPixels implements PixelReader {

    private static final int JPEG_TABLES = 347;
    private static final int MOST_TABLE_BYTES = 1 << 16;

    /* The pages of the last file: a file of a thousand pages is not walked a thousand times. */
    private record Listed(Path file, FileTime changed, List<TiffPage> pages) {}

    private Optional<Listed> listed = Optional.empty();
    private Optional<Raster> storedPicture = Optional.empty();

    @Override
    public void read(Path path, int index, Raster into) throws IOException {
        try (TiffBytes file = TiffBytes.open(path)) {
            List<TiffPage> pages = pages(path, file);
            if (index >= pages.size()) {
                throw new UnreadableFrameException("changed while the night was read: expected page " + (index + 1)
                        + ", found " + pages.size() + " pages");
            }
            TiffPage page = pages.get(index);
            Directory directory = new Directory(file, page.directoryAt());
            Orientation orientation = TiffPage.orientation(directory);
            Shape stored = page.stored();
            UnchangedFrame.require(orientation.turn(stored), page.samples().type(), into);
            Raster picture = orientation == Orientation.UPRIGHT
                    ? into
                    : storedPicture
                            .filter(raster -> raster.shape().equals(stored) && raster.type() == into.type())
                            .orElseGet(() -> Raster.allocate(stored, into.type()));
            readBlocks(file, directory, page, picture);
            if (picture != into) {
                storedPicture = Optional.of(picture);
                orientation.copy(picture, into);
            }
        }
    }

    private List<TiffPage> pages(Path path, TiffBytes file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(path);
        Optional<Listed> known =
                listed.filter(last -> last.file().equals(path) && last.changed().equals(changed));
        if (known.isEmpty()) {
            known = Optional.of(new Listed(path, changed, TiffPage.list(file)));
            listed = known;
        }
        return known.orElseThrow().pages();
    }

    private static void readBlocks(TiffBytes file, Directory directory, TiffPage page, Raster into) throws IOException {
        TiffBlocks blocks = page.blocks();
        TiffBlocks.Place[] places = blocks.places(directory, page.samples(), file.size());
        byte[] tables = directory.bytes(JPEG_TABLES, MOST_TABLE_BYTES).orElse(new byte[0]);
        TiffColours colours = new TiffColours(directory, page.samples());
        for (int block = 0; block < blocks.across() * blocks.down(); block++) {
            int x = block % blocks.across() * blocks.width();
            int y = block / blocks.across() * blocks.height();
            readBlock(file, page, places, tables, block, colours, into, x, y);
        }
    }

    /* All planes of a block side by side. */
    private static void readBlock(
            TiffBytes file,
            TiffPage page,
            TiffBlocks.Place[] places,
            byte[] tables,
            int block,
            TiffColours colours,
            Raster into,
            int x,
            int y)
            throws IOException {
        TiffBlocks blocks = page.blocks();
        int planes = page.samples().planes();
        int columns = Math.min(blocks.width(), into.shape().width() - x);
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
                        row,
                        columns,
                        into,
                        ((y + i) * into.shape().width() + x) * into.shape().channels());
            }
        } finally {
            for (TiffRows rowsOfPlane : open) {
                if (rowsOfPlane != null) {
                    rowsOfPlane.close();
                }
            }
        }
    }

    @Override
    public void close() {
        listed = Optional.empty();
        storedPicture = Optional.empty();
    }
}
