package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Turns a JPEG file in memory into pixels, bit for bit as libjpeg-turbo does with its accurate settings. */
sealed interface JpegDecoder extends Closeable permits OpenCvJpegDecoder, JdkJpegDecoder {

    /**
     * Decodes and turns upright.
     *
     * @param file   the whole file, position 0, in memory outside the heap
     * @param stored the shape that the file's header gives
     * @param into   raster of the upright shape
     * @return the raster that holds the pixels as they are stored: {@code into} itself when nothing was turned
     */
    Raster decode(ByteBuffer file, Shape stored, Orientation orientation, Raster into) throws IOException;

    /**
     * Decodes the brightness at an eighth, a quarter or half of the size, so that the longer side keeps 500 pixels.
     *
     * @param side pixels of the longer side
     * @return as stored, one channel, overwritten by the next call; empty if that would not be faster
     */
    default Optional<Raster> decodeSmall(ByteBuffer file, int side) throws IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
