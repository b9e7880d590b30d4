package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    @Test
    void a_table_has_a_line_for_each_file_good_or_bad(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder, 2);
        Files.writeString(frames.get(1), "text");
        Shell.Outcome outcome = Shell.run("info", folder);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.outLines()).hasSize(3);
        assertThat(outcome.outLines().get(0))
                .matches("file +format size +depth +encoding time +exposure +stars +sky contrast");
        assertThat(outcome.outLines().get(1))
                .matches("IMG_0001.jpg  JPEG   64x48 colour       8-bit        srgb     "
                        + "2026-08-12T22:10:00 +30 s +[0-9]+ +[0-9.]+ % +[0-9.]+ %");
        assertThat(outcome.outLines().get(2)).isEqualTo("IMG_0002.jpg: expected a picture, found text");
    }

    @Test
    void json_is_one_object_per_input(@TempDir Path folder) throws IOException {
        Path good = NightFiles.jpegs(folder, 1).get(0);
        Path missing = folder.resolve("none.jpg");
        Shell.Outcome outcome = Shell.run("info", missing, good, "--json");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.outLines()).hasSize(2);
        assertThat(outcome.outLines().get(0)).isEqualTo("{\"file\":\"" + missing + "\",\"error\":\"no such file\"}");
        assertThat(outcome.outLines().get(1))
                .startsWith("{\"file\":\"" + good + "\",\"format\":\"JPEG\",\"width\":64,\"height\":48,\"channels\":3,"
                        + "\"bits\":8,\"type\":\"unsigned\",\"encoding\":\"srgb\",\"time\":\"2026-08-12T22:10:00\","
                        + "\"exposureSeconds\":30.0,");
    }

    @Test
    void a_summary_of_the_night_follows_the_table(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 12);
        BufferedImage small = NightFiles.noise(32, 32, BufferedImage.TYPE_INT_RGB, 1);
        ImageIO.write(small, "png", folder.resolve("f1.png").toFile());
        Files.writeString(folder.resolve("IMG_0013.jpg"), "text");
        List<String> lines = Shell.run("info", folder).outLines();
        assertThat(lines.subList(15, lines.size()))
                .containsExactly(
                        "",
                        "night: 12 frames of 64x48 colour, 8-bit, in order of time",
                        "another kind: 1 frame of 32x32 colour, 8-bit, left out of a stack",
                        "1 file cannot be read",
                        "from 2026-08-12T22:10:00, 6 min 39 s, 6 min 0 s of it exposed; a frame every 31 s",
                        "2 gaps over 5 s:",
                        "  IMG_0003.jpg to IMG_0004.jpg: 9 s",
                        "  IMG_0007.jpg to IMG_0008.jpg: 21 s",
                        "camera: too little ground that stands still to tell whether it moved");
    }

    @Test
    void json_ends_with_an_object_for_the_night(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 4);
        Shell.Outcome outcome = Shell.run("info", folder, "--json");
        assertThat(outcome.outLines()).hasSize(5);
        assertThat(outcome.outLines().get(4))
                .isEqualTo("{\"night\":{\"frames\":4,\"kind\":\"64x48 colour, 8-bit\",\"order\":\"time\",\"refused\":0,"
                        + "\"kinds\":[{\"kind\":\"64x48 colour, 8-bit\",\"frames\":4}],"
                        + "\"first\":\"2026-08-12T22:10:00\",\"spanSeconds\":131.0,\"stepSeconds\":31.0,"
                        + "\"gapsOverSeconds\":5.0,\"exposureSeconds\":120.0,"
                        + "\"gaps\":[{\"before\":\"IMG_0003.jpg\",\"after\":\"IMG_0004.jpg\",\"seconds\":9.0}],"
                        + "\"overlaps\":[],\"clockJumps\":[]}}");
    }

    @Test
    void frames_unlike_the_night_are_named_with_the_reason(@TempDir Path folder) throws IOException {
        UnlikeNight.write(folder, 24, 10);
        assertThat(Shell.run("info", folder).outLines())
                .containsSequence(
                        "1 frame unlike the night:",
                        "  f10.png: sky level: expected about 16.1 % as in the frames around it, found 78.8 %");
        String night = Shell.run("info", folder, "--json").outLines().get(24);
        assertThat(night)
                .contains("\"unlike\":[{\"name\":\"f10.png\",\"reason\":\"sky level: expected about 16.1 % as in"
                        + " the frames around it, found 78.8 %\"}],\"unlikeTooMany\":false");
    }

    @Test
    void a_simulated_night_has_no_surprises_until_its_camera_is_knocked(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        Path knocked = Files.createDirectories(folder.resolve("knocked"));
        Shell.run("simulate", "-o", night, "--frames", 12, "--size", "600x400", "--no-truth", "--quiet");
        String calm = Shell.run("info", night).out();
        assertThat(calm)
                .contains("night: 12 frames of 600x400 colour")
                .doesNotContain("camera")
                .doesNotContain("unlike");
        int number = 0;
        for (String name : NightFiles.names(night)) {
            BufferedImage image = ImageIO.read(night.resolve(name).toFile());
            int at = ++number > 6 ? 1 : 0;
            BufferedImage part = image.getSubimage(3 * at, 2 * at, 590, 390);
            ImageIO.write(part, "png", knocked.resolve("f" + number + ".png").toFile());
        }
        assertThat(Shell.run("info", knocked).outLines())
                .filteredOn(line -> line.startsWith("camera"))
                .singleElement()
                .asString()
                .matches("camera moved between f6.png and f7.png: the ground went (2[.]9|3[.][01]) pixels left and"
                        + " (1[.]9|2[.][01]) up");
    }

    @Test
    void lines_keep_the_order_given_when_the_night_has_another(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder, 3);
        Shell.Outcome outcome = Shell.run("info", frames.get(2), frames.get(0), frames.get(1));
        assertThat(outcome.outLines().subList(1, 4))
                .extracting(line -> line.substring(0, 12))
                .containsExactly("IMG_0003.jpg", "IMG_0001.jpg", "IMG_0002.jpg");
    }

    @Test
    void fast_reads_headers_only(@TempDir Path folder) throws IOException {
        Path frame = NightFiles.jpegs(folder, 1).get(0);
        byte[] bytes = Files.readAllBytes(frame);
        Files.write(frame, Arrays.copyOf(bytes, bytes.length - 200));
        assertThat(Shell.run("info", frame).exit()).isEqualTo(3);
        Shell.Outcome outcome = Shell.run("info", "--fast", frame);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.outLines().get(1)).matches("IMG_0001.jpg  JPEG .* 30 s +- +- +-");
    }

    @Test
    void the_end_of_the_pipe_is_the_end_of_the_work(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 12);
        AtomicInteger attempts = new AtomicInteger();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                attempts.incrementAndGet();
                throw new IOException("Broken pipe");
            }
        };
        PrintStream out = new PrintStream(closed, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Main.run(new Terminal(out, err, false), "info", folder.toString());
        assertThat(attempts.get()).isLessThan(3);
    }

    @Test
    void nothing_readable_is_nothing_usable(@TempDir Path folder) {
        Shell.Outcome outcome = Shell.run("info", folder.resolve("none.jpg"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.outLines()).hasSize(2).endsWith("none.jpg: no such file");
    }

    @Test
    void an_empty_folder_holds_no_pictures(@TempDir Path folder) {
        assertThat(Shell.run("info", folder))
                .isEqualTo(new Shell.Outcome(
                        3,
                        "",
                        "sidereal: " + folder + ": expected pictures (.jpg, .png, .tif), found none;"
                                + " name a folder or files that hold some\n"));
    }
}
