package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, pipes, the exit code as the system sees it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessTest {

    private static final int MANY = 4000;

    @Test
    void ctrl_c_while_folding_leaves_nothing_behind(@TempDir Path folder) throws Exception {
        requireThatInterruptsArrive();
        assertThat(signalAfter("frames of", "INT", manyFrames(folder), folder)).isEqualTo(130);
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void a_request_to_end_while_folding_leaves_nothing_behind(@TempDir Path folder) throws Exception {
        assertThat(signalAfter("frames of", "TERM", manyFrames(folder), folder)).isEqualTo(143);
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void ctrl_c_while_writing_keeps_the_old_file(@TempDir Path folder) throws Exception {
        requireThatInterruptsArrive();
        Path night = Files.createDirectory(folder.resolve("night"));
        BufferedImage noise = NightFiles.noise(4000, 3000, BufferedImage.TYPE_3BYTE_BGR, 1);
        ImageIO.write(noise, "jpg", night.resolve("a.jpg").toFile());
        Files.writeString(folder.resolve("x.png"), "old");
        assertThat(signalAfter("1 frame in", "INT", night, folder)).isEqualTo(130);
        assertThat(NightFiles.names(folder)).containsExactly("night", "x.png");
        assertThat(folder.resolve("x.png")).hasContent("old");
    }

    @Test
    void exit_codes_reach_the_system(@TempDir Path folder) throws Exception {
        NightFiles.jpegs(folder.resolve("night"), 2);
        assertThat(exit(folder, "trails", "night", "-o", "x.jpg")).isZero();
        assertThat(exit(folder, "trails", "night", "-o", "x.jpg")).isEqualTo(2);
        assertThat(exit(folder, "trails", "none", "-o", "y.jpg")).isEqualTo(3);
        assertThat(exit(folder, "trails", "night", "-o", "none/y.jpg")).isEqualTo(4);
    }

    @Test
    void whoever_closes_the_pipe_early_still_gets_the_picture(@TempDir Path folder) throws Exception {
        NightFiles.jpegs(folder.resolve("night"), 12);
        Process trails = Shell.process(folder, "trails", "night", "-o", "x.jpg", "--json")
                .start();
        trails.getInputStream().close();
        assertThat(trails.getErrorStream().readAllBytes()).isEmpty();
        assertThat(trails.waitFor()).isZero();
        assertThat(folder.resolve("x.jpg")).exists();
    }

    @Test
    void names_outside_ascii_are_found_in_an_utf_8_locale(@TempDir Path folder) throws Exception {
        Path frame = NightFiles.jpegs(folder.resolve("night"), 1).get(0);
        Files.move(frame, folder.resolve("night/ñandú 星.jpg"));
        ProcessBuilder process = Shell.process(folder, "trails", "night/ñandú 星.jpg", "-o", "ö.jpg");
        process.environment().put("LC_ALL", "C.UTF-8");
        assertThat(Shell.finish(process.start()).exit()).isZero();
        assertThat(NightFiles.names(folder)).containsExactly("night", "ö.jpg");
    }

    /* The decoder knows no transform 2 for three channels, says so to the error stream, and goes on. */
    @Test
    void what_native_decoders_print_does_not_reach_people(@TempDir Path folder) throws Exception {
        byte[] plain =
                Files.readAllBytes(NightFiles.jpegs(folder.resolve("night"), 1).get(0));
        ByteArrayOutputStream odd = new ByteArrayOutputStream();
        odd.write(plain, 0, 2);
        odd.write(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 2});
        odd.write(plain, 2, plain.length - 2);
        Files.write(folder.resolve("night/odd.jpg"), odd.toByteArray());
        Process info = Shell.process(folder, "info", "night/odd.jpg").start();
        assertThat(info.getErrorStream().readAllBytes()).isEmpty();
        assertThat(info.waitFor()).isZero();
    }

    /* The JPEG decoder is loaded while headers are read, which must not wait for each other. */
    @Test
    @Timeout(60)
    void fits_frames_are_read_while_the_decoder_is_loaded(@TempDir Path folder) throws Exception {
        NightFiles.jpegs(folder.resolve("night"), 2);
        assertThat(exit(folder, "trails", "night", "-o", "a.fits", "-o", "b.fits"))
                .isZero();
        for (int i = 0; i < 5; i++) {
            Process process = Shell.process(folder, "trails", "a.fits", "b.fits", "-o", "x.png", "--force")
                    .start();
            boolean isOver = process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(isOver).as("run %d ends", i).isTrue();
            assertThat(process.waitFor()).isZero();
        }
    }

    private static int exit(Path folder, Object... words) throws Exception {
        return Shell.finish(Shell.process(folder, words).start()).exit();
    }

    /** Sends a signal when a line with these words was said; the exit code. */
    private static int signalAfter(String words, String signal, Path night, Path folder) throws Exception {
        Process process =
                Shell.process(folder, "trails", night, "-o", "x.png", "--force").start();
        try (BufferedReader err = process.errorReader()) {
            String line = err.readLine();
            while (line != null && !line.contains(words)) {
                line = err.readLine();
            }
            assertThat(line).as("a line with: %s", words).isNotNull();
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            List<String> rest = err.lines().collect(Collectors.toList());
            assertThat(rest)
                    .endsWith("sidereal: interrupted; no half-written file is left")
                    .noneMatch(said -> said.startsWith("left out"));
        }
        return process.waitFor();
    }

    private static Path manyFrames(Path folder) throws IOException {
        Path night = Files.createDirectory(folder.resolve("night"));
        Path first = night.resolve("f0.jpg");
        BufferedImage noise = NightFiles.noise(400, 300, BufferedImage.TYPE_3BYTE_BGR, 1);
        ImageIO.write(noise, "jpg", first.toFile());
        for (int i = 1; i < MANY; i++) {
            Files.createLink(night.resolve("f" + i + ".jpg"), first);
        }
        return night;
    }

    /* A shell that runs tests in the background makes them, and all they start, deaf to Ctrl-C. */
    private static void requireThatInterruptsArrive() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            boolean ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
            assumeThat(ignored).as("SIGINT is ignored here").isFalse();
        }
    }
}
