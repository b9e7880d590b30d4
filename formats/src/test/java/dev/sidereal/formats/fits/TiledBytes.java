package dev.sidereal.formats.fits;

import java.nio.file.Files;
import java.nio.file.Path;

/** A picture in compressed tiles, for tests of other packages. */
public final class TiledBytes {

    private TiledBytes() {}

    /** The bytes of a file of tiles packed with a codec. */
    public static byte[] packed(Path file, String codec) throws Exception {
        return Files.readAllBytes(
                TiledPictureTest.pack(file, codec, codec.equals("HCOMPRESS_1") ? 16 : 1, TiledPictureTest.numbers()));
    }
}
