package dev.sidereal.formats.tiff;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/** Reads the pixels of TIFF pages and turns them upright. */
final class TiffPixels implements PixelReader {

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
            new PageReader(file, directory, page, picture).read();
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

    @Override
    public void close() {
        listed = Optional.empty();
        storedPicture = Optional.empty();
    }
}
