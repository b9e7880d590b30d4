package dev.sidereal.formats.tiff;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.RandomAccessFileReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the first directory of a TIFF file says of its picture (TIFF 6.0, section 8; sample format: section 19).
 *
 * @param stored  shape as stored; palettes count as colour, transparency does not count
 * @param type    of the samples
 * @param exif    from the file's Exif directory
 * @param profile from tag 34675
 */
record TiffHeader(Shape stored, SampleType type, Exif exif, Optional<ColourProfile> profile) {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int SAMPLE_FORMAT = 339;
    private static final int ICC_PROFILE = 34675;
    private static final int FLOAT = 3;
    private static final long MOST_PIXELS = 0x3FFFL * 0x3FFF;

    /** Reads the first directory of a file. */
    static TiffHeader read(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            Metadata metadata = TiffMetadataReader.readMetadata(new RandomAccessFileReader(opened));
            ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            if (directory == null) {
                throw new UnreadableFrameException("damaged TIFF: expected a directory, found none");
            }
            return new TiffHeader(shape(directory), type(directory), Exif.of(metadata), profile(directory));
        } catch (TiffProcessingException | RuntimeException | StackOverflowError e) {
            throw new UnreadableFrameException("damaged TIFF: " + e.getMessage(), e);
        }
    }

    private static Shape shape(ExifIFD0Directory directory) throws UnreadableFrameException {
        long width = number(directory, WIDTH, 0);
        long height = number(directory, HEIGHT, 0);
        if (width < 1 || height < 1 || width > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new UnreadableFrameException(
                    "TIFF: expected 1 to " + MOST_PIXELS + " pixels, found " + width + "x" + height);
        }
        return new Shape((int) width, (int) height, channels(directory));
    }

    private static int channels(ExifIFD0Directory directory) throws UnreadableFrameException {
        int photometric = number(directory, PHOTOMETRIC, 1);
        return switch (photometric) {
            case 0, 1 -> 1;
            case 2, 3, 6 -> 3;
            default ->
                throw new UnreadableFrameException("TIFF: expected grey, RGB, palette or YCbCr (photometric 0, 1,"
                        + " 2, 3, 6), found " + photometric + "; convert it to RGB");
        };
    }

    private static SampleType type(ExifIFD0Directory directory) throws UnreadableFrameException {
        int bits = number(directory, BITS_PER_SAMPLE, 1);
        int format = number(directory, SAMPLE_FORMAT, 1);
        if (format == FLOAT && bits == 32) {
            return SampleType.FLOAT32;
        }
        if (format == 1 && bits == 16) {
            return SampleType.UINT16;
        }
        if (format == 1 && bits <= 8) {
            return SampleType.UINT8;
        }
        throw new UnreadableFrameException("TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found "
                + bits + " bits of format " + format + " in " + number(directory, SAMPLES_PER_PIXEL, 1)
                + " channels; convert it to 16 bits");
    }

    /* The first of a tag's numbers: all channels have the same depth in every picture that is read. */
    private static int number(ExifIFD0Directory directory, int tag, int otherwise) {
        int[] values = directory.getIntArray(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    private static Optional<ColourProfile> profile(ExifDirectoryBase directory) {
        return Optional.ofNullable(directory.getByteArray(ICC_PROFILE))
                .filter(icc -> icc.length > 128)
                .map(icc -> new ColourProfile(Arrays.copyOf(icc, icc.length)));
    }
}
