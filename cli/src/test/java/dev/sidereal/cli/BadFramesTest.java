package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad frame is left out, named with its reason and counted; the others make the picture. */
class BadFramesTest {

    @Test
    void a_night_with_every_kind_of_bad_frame_is_stacked(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        List<Path> frames = NightFiles.pngs(night, 12);
        write(frames.get(0), BufferedImage.TYPE_INT_RGB, 32, 24);
        write(frames.get(1), BufferedImage.TYPE_BYTE_GRAY, 64, 48);
        Files.writeString(frames.get(2), "I am text");
        Files.write(frames.get(3), new byte[0]);
        truncate(frames.get(6));
        Files.createSymbolicLink(night.resolve("loop.png"), Path.of("pool.png"));
        Files.createSymbolicLink(night.resolve("pool.png"), Path.of("loop.png"));
        Files.createSymbolicLink(night.resolve("zero.png"), Path.of("nowhere"));
        Path output = folder.resolve("x.png");

        Shell.Outcome outcome = Shell.run("trails", night, "-o", output, "--depth", "8", "--threads", 1);

        assertThat(outcome.exit()).isZero();
        List<String> lines = outcome.errLines();
        assertThat(lines)
                .startsWith(
                        "reading the headers of 15 files",
                        "8 frames of 64x48 colour, 8-bit, in order of name; 1 worker, 126 MB of memory",
                        "left out f1.png: expected 64x48 colour, 8-bit like most frames, found 32x24 colour, 8-bit",
                        "left out f2.png: expected 64x48 colour, 8-bit like most frames, found 64x48 mono, 8-bit",
                        "left out f3.png: expected a picture, found text",
                        "left out f4.png: expected a picture, found an empty file",
                        "left out loop.png: cannot be read: Too many levels of symbolic links"
                                + " or unable to access attributes of symbolic link",
                        "left out pool.png: cannot be read: Too many levels of symbolic links"
                                + " or unable to access attributes of symbolic link",
                        "left out zero.png: no such file");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("left out f7.png: "))
                .hasSize(1);
        assertThat(lines.get(lines.size() - 3)).startsWith("15/15 frames, ");
        assertThat(lines.get(lines.size() - 2)).matches("7 frames in [0-9.]+ s; 8 left out, named above");
        NightFiles.requireMaximum(
                output,
                List.of(
                        frames.get(4),
                        frames.get(5),
                        frames.get(7),
                        frames.get(8),
                        frames.get(9),
                        frames.get(10),
                        frames.get(11)));
    }

    @Test
    void the_last_line_of_progress_counts_all_frames_even_if_the_last_is_bad(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        truncate(frames.get(3));
        Shell.Outcome outcome =
                Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--threads", 1);
        assertThat(outcome.errLines()).anyMatch(line -> line.startsWith("4/4 frames, "));
    }

    @Test
    void quiet_still_names_and_counts_them(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        Files.writeString(frames.get(1), "text");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--quiet"))
                .isEqualTo(new Shell.Outcome(0, "", """
                        left out IMG_0002.jpg: expected a picture, found text
                        1 of 4 frames left out, named above
                        """));
    }

    @Test
    void strict_ends_at_the_first_one_and_writes_nothing(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        Files.writeString(frames.get(1), "text");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--strict");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.errLines())
                .endsWith("sidereal: IMG_0002.jpg: expected a picture, found text;"
                        + " nothing is written because of --strict");
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void strict_ends_at_one_that_is_found_while_folding(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        truncate(frames.get(2));
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--strict");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void none_usable_ends_with_each_reason(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("a.jpg"), "text");
        assertThat(Shell.run("trails", text, folder.resolve("b.jpg"), "-o", folder.resolve("x.jpg")))
                .isEqualTo(new Shell.Outcome(3, "", """
                        reading the headers of 2 files
                        sidereal: frames: expected at least one that can be read, found none of 2
                          a.jpg: expected a picture, found text
                          b.jpg: no such file
                        """));
    }

    @Test
    void control_characters_in_names_do_not_reach_the_terminal(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 2);
        Path evil = Files.writeString(folder.resolve("a\u001b[31m\nb.jpg"), "text");
        Shell.Outcome outcome = Shell.run("trails", frames.get(0), evil, "-o", folder.resolve("x.jpg"));
        assertThat(outcome.errLines()).contains("left out a\\u001b[31m\\nb.jpg: expected a picture, found text");
    }

    @Test
    void a_header_that_promises_more_than_memory_holds_is_a_bad_frame(@TempDir Path folder) throws IOException {
        Path frame = NightFiles.jpegs(folder.resolve("night"), 1).get(0);
        byte[] bytes = Files.readAllBytes(frame);
        int size = indexOfFrameHeader(bytes) + 5;
        ByteBuffer.wrap(bytes).putShort(size, (short) 65_520).putShort(size + 2, (short) 65_520);
        Files.write(frame, bytes);
        Shell.Outcome outcome = Shell.run("trails", frame, "-o", folder.resolve("x.jpg"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(Shell.run("info", frame).exit()).isEqualTo(3);
    }

    private static int indexOfFrameHeader(byte[] jpeg) {
        int i = 2;
        while ((jpeg[i + 1] & 0xFF) != 0xC0) {
            i += 2 + (((jpeg[i + 2] & 0xFF) << 8) | (jpeg[i + 3] & 0xFF));
        }
        return i;
    }

    private static void truncate(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 7 / 8));
    }

    private static void write(Path file, int type, int width, int height) throws IOException {
        ImageIO.write(NightFiles.noise(width, height, type, 1), "png", file.toFile());
    }
}
