package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip is a night. */
class VideoTest {

    @TempDir
    Path folder;

    private Path clip = Path.of("clip.avi");

    /* Eight noisy pictures without loss, one every two seconds. */
    @BeforeEach
    void make() throws Exception {
        NightFiles.pngs(folder.resolve("night"), 8);
        clip = folder.resolve("clip.avi");
        ffmpeg(
                "-framerate",
                "0.5",
                "-i",
                folder + "/night/f%d.png",
                "-c:v",
                "ffv1",
                "-pix_fmt",
                "bgr0",
                clip.toString());
    }

    @Test
    void trails_of_a_clip_are_those_of_its_pictures() throws IOException {
        assertThat(Shell.run("trails", clip, "-o", folder.resolve("clip.png")).exit())
                .isZero();
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("night.png"))
                        .exit())
                .isZero();
        assertThat(same("clip.png", "night.png")).isTrue();
    }

    @Test
    void a_part_of_a_clip_is_chosen_by_number_or_by_seconds() throws IOException {
        Shell.Outcome numbers =
                Shell.run("trails", clip, "--from", 3, "--to", 7, "--every", 2, "-o", folder.resolve("n.png"));
        assertThat(numbers.err()).contains("3 frames of 64x48 colour, 8-bit, in order of name");
        Shell.Outcome seconds =
                Shell.run("trails", clip, "--from", "4s", "--to", "12s", "--every", 2, "-o", folder.resolve("s.png"));
        assertThat(seconds.exit()).isZero();
        assertThat(same("n.png", "s.png")).isTrue();
    }

    @Test
    void seconds_mean_nothing_over_two_clips() throws IOException {
        Path second = Files.copy(clip, folder.resolve("second.avi"));
        assertThat(Shell.run("trails", clip, second, "--from", "4s", "-o", folder.resolve("x.png")))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "reading the headers of 2 files\n"
                                + "sidereal: order: expected a capture time in every frame, found frames without;"
                                + " order by name and count frames instead of seconds\n"));
        assertThat(Shell.run("trails", clip, second, "-o", folder.resolve("x.png"))
                        .err())
                .contains("16 frames of 64x48 colour, 8-bit, in order of name");
    }

    @Test
    void a_clip_in_a_folder_is_passed_over_and_said_when_asked() throws IOException {
        Files.move(clip, folder.resolve("night/clip.avi"));
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-v", "-o", folder.resolve("x.png"));
        assertThat(outcome.err())
                .contains("ignored " + folder.resolve("night/clip.avi")
                        + ": a video in a folder; name it to read its frames")
                .contains("8 frames of 64x48");
    }

    @Test
    void info_is_one_object_for_a_clip() {
        Shell.Outcome outcome = Shell.run("info", "--json", clip);
        assertThat(outcome.outLines()).hasSize(1);
        assertThat(outcome.out())
                .startsWith("{\"file\":\"" + clip + "\",\"format\":\"video\",\"width\":64,\"height\":48,\"channels\":3,"
                        + "\"bits\":8,\"type\":\"unsigned\",\"encoding\":\"srgb\",\"frames\":8,");
    }

    @Test
    void frames_of_a_clip_and_photographs_make_one_night() {
        assertThat(Shell.run("trails", clip, folder.resolve("night/f1.png"), "-o", folder.resolve("x.png"))
                        .err())
                .contains("9 frames of 64x48 colour, 8-bit, in order of name");
    }

    private boolean same(String one, String other) throws IOException {
        var a = ImageIO.read(folder.resolve(one).toFile()).getData().getPixels(0, 0, 64, 48, (int[]) null);
        var b = ImageIO.read(folder.resolve(other).toFile()).getData().getPixels(0, 0, 64, 48, (int[]) null);
        return Arrays.equals(a, b);
    }

    private static void ffmpeg(String... words) throws Exception {
        Path natives = Path.of(System.getProperty("sidereal.natives", "none"));
        Assumptions.assumeTrue(Files.isDirectory(natives), "skipped: no ffmpeg is bundled here");
        Optional<Path> program;
        try (Stream<Path> tree = Files.walk(natives)) {
            program = tree.filter(file -> file.endsWith("ffmpeg"))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
        Assumptions.assumeTrue(program.isPresent(), "skipped: no ffmpeg is bundled here");
        Path file = program.orElseThrow();
        Assumptions.assumeTrue(
                Files.isExecutable(file) || file.toFile().setExecutable(true), "skipped: ffmpeg must not run here");
        List<String> command = new ArrayList<>(List.of(file.toString(), "-loglevel", "error", "-nostdin"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LD_LIBRARY_PATH", file.resolveSibling("").toString());
        assertThat(builder.start().waitFor()).isZero();
    }
}
