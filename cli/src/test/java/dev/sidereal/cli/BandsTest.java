package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit {@code --memory} is folded in bands of rows. */
class BandsTest {

    private static final Pattern LEAST = Pattern.compile("--memory: expected at least (\\d+)M");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void night() throws IOException {
        Path night = Files.createDirectory(folder.resolve("night"));
        for (int i = 0; i < 4; i++) {
            BufferedImage noise = NightFiles.noise(900, 700, BufferedImage.TYPE_3BYTE_BGR, i);
            ImageIO.write(noise, "jpg", night.resolve(i + ".jpg").toFile());
        }
        Files.write(night.resolve("9.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    }

    @Test
    void pictures_and_stack_have_the_bytes_of_a_run_that_fits() throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path banded = Files.createDirectory(folder.resolve("banded"));
        String said = stack(whole, "2G");
        assertThat(said).doesNotContain("bands");
        Matcher least = LEAST.matcher(Shell.run(words(banded, "10M")).err());
        assertThat(least.find()).isTrue();
        said = stack(banded, least.group(1) + "M");
        Matcher bands = Pattern.compile("the planes do not fit the memory: rows are folded in (\\d+) bands, for each of"
                        + " which every frame is read; no checkpoint is kept")
                .matcher(said);
        assertThat(bands.find()).as(said).isTrue();
        int passes = Integer.parseInt(bands.group(1));
        assertThat(passes).isGreaterThan(1);
        assertThat(said).contains(5 * passes + "/" + 5 * passes + " readings, ").contains("4 frames in ");
        assertThat(NightFiles.names(banded)).isEqualTo(NightFiles.names(whole));
        for (String file : NightFiles.names(whole)) {
            assertThat(Files.mismatch(banded.resolve(file), whole.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void a_stack_to_be_continued_needs_all_its_planes() throws IOException {
        stack(folder, "2G");
        Shell.Outcome outcome = Shell.run(
                "average",
                folder.resolve("night"),
                "--continue",
                folder.resolve("s.fits"),
                "--save-stack",
                folder.resolve("t.fits"),
                "--allow-repeats",
                "--memory",
                "125M");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .containsPattern(
                        "--memory: expected at least \\d+M for frames of 900x700 colour, 8-bit, found 125M; allow more");
        assertThat(folder.resolve("t.fits")).doesNotExist();
    }

    private String stack(Path to, String memory) {
        Shell.Outcome outcome = Shell.run(words(to, memory));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return outcome.err();
    }

    private Object[] words(Path to, String memory) {
        return new Object[] {
            "average",
            folder.resolve("night"),
            "-o",
            to.resolve("x.tif"),
            "--stretch",
            "auto",
            "--also",
            "trails=" + to.resolve("t.png") + ",sigma=" + to.resolve("g.fits"),
            "--save-stack",
            to.resolve("s.fits"),
            "--threads",
            "2",
            "--memory",
            memory
        };
    }
}
