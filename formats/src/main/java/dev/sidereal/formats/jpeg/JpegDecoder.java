package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

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

    @Override
    void close();
}
