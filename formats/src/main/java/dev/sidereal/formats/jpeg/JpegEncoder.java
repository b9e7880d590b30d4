package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns pixels into coded JPEG data, natively where possible. */
public final class JpegEncoder {

    /** How many colour samples there are. */
    public enum Sampling {
        /** One for every pixel (4:4:4). */
        FULL,
        /** One for two pixels of a row (4:2:2), as most cameras write; the JDK's encoder has only its own choice. */
        HALF
    }

    private static final int BAND_ROWS = 16;

    private JpegEncoder() {}

    /**
     * Encodes a raster of any depth as 8-bit JPEG.
     *
     * @param quality IJG scale, 1 to 100
     */
    public static ByteBuffer encode(Raster raster, int quality, Sampling sampling) throws IOException {
        return NativeLibraries.problem().isEmpty()
                ? encodeNatively(raster, quality, sampling)
                : encodeWithJdk(raster, quality);
    }

    private static ByteBuffer encodeNatively(Raster raster, int quality, Sampling sampling) throws IOException {
        Shape shape = raster.shape();
        try (Mat pixels = new Mat(
                        shape.height(),
                        shape.width(),
                        shape.channels() == 1 ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3);
                BytePointer coded = new BytePointer();
                IntPointer options = new IntPointer(
                        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                        quality,
                        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                        sampling == Sampling.FULL
                                ? opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444
                                : opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_422)) {
            ByteBuffer rows = pixels.createBuffer();
            new Rows(0, shape.height()).split(BAND_ROWS).parallelStream().forEach(band -> {
                rows.put(band.first() * shape.rowSamples(), Depth.EIGHT.rows(raster, band, ByteOrder.BIG_ENDIAN));
                if (shape.channels() == 3) {
                    putBlueFirst(pixels, band);
                }
            });
            if (!opencv_imgcodecs.imencode(".jpg", pixels, coded, options)) {
                throw new IOException("JPEG: expected coded data, found that the encoder failed");
            }
            ByteBuffer copy = ByteBuffer.allocate((int) coded.limit());
            coded.get(copy.array());
            return copy;
        }
    }

    /* The encoder's order; band by band, because colours are exchanged through a copy. */
    private static void putBlueFirst(Mat pixels, Rows rows) {
        try (Mat band = pixels.rowRange(rows.first(), rows.end())) {
            opencv_imgproc.cvtColor(band, band, opencv_imgproc.COLOR_RGB2BGR);
        }
    }

    private static ByteBuffer encodeWithJdk(Raster raster, int quality) throws IOException {
        Shape shape = raster.shape();
        BufferedImage image = new BufferedImage(
                shape.width(),
                shape.height(),
                shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < shape.height(); y++) {
            image.getRaster()
                    .setDataElements(
                            0, y, shape.width(), 1, Depth.EIGHT.rows(raster, new Rows(y, 1), ByteOrder.BIG_ENDIAN));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
