package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InkJpegTest {

    private static final int[] STORED = {200, 100, 50, 240};

    @TempDir
    Path folder;

    @Test
    void without_an_adobe_segment_numbers_are_ink() throws Exception {
        reads(write(-1), 55 * 15 / 255.0, 155 * 15 / 255.0, 205 * 15 / 255.0);
    }

    @Test
    void with_an_adobe_segment_numbers_are_the_light_that_is_left() throws Exception {
        reads(write(0), 200 * 240 / 255.0, 100 * 240 / 255.0, 50 * 240 / 255.0);
    }

    /* Y, Cb, Cr, K: light left is 255 - (y + 1.402 (cr - 128)) and so on. */
    @Test
    void ycck_is_undone() throws Exception {
        double red = 255 - (200 + 1.402 * (50 - 128));
        double green = 255 - Math.min(255, 200 - 0.344136 * (100 - 128) - 0.714136 * (50 - 128));
        double blue = 255 - (200 + 1.772 * (100 - 128));
        reads(write(2), red * 240 / 255, green * 240 / 255, blue * 240 / 255);
    }

    private static void reads(Path file, double... expected) throws Exception {
        Raster read = TestPictures.read(file);
        assertThat(read.shape()).isEqualTo(new Shape(16, 16, 3));
        for (int c = 0; c < 3; c++) {
            assertThat(read.get(5, 7, c)).isCloseTo(expected[c], within(2.0));
        }
    }

    /* One colour everywhere, coded by the JDK without any conversion; transform -1: no Adobe segment. */
    private Path write(int transform) throws IOException {
        WritableRaster raster = java.awt.image.Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, STORED);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] jpeg = bytes.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        if (transform >= 0) {
            file.write(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14});
            file.write("Adobe".getBytes(StandardCharsets.US_ASCII));
            file.write(new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
        }
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDB) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        file.write(jpeg, at, jpeg.length - at);
        return Files.write(folder.resolve("inks.jpg"), file.toByteArray());
    }
}
