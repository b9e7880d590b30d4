package dev.sidereal.formats.jpeg;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** A JPEG file at a glance, in colour and upright: to be looked at, never folded. */
public final class JpegGlance {

    private static final int MOST_BYTES = 1 << 29;

    private JpegGlance() {}

    /**
     * The thumbnail that the camera put into the Exif block, coded as JPEG (Exif 2.32, 4.5.5); empty if there is none or it
     * would have to be turned. Cost: reading the file's header.
     */
    public static Optional<byte[]> stored(Path file) throws IOException {
        Optional<byte[]> exif = JpegFormat.readHeader(file).exif();
        Metadata metadata = new Metadata();
        try {
            exif.ifPresent(block -> new ExifReader().extract(new ByteArrayReader(block), metadata));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
        if (Exif.of(metadata).orientation() != Orientation.UPRIGHT) {
            return Optional.empty();
        }
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(ExifThumbnailDirectory.class))
                .flatMap(thumbnail -> {
                    Integer at = thumbnail.getInteger(ExifThumbnailDirectory.TAG_THUMBNAIL_OFFSET);
                    Integer length = thumbnail.getInteger(ExifThumbnailDirectory.TAG_THUMBNAIL_LENGTH);
                    byte[] block = exif.orElseThrow();
                    boolean inside = at != null
                            && length != null
                            && at > 0
                            && length > 3
                            && at <= block.length
                            && length <= block.length - at;
                    return inside ? Optional.of(Arrays.copyOfRange(block, at, at + length)) : Optional.empty();
                })
                .filter(bytes -> bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8);
    }

    /**
     * Decodes at a whole, a half, a quarter or an eighth of the size, the least that still has {@code side} pixels on the
     * longer side.
     *
     * @return empty where there is no native decoder
     * @throws UnreadableFrameException if the decoder refuses the file
     */
    public static Optional<Raster> small(Path file, int side) throws IOException {
        if (NativeLibraries.problem().isPresent()) {
            return Optional.empty();
        }
        JpegHeader header = JpegFormat.readHeader(file);
        if (header.isInks() || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        int longer = Math.max(header.width(), header.height());
        int flag = longer >= 8 * side
                ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_8
                : longer >= 4 * side
                        ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_4
                        : longer >= 2 * side ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_2 : opencv_imgcodecs.IMREAD_COLOR;
        try (BytePointer bytes = new BytePointer(Files.readAllBytes(file));
                Mat coded = new Mat(1, (int) bytes.limit(), opencv_core.CV_8UC1, bytes);
                Mat decoded = opencv_imgcodecs.imdecode(coded, flag)) {
            if (decoded.empty() || !decoded.isContinuous()) {
                throw refused();
            }
            Raster raster = Raster.allocate(new Shape(decoded.cols(), decoded.rows(), 3), SampleType.UINT8);
            byte[] blueFirst = new byte[(int) raster.shape().samples()];
            decoded.data().get(blueFirst);
            for (int i = 0; i < blueFirst.length; i += 3) {
                byte blue = blueFirst[i];
                blueFirst[i] = blueFirst[i + 2];
                blueFirst[i + 2] = blue;
            }
            raster.bytes().put(blueFirst);
            return Optional.of(raster);
        } catch (RuntimeException e) {
            throw refused();
        }
    }

    private static UnreadableFrameException refused() {
        return new UnreadableFrameException("damaged JPEG: expected a picture, found data that the decoder refuses");
    }
}
