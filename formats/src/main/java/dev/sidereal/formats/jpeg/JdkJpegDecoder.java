package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.AwtPixels;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes with the JDK: two to four times slower, for machines without a native decoder. */
final class JdkJpegDecoder implements JpegDecoder {

    private final AwtPixels pixels = new AwtPixels("jpeg");

    @Override
    public Raster decode(ByteBuffer file, Shape stored, Orientation orientation, Raster into) throws IOException {
        byte[] bytes = new byte[file.limit()];
        file.get(0, bytes);
        return pixels.read(new ByteArrayInputStream(bytes), stored, orientation, into);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
