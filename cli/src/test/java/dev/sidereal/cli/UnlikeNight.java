package dev.sidereal.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;

/** Nights of flat noise in files {@code f1.png} and so on, some of them lit. */
final class UnlikeNight {

    private UnlikeNight() {}

    /** Writes frames about code 41; those with these numbers about code 201. */
    static void write(Path folder, int frames, Integer... lit) throws IOException {
        Files.createDirectories(folder);
        Set<Integer> bright = Set.of(lit);
        for (int number = 1; number <= frames; number++) {
            BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_BYTE_GRAY);
            Random random = new Random(number);
            for (int i = 0; i < 96 * 64; i++) {
                int code = (bright.contains(number) ? 200 : 40) + random.nextInt(3);
                image.getRaster().setSample(i % 96, i / 96, 0, code);
            }
            ImageIO.write(image, "png", folder.resolve("f" + number + ".png").toFile());
        }
    }
}
