package dev.sidereal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sidereal.bench.rival.CompiledC;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The yardstick against a maximum taken here, sample by sample, of what ImageIO decodes. */
class YardstickTest {

    @TempDir
    Path folder = Path.of("replaced");

    @Test
    void takes_the_exact_maximum() throws IOException {
        Yardstick yardstick = yardstick();
        List<Path> pictures = List.of(jpeg("a", 1), jpeg("b", 2));
        Night night = Night.link(pictures, 5, folder.resolve("night"));
        Path ppm = folder.resolve("exact.ppm");
        Path png = folder.resolve("maximum.png");
        ImageIO.write(maximum(pictures), "png", png.toFile());

        Cost cost = Meter.in(folder).run(yardstick.exactMaximum(night, ppm, folder));

        // Decoders may round apart by a step or two; ImageIO's is often, but not always, libjpeg-turbo too.
        assertThat(Likeness.of(ppm, png).worst()).isLessThanOrEqualTo(3);
        assertThat(cost.peakMebibytes()).isPositive();
        assertThat(cost.seconds()).isPositive();
    }

    @Test
    void names_the_file_that_is_no_picture() throws IOException {
        Yardstick yardstick = yardstick();
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Night night = Night.link(List.of(broken), 1, folder.resolve("night"));

        assertThatThrownBy(() -> Meter.in(folder).run(yardstick.stack(night, folder, folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("frame-00001.jpg: expected a JPEG picture");
    }

    private Yardstick yardstick() throws IOException {
        try {
            return new Yardstick(CompiledC.decodeLimit(folder), Yardstick.Work.MAXIMUM);
        } catch (IOException missing) {
            return abort("skipped: " + missing.getMessage());
        }
    }

    /* Soft blobs: a picture of noise would make the decoders' rounding the main thing. */
    private Path jpeg(String name, int seed) throws IOException {
        BufferedImage image = new BufferedImage(61, 43, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(random.nextInt(50), random.nextInt(40), 20, 20);
        }
        graphics.dispose();
        Path file = folder.resolve(name + ".jpg");
        ImageIO.write(image, "jpg", file.toFile());
        return file;
    }

    private static BufferedImage maximum(List<Path> pictures) throws IOException {
        BufferedImage maximum = ImageIO.read(pictures.get(0).toFile());
        BufferedImage other = ImageIO.read(pictures.get(1).toFile());
        for (int y = 0; y < maximum.getHeight(); y++) {
            for (int x = 0; x < maximum.getWidth(); x++) {
                for (int c = 0; c < 3; c++) {
                    int sample = Math.max(
                            maximum.getRaster().getSample(x, y, c),
                            other.getRaster().getSample(x, y, c));
                    maximum.getRaster().setSample(x, y, c, sample);
                }
            }
        }
        return maximum;
    }
}
