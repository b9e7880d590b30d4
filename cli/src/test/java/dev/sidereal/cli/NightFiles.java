package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Nights of small frames in files, and what their maximum must be. */
final class NightFiles {

    private static final int MOST_FRAMES = 12;
    private static final List<byte[]> SIMULATED = simulate();

    private NightFiles() {}

    /** Simulated JPEG frames of 64x48, with times, {@code IMG_0001.jpg} and so on, in a new folder. */
    static List<Path> jpegs(Path folder, int frames) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Path file = folder.resolve(String.format("IMG_%04d.jpg", i + 1));
            files.add(Files.write(file, SIMULATED.get(i % MOST_FRAMES)));
        }
        return files;
    }

    /** Noise in 8-bit PNG frames of 64x48, without times, {@code f1.png} and so on, in a new folder. */
    static List<Path> pngs(Path folder, int frames) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Path file = folder.resolve("f" + (i + 1) + ".png");
            ImageIO.write(noise(64, 48, BufferedImage.TYPE_INT_RGB, i), "png", file.toFile());
            files.add(file);
        }
        return files;
    }

    /** A picture of noise that depends on the seed. */
    static BufferedImage noise(int width, int height, int type, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    /** Holds when a picture is the maximum of frames, sample by sample. */
    static void requireMaximum(Path picture, List<Path> frames) throws IOException {
        BufferedImage found = ImageIO.read(picture.toFile());
        List<BufferedImage> images = new ArrayList<>();
        for (Path frame : frames) {
            images.add(ImageIO.read(frame.toFile()));
        }
        for (int y = 0; y < found.getHeight(); y++) {
            for (int x = 0; x < found.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int most = 0;
                    for (BufferedImage image : images) {
                        most = Math.max(most, (image.getRGB(x, y) >> shift) & 0xFF);
                    }
                    assertThat((found.getRGB(x, y) >> shift) & 0xFF)
                            .as("column %d, row %d, bits %d", x, y, shift)
                            .isEqualTo(most);
                }
            }
        }
    }

    /** Names of everything in a folder, hidden files included, in order. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<byte[]> simulate() {
        try {
            Path folder = Files.createTempDirectory("sidereal-night");
            try {
                Shell.Outcome outcome = Shell.run(
                        "simulate", "-o", folder, "--frames", MOST_FRAMES, "--size", "64x48", "--no-truth", "--quiet");
                assertThat(outcome).isEqualTo(new Shell.Outcome(0, "", ""));
                List<byte[]> frames = new ArrayList<>();
                for (String name : names(folder)) {
                    frames.add(Files.readAllBytes(folder.resolve(name)));
                }
                return List.copyOf(frames);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
