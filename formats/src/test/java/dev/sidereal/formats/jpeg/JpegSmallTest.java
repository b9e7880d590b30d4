package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegSmallTest {

    @ParameterizedTest
    @CsvSource({"1200, 900, 600, 450", "1601, 2001, 401, 501", "4003, 1000, 501, 125"})
    void a_large_picture_is_given_small_and_grey(
            int width, int height, int smallWidth, int smallHeight, @TempDir Path folder) throws IOException {
        assumeTrue(NativeLibraries.problem().isEmpty(), "skipped: there is no native decoder here");
        Raster small = small(jpeg(folder, width, height)).orElseThrow();
        assertThat(small.shape()).isEqualTo(new Shape(smallWidth, smallHeight, 1));
        assertThat(small.get(smallWidth / 4, smallHeight / 2, 0)).isBetween(59.0, 61.0);
        assertThat(small.get(smallWidth * 3 / 4, smallHeight / 2, 0)).isBetween(199.0, 201.0);
    }

    @Test
    void a_small_picture_is_better_read_whole(@TempDir Path folder) throws IOException {
        assertThat(small(jpeg(folder, 999, 700))).isEmpty();
    }

    private static Optional<Raster> small(Path file) throws IOException {
        try (FrameReader reader = FrameFiles.of(file).open()) {
            return reader.readSmall(0);
        }
    }

    /* Dark on the left, bright on the right. */
    private static Path jpeg(Path folder, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(60, 60, 60));
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(new Color(200, 200, 200));
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        Path file = folder.resolve("a.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        return file;
    }
}
