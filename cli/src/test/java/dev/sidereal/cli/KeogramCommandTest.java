package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeogramCommandTest {

    @Test
    void every_column_is_that_of_a_frame(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 5);
        Path out = folder.resolve("k.png");
        Shell.Outcome outcome = Shell.run("keogram", folder.resolve("night"), "--column", 7, "--depth", 8, "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains(
                        "keogram: expected a time in every frame, found some without; the axis counts frames",
                        out + ": keogram of 5 frames");
        BufferedImage keogram = ImageIO.read(out.toFile());
        assertThat(keogram.getWidth()).isEqualTo(5);
        for (int x = 0; x < 5; x++) {
            BufferedImage frame = ImageIO.read(frames.get(x).toFile());
            for (int y = 0; y < 48; y++) {
                assertThat(keogram.getRGB(x, y)).isEqualTo(frame.getRGB(7, y) | 0xFF000000);
            }
        }
    }

    @Test
    void trails_make_the_same_from_the_same_reading_and_threads_do_not_matter(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 12);
        Path alone = folder.resolve("alone.png");
        Path also = folder.resolve("also.png");
        Path single = folder.resolve("single.png");
        assertThat(Shell.run("keogram", folder.resolve("night"), "-o", alone).exit())
                .isZero();
        assertThat(Shell.run(
                                "trails",
                                folder.resolve("night"),
                                "-o",
                                folder.resolve("t.jpg"),
                                "--also",
                                "keogram=" + also)
                        .exit())
                .isZero();
        assertThat(Shell.run("keogram", folder.resolve("night"), "--threads", 1, "-o", single)
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(also)).isEqualTo(Files.readAllBytes(alone));
        assertThat(Files.readAllBytes(single)).isEqualTo(Files.readAllBytes(alone));
        assertThat(Shell.run("trails", folder.resolve("night"), "--also", "keogram=" + folder.resolve("only.png"))
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(folder.resolve("only.png"))).isEqualTo(Files.readAllBytes(alone));
    }

    @Test
    void what_cannot_be_meant_is_refused(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        NightFiles.jpegs(night, 3);
        Path out = folder.resolve("k.png");
        assertRefused(
                Shell.run("keogram", night, "--column", 64, "-o", out),
                "--column: expected 0 to 63 for frames of 64x48 pixels, found 64");
        assertRefused(
                Shell.run("keogram", night, "--width", 0, "-o", out), "--width: expected 1 or more columns, found 0");
        assertRefused(
                Shell.run("keogram", night, "--scale", "0.00001", "-o", out),
                "keogram: expected a night of at most 65000 columns, found 9300000; give more seconds to each with"
                        + " --scale, or each night its own row with --nights");
        assertRefused(
                Shell.run(
                        "trails",
                        night,
                        "--also",
                        "keogram=" + out,
                        "--save-stack",
                        folder.resolve("s.fits"),
                        "--resume"),
                "--also: expected keogram without --continue and --resume, found it with one of them; a keogram needs every"
                        + " frame read: sidereal keogram makes one");
        assertThat(out).doesNotExist();
    }

    private static void assertRefused(Shell.Outcome outcome, String message) {
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines()).contains("sidereal: " + message);
    }
}
