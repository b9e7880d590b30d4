package dev.sidereal.formats.codec;

import dev.sidereal.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the pixels of one format's files into rasters, on one thread, with buffers kept from file to file. */
public interface PixelReader extends Closeable {

    /**
     * Fills a raster with one of the file's pictures, upright.
     *
     * @param index of the picture in {@link Format#probe}'s list
     * @throws dev.sidereal.frame.UnreadableFrameException if the file is damaged or does not fit the raster
     */
    void read(Path file, int index, Raster into) throws IOException;

    /**
     * One of the file's pictures at a fraction of its size, for a glance, where the format gives it for less than reading it
     * whole; it need not be upright.
     *
     * @return overwritten by the next call; empty if the picture must be read whole
     * @throws dev.sidereal.frame.UnreadableFrameException if damage is noticed
     */
    default Optional<Raster> readSmall(Path file, int index) throws IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
