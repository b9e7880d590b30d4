package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundOptionTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 160;

    @TempDir
    private static Path folder = Path.of("");

    @TempDir
    private Path outputs = Path.of("");

    private static Path night = Path.of("");

    @BeforeAll
    static void simulate() {
        night = folder.resolve("night");
        Shell.run("simulate", "-o", night, "--frames", 12, "--size", WIDTH + "x" + HEIGHT, "--quiet");
    }

    @Test
    void one_pass_gives_sky_over_ground_and_the_mask_that_was_used() throws IOException {
        Path out = outputs.resolve("out.png");
        Path mask = outputs.resolve("mask.png");
        Path stack = outputs.resolve("night.fits");
        Shell.Outcome outcome = trails("--ground", "mean", "--save-mask", mask, "--save-stack", stack, "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains(mask + ": mask: white is sky, black is ground", out + ": composite of 12 frames, 360 s")
                .noneMatch(line -> line.contains("not sure"));
        BufferedImage found = ImageIO.read(mask.toFile());
        assertThat(found.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(found.getWidth()).isEqualTo(WIDTH);
        assertThat(found.getHeight()).isEqualTo(HEIGHT);
        assertThat(overlap(
                        found, ImageIO.read(night.resolve("truth/sky-mask.png").toFile())))
                .isGreaterThan(0.95);

        Path given = outputs.resolve("given.png");
        assertThat(trails("--ground", "mean", "--mask", mask, "-o", given).exit())
                .isZero();
        assertThat(Files.readAllBytes(given)).isEqualTo(Files.readAllBytes(out));
        Path joined = outputs.resolve("joined.png");
        assertThat(Shell.run("composite", "--sky", stack, "--ground", stack, "-o", joined)
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(joined)).isEqualTo(Files.readAllBytes(out));
        Path developed = outputs.resolve("developed.png");
        assertThat(Shell.run("develop", stack, "--as", "mask", "-o", developed).exit())
                .isZero();
        assertThat(Files.readAllBytes(developed)).isEqualTo(Files.readAllBytes(mask));
        Path also = outputs.resolve("also.png");
        assertThat(trails("--also", "mask=" + also).exit()).isZero();
        assertThat(Files.readAllBytes(also)).isEqualTo(Files.readAllBytes(mask));
    }

    @Test
    void a_white_mask_gives_the_trails_a_black_one_the_ground_and_both_are_said() throws IOException {
        Path trails = outputs.resolve("trails.png");
        Path mean = outputs.resolve("mean.png");
        assertThat(trails("-o", trails, "--also", "average=" + mean).exit()).isZero();
        Path white = painted("white.png", BufferedImage.TYPE_BYTE_GRAY, 255);
        Path black = painted("black.png", BufferedImage.TYPE_BYTE_GRAY, 0);
        Path above = outputs.resolve("above.png");
        Path below = outputs.resolve("below.png");
        assertThat(trails("--ground", "mean", "--mask", white, "-o", above).errLines())
                .contains(white + ": all of the mask is white, so that the whole picture is sky");
        assertThat(trails("--ground", "mean", "--mask", black, "-o", below).errLines())
                .contains(black + ": all of the mask is black, so that the whole picture is ground");
        assertThat(farthest(above, trails)).isLessThanOrEqualTo(1);
        assertThat(farthest(below, mean)).isLessThanOrEqualTo(1);
    }

    @Test
    void the_median_of_the_ground_is_that_of_the_frames_whatever_lit_a_few() throws IOException {
        Path lit = Files.createDirectory(outputs.resolve("lit"));
        for (int i = 1; i <= 12; i++) {
            BufferedImage frame = ImageIO.read(
                    night.resolve(String.format(Locale.ROOT, "IMG_%04d.jpg", i)).toFile());
            if (i == 4 || i == 9) {
                frame.getRaster().setSamples(60, 120, 50, 30, 0, sames(50 * 30, 250));
            }
            ImageIO.write(
                    frame,
                    "png",
                    lit.resolve("frame" + (char) ('a' + i) + ".png").toFile());
        }
        Path black = painted("black.png", BufferedImage.TYPE_BYTE_GRAY, 0);
        Path out = outputs.resolve("median.png");
        Shell.Outcome outcome =
                Shell.run("trails", lit, "--ground", "median", "--mask", black, "--depth", 8, "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains("read again for the median: 24/24 readings", out + ": composite of 12 frames");
        WritableRaster found = ImageIO.read(out.toFile()).getRaster();
        List<WritableRaster> frames = Arrays.stream(
                        Optional.ofNullable(lit.toFile().listFiles()).orElseThrow())
                .map(GroundOptionTest::samples)
                .toList();
        for (int y = 0; y < HEIGHT; y += 7) {
            for (int x = 0; x < WIDTH; x++) {
                int column = x;
                int row = y;
                int[] sorted = frames.stream()
                        .mapToInt(frame -> frame.getSample(column, row, 0))
                        .sorted()
                        .toArray();
                assertThat(found.getSample(x, y, 0)).isBetween(sorted[5], sorted[6]);
            }
        }
        assertRefused(
                Shell.run("trails", lit, "--ground", "median", "--continue", out, "-o", outputs.resolve("other.png")),
                "--ground median: expected no --continue with it, found it; the median needs all frames again: give mean,"
                        + " or stack the nights in one run");
    }

    private static WritableRaster samples(File file) {
        try {
            return ImageIO.read(file).getRaster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void grey_blends_whatever_the_kind_of_picture(int type) throws IOException {
        Path grey = painted("grey.png", type, 102);
        Path expected = painted("expected.png", BufferedImage.TYPE_BYTE_GRAY, 102);
        Path out = outputs.resolve("out.png");
        Path other = outputs.resolve("other.png");
        assertThat(trails("--ground", "mean", "--mask", grey, "-o", out).exit()).isZero();
        assertThat(trails("--ground", "mean", "--mask", expected, "-o", other).exit())
                .isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(Files.readAllBytes(other));
    }

    @Test
    void a_mask_of_the_wrong_size_is_refused_before_a_frame_is_read() throws IOException {
        Path small = outputs.resolve("small.png");
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY), "png", small.toFile());
        Shell.Outcome outcome = trails("--ground", "mean", "--mask", small, "-o", outputs.resolve("out.png"));
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines())
                .contains("sidereal: --mask: expected a picture of 240x160 pixels as the frames have, found " + small
                        + " of 32x24; paint it over the picture that --save-mask writes");
        assertThat(outputs.resolve("out.png")).doesNotExist();
    }

    @Test
    void what_is_no_mask_or_no_ground_is_refused() throws IOException {
        Path out = outputs.resolve("out.png");
        Path text = Files.writeString(outputs.resolve("text.png"), "not a picture");
        assertThat(trails("--ground", "mean", "--mask", text, "-o", out).exit()).isEqualTo(2);
        assertRefused(
                trails("--ground", "erth.png", "-o", out),
                "--ground: expected mean, median, max or a picture, found erth.png, which is no file");
        assertRefused(
                trails("--mask", "auto", "-o", out),
                "--mask: expected --ground with it, the earth below the sky, found none");
        Path small = outputs.resolve("small.png");
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY), "png", small.toFile());
        Shell.Outcome ground = trails("--ground", small, "-o", out);
        assertThat(ground.exit()).isEqualTo(2);
        assertThat(ground.errLines())
                .contains("sidereal: --ground: expected a picture of 240x160 pixels as the sky has, found " + small
                        + " of 32x24");
        Path one = night.resolve("IMG_0001.jpg");
        assertRefused(
                Shell.run("composite", "--sky", one, "--ground", one, "-o", out),
                "--mask: expected a stack with planes count,max,when,sum as --sky or --ground to find the sky in,"
                        + " found none; give a mask, white for sky");
    }

    @Test
    void one_frame_is_not_sure_and_all_sky() throws IOException {
        Path out = outputs.resolve("out.png");
        Path mask = outputs.resolve("mask.png");
        Shell.Outcome outcome =
                Shell.run("trails", night.resolve("IMG_0001.jpg"), "--ground", "mean", "--save-mask", mask, "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains("mask: not sure: expected at least 5 frames, found 1; all of the picture is taken for sky;"
                        + " paint a mask and give it with --mask");
        assertThat(overlap(
                        ImageIO.read(mask.toFile()),
                        ImageIO.read(painted("white.png", 10, 255).toFile())))
                .isEqualTo(1);
    }

    @Test
    void finished_pictures_are_joined_by_a_painted_mask() throws IOException {
        Path sky = painted("sky.png", BufferedImage.TYPE_INT_RGB, 100);
        Path ground = painted("ground.png", BufferedImage.TYPE_INT_RGB, 30);
        Path mask = outputs.resolve("half.png");
        BufferedImage half = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        half.getRaster().setSamples(0, 0, WIDTH, HEIGHT / 2, 0, sames(WIDTH * HEIGHT / 2, 255));
        ImageIO.write(half, "png", mask.toFile());
        Path out = outputs.resolve("out.png");
        Path copy = outputs.resolve("copy.png");
        Shell.Outcome outcome = Shell.run(
                "composite",
                "--sky",
                sky,
                "--ground",
                ground,
                "--mask",
                mask,
                "--save-mask",
                copy,
                "--depth",
                8,
                "-o",
                out);
        assertThat(outcome.exit()).isZero();
        assertThat(overlap(ImageIO.read(copy.toFile()), half)).isEqualTo(1);
        assertThat(outcome.errLines())
                .contains(
                        "composite: expected sky and ground of like brightness at their seam, found them more than half"
                                + " apart; they are joined as they are");
        BufferedImage joined = ImageIO.read(out.toFile());
        assertThat(joined.getRGB(10, 10) & 0xFF).isEqualTo(100);
        assertThat(joined.getRGB(10, HEIGHT - 10) & 0xFF).isEqualTo(30);
    }

    private static Shell.Outcome trails(Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "trails";
        all[1] = night;
        System.arraycopy(words, 0, all, 2, words.length);
        return Shell.run(all);
    }

    private static void assertRefused(Shell.Outcome outcome, String message) {
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines()).contains("sidereal: " + message);
    }

    private Path painted(String name, int type, int grey) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        WritableRaster raster = image.getRaster();
        if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
            int code = type == BufferedImage.TYPE_BYTE_GRAY ? grey : grey * 257;
            raster.setSamples(0, 0, WIDTH, HEIGHT, 0, sames(WIDTH * HEIGHT, code));
        } else {
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                image.setRGB(i % WIDTH, i / WIDTH, 0xFF000000 | grey * 0x010101);
            }
        }
        Path file = outputs.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static int[] sames(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static double overlap(BufferedImage a, BufferedImage b) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            boolean x = a.getRaster().getSample(i % WIDTH, i / WIDTH, 0) > 127;
            boolean y = b.getRaster().getSample(i % WIDTH, i / WIDTH, 0) > 127;
            both += x && y ? 1 : 0;
            either += x || y ? 1 : 0;
        }
        return (double) both / either;
    }

    /* The largest difference of two 16-bit pictures. */
    private static int farthest(Path one, Path other) throws IOException {
        BufferedImage a = ImageIO.read(one.toFile());
        BufferedImage b = ImageIO.read(other.toFile());
        int most = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            for (int c : List.of(0, 1, 2)) {
                int x = a.getRaster().getSample(i % WIDTH, i / WIDTH, c);
                most = Math.max(most, Math.abs(x - b.getRaster().getSample(i % WIDTH, i / WIDTH, c)));
            }
        }
        return most;
    }
}
