package dev.sidereal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {

    @TempDir
    Path folder = Path.of("replaced");

    private Path exact = folder;

    @BeforeEach
    void write_two_pixels() throws IOException {
        byte[] header = "P6\n2 1\n255\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[header.length + 6];
        System.arraycopy(header, 0, file, 0, header.length);
        byte[] samples = {1, 2, 3, (byte) 200, (byte) 250, 10};
        System.arraycopy(samples, 0, file, header.length, samples.length);
        exact = Files.write(folder.resolve("exact.ppm"), file);
    }

    @Test
    void finds_equal_samples_of_eight_bits() throws IOException {
        assertThat(Likeness.of(exact, png8(0x010203, 0xC8FA0A))).hasToString("yes");
    }

    @Test
    void finds_codes_times_257_equal_in_sixteen_bits() throws IOException {
        assertThat(Likeness.of(exact, png16(257, 1, 2, 3, 200, 250, 10))).hasToString("yes");
    }

    @Test
    void says_how_many_samples_differ_and_by_how_much() throws IOException {
        assertThat(Likeness.of(exact, png8(0x010205, 0xC7FA0A))).hasToString("no: 2 samples, by up to 2.00");
    }

    @Test
    void refuses_a_picture_of_another_size() throws IOException {
        Path picture = png8(1, 2, 3);

        assertThatThrownBy(() -> Likeness.of(exact, picture))
                .hasMessage("picture.png: expected a picture of 2x1, found 3x1");
    }

    private Path png8(int... pixels) throws IOException {
        BufferedImage image = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.length, 1, pixels, 0, pixels.length);
        return write(image);
    }

    private Path png16(int factor, int... samples) throws IOException {
        ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        var model = new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(samples.length / 3, 1);
        for (int i = 0; i < samples.length; i++) {
            raster.setSample(i / 3, 0, i % 3, samples[i] * factor);
        }
        return write(new BufferedImage(model, raster, false, null));
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
