package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes with the libjpeg-turbo inside OpenCV, straight into the raster's memory: a picture allocated anew for each
 * frame costs 40 % of the decoding time.
 */
final class OpenCvJpegDecoder implements JpegDecoder {

    private static final int LEAST_SMALL_SIDE = 500;

    private Optional<Raster> storedPicture = Optional.empty();
    private Optional<Raster> smallPicture = Optional.empty();

    @Override
    public Raster decode(ByteBuffer file, Shape stored, Orientation orientation, Raster into) throws IOException {
        if (orientation == Orientation.UPRIGHT) {
            decode(file, into);
            return into;
        }
        Raster picture = storedPicture
                .filter(raster -> raster.shape().equals(stored))
                .orElseGet(() -> Raster.allocate(stored, SampleType.UINT8));
        storedPicture = Optional.of(picture);
        decode(file, picture);
        turn(picture, orientation, into);
        return picture;
    }

    @Override
    public Optional<Raster> decodeSmall(ByteBuffer file, int side) throws IOException {
        if (side < 2 * LEAST_SMALL_SIDE) {
            return Optional.empty();
        }
        int flags = side >= 8 * LEAST_SMALL_SIDE
                ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8
                : side >= 4 * LEAST_SMALL_SIDE
                        ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4
                        : opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
        try (BytePointer bytes = new BytePointer(file);
                Mat coded = new Mat(1, file.limit(), opencv_core.CV_8UC1, bytes);
                Mat empty = new Mat();
                Mat decoded = decode(coded, flags | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION, empty)) {
            if (decoded.empty() || !decoded.isContinuous()) {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected a picture, found data that the decoder refuses");
            }
            Shape shape = new Shape(decoded.cols(), decoded.rows(), 1);
            Raster raster = smallPicture
                    .filter(small -> small.shape().equals(shape))
                    .orElseGet(() -> Raster.allocate(shape, SampleType.UINT8));
            smallPicture = Optional.of(raster);
            raster.bytes().put(decoded.createBuffer());
            return smallPicture;
        }
    }

    private static void decode(ByteBuffer file, Raster into) throws IOException {
        int flags = opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                | (into.shape().channels() == 1
                        ? opencv_imgcodecs.IMREAD_GRAYSCALE
                        : opencv_imgcodecs.IMREAD_COLOR_RGB);
        try (BytePointer bytes = new BytePointer(file);
                Mat coded = new Mat(1, file.limit(), opencv_core.CV_8UC1, bytes);
                Mat pixels = mat(into);
                Mat decoded = decode(coded, flags, pixels)) {
            /* A picture of another size would have been put elsewhere, into memory of its own. */
            if (decoded.empty() || pixels.data().address() != address(into)) {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected " + into.shape() + ", found data that the decoder refuses");
            }
        }
    }

    private static Mat decode(Mat coded, int flags, Mat pixels) throws UnreadableFrameException {
        try {
            return opencv_imgcodecs.imdecode(coded, flags, pixels);
        } catch (RuntimeException e) {
            throw new UnreadableFrameException(
                    "damaged JPEG: expected a picture, found data that the decoder refuses", e);
        }
    }

    private static void turn(Raster stored, Orientation orientation, Raster into) {
        try (Mat from = mat(stored);
                Mat to = mat(into)) {
            if (orientation.swapsSides()) {
                opencv_core.transpose(from, to);
            }
            Mat source = orientation.swapsSides() ? to : from;
            if (orientation.mirrorsX() && orientation.mirrorsY()) {
                opencv_core.flip(source, to, -1);
            } else if (orientation.mirrorsX()) {
                opencv_core.flip(source, to, 1);
            } else if (orientation.mirrorsY()) {
                opencv_core.flip(source, to, 0);
            }
        }
    }

    /* A view of the raster's memory. */
    private static Mat mat(Raster raster) {
        Shape shape = raster.shape();
        return new Mat(
                shape.height(),
                shape.width(),
                shape.channels() == 1 ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3,
                new BytePointer(raster.bytes()));
    }

    private static long address(Raster raster) {
        return new BytePointer(raster.bytes()).address();
    }

    @Override
    public void close() {
        storedPicture = Optional.empty();
        smallPicture = Optional.empty();
    }
}
