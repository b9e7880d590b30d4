package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.AwtPixels;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes with the JDK: two to four times slower, for machines without a native decoder. */
final class JdkJpegDecoder implements JpegDecoder {

    private final AwtPixels pixels = new AwtPixels("jpeg", JpegWarnings::isDamage);

    @Override
    public Raster decode(ByteBuffer file, Shape stored, Orientation orientation, Raster into) throws IOException {
        return pixels.read(new JpegInput(file), stored, orientation, into);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
