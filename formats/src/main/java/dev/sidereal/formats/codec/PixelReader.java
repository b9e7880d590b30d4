package dev.sidereal.formats.codec;

import dev.sidereal.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the pixels of one format's files into rasters, on one thread, with buffers kept from file to file. */
public interface PixelReader extends Closeable {

    /**
     * Fills a raster with the file's picture, upright.
     *
     * @throws dev.sidereal.frame.UnreadableFrameException if the file is damaged or does not fit the raster
     */
    void read(Path file, Raster into) throws IOException;

    @Override
    void close();
}
