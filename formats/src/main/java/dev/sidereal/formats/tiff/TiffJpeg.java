package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a strip or tile that is a JPEG stream (TIFF Technical Note 2). Tables that the blocks share are put in front of
 * it; colours stay as they are stored, because the directory says what they are.
 */
final class TiffJpeg {

    private static final int MOST_BYTES = 256 << 20;

    private TiffJpeg() {}

    /** The samples of a block of {@code width} columns and {@code least} to {@code most} rows, in one stream. */
    static InputStream decode(InputStream coded, byte[] tables, int width, int least, int most, int samples)
            throws IOException {
        byte[] stream = coded.readNBytes(MOST_BYTES);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        /* Both begin with a start marker, and the tables end with an end marker. */
        if (tables.length > 4 && stream.length > 2) {
            whole.write(tables, 0, tables.length - 2);
            whole.write(stream, 2, stream.length - 2);
        } else {
            whole.writeBytes(stream);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(whole.toByteArray())), true, true);
            if (reader.getWidth(0) != width || reader.getHeight(0) < least || reader.getHeight(0) > most) {
                throw new UnreadableFrameException("damaged TIFF: expected JPEG of %d columns and %d rows, found %dx%d"
                        .formatted(width, most, reader.getWidth(0), reader.getHeight(0)));
            }
            Raster raster = reader.readRaster(0, null);
            if (raster.getNumBands() != samples) {
                throw new UnreadableFrameException("damaged TIFF: expected JPEG of %d channels, found %d"
                        .formatted(samples, raster.getNumBands()));
            }
            byte[] bytes = new byte[Math.multiplyExact(raster.getWidth() * samples, raster.getHeight())];
            raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), bytes);
            return new ByteArrayInputStream(bytes);
        } catch (UnreadableFrameException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableFrameException("damaged TIFF: expected JPEG data, found data that do not decode", e);
        } finally {
            reader.dispose();
        }
    }
}
