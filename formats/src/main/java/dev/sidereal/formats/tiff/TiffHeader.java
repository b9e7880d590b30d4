package dev.sidereal.formats.tiff;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.RandomAccessFileReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
    private static final int LEAST_PROFILE_BYTES = 128;
    private static final int ENTRY_BYTES = 12;
    private static final int COMPRESSION = 259;
    private static final int OLD_JPEG = 6;
    private static final int PREDICTOR = 317;
    private static final int FLOAT_PREDICTOR = 3;
    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int UNSIGNED = 1;
    private static final int FLOAT = 3;
    private static final long MOST_PIXELS = 0x3FFFL * 0x3FFF;
    /* No compression of photographs makes more of one byte. */
    private static final long MOST_BYTES_PER_BYTE = 2048;

    /** Reads the first directory of a file. */
    static TiffHeader read(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            Metadata metadata = TiffMetadataReader.readMetadata(new RandomAccessFileReader(opened));
            ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            if (directory == null || !directory.containsTag(WIDTH) || !directory.containsTag(HEIGHT)) {
                throw new UnreadableFrameException("damaged TIFF: expected a directory with the size of the picture,"
                        + " found none in " + opened.length() + " bytes");
            }
            requireRoom(directory, opened.length());
            return new TiffHeader(shape(directory), type(directory), Exif.of(metadata), profile(opened.getChannel()));
        } catch (TiffProcessingException | RuntimeException | StackOverflowError e) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected a directory of tags, found none that can be read", e);
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

    private static void requireRoom(ExifIFD0Directory directory, long fileBytes) throws UnreadableFrameException {
        long width = number(directory, WIDTH, 0);
        long height = number(directory, HEIGHT, 0);
        long bits = number(directory, BITS_PER_SAMPLE, 1) * (long) number(directory, SAMPLES_PER_PIXEL, 1);
        if (width > 0 && height > 0 && width * height > fileBytes * MOST_BYTES_PER_BYTE * 8 / Math.max(1, bits)) {
            throw new UnreadableFrameException("damaged TIFF: expected data for %dx%d pixels, found a file of %d bytes"
                    .formatted(width, height, fileBytes));
        }
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
        int photometric = number(directory, PHOTOMETRIC, 1);
        requireKnownCoding(directory);
        if (format == FLOAT && bits == 32 && photometric != WHITE_IS_ZERO) {
            return SampleType.FLOAT32;
        }
        if (format == UNSIGNED && bits == 16 && photometric != WHITE_IS_ZERO) {
            return SampleType.UINT16;
        }
        boolean packed = (bits == 1 || bits == 2 || bits == 4) && photometric <= 3 && photometric != RGB;
        if (format == UNSIGNED && (bits == 8 || packed)) {
            return SampleType.UINT8;
        }
        throw new UnreadableFrameException("TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found "
                + bits + " bits of format " + format + ", photometric " + photometric + ", in "
                + number(directory, SAMPLES_PER_PIXEL, 1) + " channels; convert it to 16 bits");
    }

    /* What the JDK's reader reads wrongly or not at all. */
    private static void requireKnownCoding(ExifIFD0Directory directory) throws UnreadableFrameException {
        int compression = number(directory, COMPRESSION, 1);
        int predictor = number(directory, PREDICTOR, 1);
        if (compression == OLD_JPEG || predictor == FLOAT_PREDICTOR) {
            throw new UnreadableFrameException(
                    "TIFF: expected another compression, found %d with predictor %d; save it uncompressed"
                            .formatted(compression, predictor));
        }
    }

    /* The first of a tag's numbers: all channels have the same depth in every picture that is read. */
    private static int number(ExifIFD0Directory directory, int tag, int otherwise) {
        Long single = directory.getLongObject(tag);
        if (single != null) {
            return (int) Math.min(single, Integer.MAX_VALUE);
        }
        int[] values = directory.getIntArray(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    /* Straight from the file: the metadata library takes profiles apart and does not keep their bytes. */
    private static Optional<ColourProfile> profile(FileChannel file) throws IOException {
        ByteOrder order =
                bytes(file, 0, 2, ByteOrder.BIG_ENDIAN).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long directoryAt = bytes(file, 4, 4, order).getInt(0) & 0xFFFFFFFFL;
        int entries = bytes(file, directoryAt, 2, order).getShort(0) & 0xFFFF;
        ByteBuffer table = bytes(file, directoryAt + 2, ENTRY_BYTES * entries, order);
        for (int at = 0; at < table.limit(); at += ENTRY_BYTES) {
            int count = table.getInt(at + 4);
            if ((table.getShort(at) & 0xFFFF) == ICC_PROFILE && count > LEAST_PROFILE_BYTES) {
                return Optional.of(new ColourProfile(bytes(file, table.getInt(at + 8) & 0xFFFFFFFFL, count, order)
                        .array()));
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer bytes(FileChannel file, long at, int count, ByteOrder order) throws IOException {
        if (count > file.size() - at) {
            throw new UnreadableFrameException("truncated TIFF: expected " + count + " bytes, found "
                    + Math.max(0, file.size() - at) + ", at byte " + at);
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {}
        return bytes.flip();
    }
}
