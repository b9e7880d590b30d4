package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decodes JPEG in four inks with the JDK, and makes red, green and blue of them without their profile.
 *
 * <p>With c, m, y, k from 0 (no ink) to 1: red is {@code (1 - c)(1 - k)}, green {@code (1 - m)(1 - k)}, blue
 * {@code (1 - y)(1 - k)}, rounded to codes. Files with an Adobe segment hold the light that is left, not the ink, as Adobe's
 * programs write it (Technical Note 5116); others hold the ink. Transform 2 of that segment (YCCK) is undone as in libjpeg:
 * 255 less the red, green and blue of JFIF.
 */
final class InkJpeg {

    private InkJpeg() {}

    /** Decodes and turns upright. */
    static void decode(ByteBuffer file, JpegHeader header, Orientation orientation, Raster into) throws IOException {
        Shape stored = header.stored();
        java.awt.image.Raster inks = JpegWarnings.decode(file);
        if (inks.getNumBands() != 4 || inks.getWidth() != stored.width() || inks.getHeight() != stored.height()) {
            throw new UnreadableFrameException("damaged JPEG: expected %s of 4 inks, found %dx%d of %d"
                    .formatted(stored, inks.getWidth(), inks.getHeight(), inks.getNumBands()));
        }
        Raster picture = orientation == Orientation.UPRIGHT ? into : Raster.allocate(stored, SampleType.UINT8);
        boolean isLight = header.adobe().isPresent();
        boolean isYcck = header.adobe().filter(transform -> transform == 2).isPresent();
        int[] row = new int[4 * stored.width()];
        for (int y = 0; y < stored.height(); y++) {
            inks.getPixels(0, y, stored.width(), 1, row);
            for (int x = 0; x < stored.width(); x++) {
                if (isYcck) {
                    undoYcc(row, 4 * x);
                }
                int paper = isLight ? row[4 * x + 3] : 255 - row[4 * x + 3];
                for (int c = 0; c < 3; c++) {
                    int light = isLight ? row[4 * x + c] : 255 - row[4 * x + c];
                    picture.set(x, y, c, Math.rint(light * paper / 255.0));
                }
            }
        }
        if (picture != into) {
            orientation.copy(picture, into);
        }
    }

    private static void undoYcc(int[] row, int at) {
        double y = row[at];
        double b = row[at + 1] - 128;
        double r = row[at + 2] - 128;
        row[at] = 255 - clip(y + 1.402 * r);
        row[at + 1] = 255 - clip(y - 0.344136 * b - 0.714136 * r);
        row[at + 2] = 255 - clip(y + 1.772 * b);
    }

    private static int clip(double code) {
        return (int) Math.max(0, Math.min(255, Math.rint(code)));
    }
}
