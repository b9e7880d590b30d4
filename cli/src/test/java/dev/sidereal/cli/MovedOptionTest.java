package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night of eight frames whose camera was knocked after the fifth, by six pixels and three. */
class MovedOptionTest {

    private static final int FRAMES = 8;
    private static final int KNOCKED_AFTER = 5;
    private static final int RIGHT = 6;
    private static final int DOWN = 3;
    private static final int WIDTH = 840;
    private static final int HEIGHT = 560;

    @TempDir
    private static Path folder;

    private static Path knocked;
    private static Path steady;

    @TempDir
    private Path outputs;

    /* What was cut from the same pictures at one place, and at two. */
    @BeforeAll
    static void cut() throws IOException {
        Path whole = folder.resolve("whole");
        Shell.run("simulate", "-o", whole, "--frames", FRAMES, "--size", WIDTH + "x" + HEIGHT, "--quiet");
        knocked = Files.createDirectory(folder.resolve("knocked"));
        steady = Files.createDirectory(folder.resolve("steady"));
        for (int i = 1; i <= FRAMES; i++) {
            BufferedImage frame =
                    ImageIO.read(whole.resolve("IMG_%04d.jpg".formatted(i)).toFile());
            boolean later = i > KNOCKED_AFTER;
            write(frame.getSubimage(later ? RIGHT : 0, later ? DOWN : 0, WIDTH - RIGHT, HEIGHT - DOWN), knocked, i);
            write(frame.getSubimage(RIGHT, DOWN, WIDTH - 2 * RIGHT, HEIGHT - 2 * DOWN), steady, i);
        }
    }

    private static void write(BufferedImage picture, Path folder, int number) throws IOException {
        ImageIO.write(picture, "png", folder.resolve(number + ".png").toFile());
    }

    @Test
    void a_knocked_tripod_is_told_with_what_can_be_done() {
        Shell.Outcome outcome = Shell.run("trails", knocked, "--ground", "mean", "-o", outputs.resolve("out.png"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .anyMatch(line -> line.matches("camera moved between 5\\.png and 6\\.png: the ground went [56]\\.[0-9]"
                        + " pixels left and [23]\\.[0-9] up; the picture holds both places: keep it, lay the frames on"
                        + " each other with --moved align, or split the night there with --to and --from"));
    }

    @Test
    void plain_trails_tell_of_it_when_they_are_asked_to() {
        assertThat(Shell.run("trails", knocked, "-o", outputs.resolve("out.png"))
                        .err())
                .doesNotContain("camera moved");
        assertThat(Shell.run("trails", knocked, "--moved", "tell", "-o", outputs.resolve("told.png"))
                        .err())
                .contains("camera moved between 5.png and 6.png");
    }

    @Test
    void aligned_frames_make_the_picture_of_a_camera_that_stood_still_code_for_code() throws IOException {
        Path aligned = outputs.resolve("aligned.png");
        Path truth = outputs.resolve("truth.png");
        Path ground = outputs.resolve("ground.png");
        Path groundTruth = outputs.resolve("groundTruth.png");
        Shell.Outcome outcome =
                Shell.run("trails", knocked, "--moved", "align", "-o", aligned, "--also", "average=" + ground);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .anyMatch(line ->
                        line.matches("camera moved between 5\\.png and 6\\.png: the ground went (6\\.[01]|5\\.9)"
                                + " pixels left and (3\\.[01]|2\\.9) up"))
                .contains("frames of 2 places laid on each other by whole pixels; the picture has 828x554 of 834x557"
                        + " pixels");
        Shell.run("trails", steady, "-o", truth, "--also", "average=" + groundTruth);
        assertThat(pixels(aligned)).isEqualTo(pixels(truth));
        assertThat(pixels(ground)).isEqualTo(pixels(groundTruth));
    }

    @Test
    void a_camera_that_stood_still_loses_nothing() throws IOException {
        Path out = outputs.resolve("out.png");
        Path plain = outputs.resolve("plain.png");
        Shell.Outcome outcome = Shell.run("average", steady, "--moved", "align", "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).doesNotContain("moved").doesNotContain("laid");
        Shell.run("average", steady, "-o", plain);
        assertThat(pixels(out)).isEqualTo(pixels(plain));
    }

    @Test
    void a_way_that_nobody_knows_ends_the_run_before_a_frame_is_folded() throws IOException {
        Path far = Files.createDirectory(outputs.resolve("far"));
        for (int i = 1; i <= FRAMES; i++) {
            BufferedImage frame = ImageIO.read(steady.resolve(i + ".png").toFile());
            write(frame.getSubimage(i > KNOCKED_AFTER ? 60 : 0, 0, WIDTH - 100, HEIGHT - 20), far, i);
        }
        Path out = outputs.resolve("out.png");
        assertRefused(
                Shell.run("trails", far, "--moved", "align", "-o", out),
                "--moved align: expected moves of less than a hundredth of the picture, found camera moved between 5.png and"
                        + " 6.png: farther than is searched; split the night there with --to and --from");
        assertThat(out).doesNotExist();
    }

    @Test
    void too_few_frames_to_tell_stay_where_they_are() {
        Shell.Outcome outcome =
                Shell.run("trails", knocked, "--to", "3", "--moved", "align", "-o", outputs.resolve("out.png"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains("--moved align: too little ground that stands still to tell whether the camera moved; every"
                        + " frame stays where it is");
    }

    @Test
    void what_cannot_be_is_refused() {
        Path out = outputs.resolve("out.png");
        assertRefused(
                Shell.run("trails", knocked, "--moved", "yes", "-o", out),
                "--moved: expected tell or align, found yes");
        assertRefused(
                Shell.run("average", knocked, "--moved", "align", "--align", "-o", out),
                "--moved align: expected no --continue, --resume or --align with it, found one of them; stack all"
                        + " frames anew");
    }

    private static void assertRefused(Shell.Outcome outcome, String message) {
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines()).contains("sidereal: " + message);
    }

    private static int[] pixels(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    }
}
