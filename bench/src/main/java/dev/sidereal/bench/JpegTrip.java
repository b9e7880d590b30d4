package dev.sidereal.bench;

import dev.sidereal.image.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What JPEG does to a frame of 8 bits and three channels: coded at quality 0.92 with halved colours, and decoded. */
final class JpegTrip {

    private static final float QUALITY = 0.92f;

    /** Changes a frame into what a file of it would give. */
    void through(Raster frame) throws IOException {
        int width = frame.shape().width();
        int height = frame.shape().height();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (int) frame.get(x, y, 0) << 16 | (int) frame.get(x, y, 1) << 8 | (int) frame.get(x, y, 2);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(coded(image)));
        for (int y = 0; y < height; y++) {
            back.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                frame.set(x, y, 0, row[x] >> 16 & 0xFF);
                frame.set(x, y, 1, row[x] >> 8 & 0xFF);
                frame.set(x, y, 2, row[x] & 0xFF);
            }
        }
    }

    private static byte[] coded(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
