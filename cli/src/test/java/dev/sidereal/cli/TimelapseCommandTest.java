package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.Reading;
import dev.sidereal.image.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos are read back by Sidereal itself, whose colours are within 0.51 of a code of the formula. */
class TimelapseCommandTest {

    /* Codes of luma, of 255. */
    private static final double CODEC_LOSS = 2;

    @TempDir
    Path folder = Path.of("replaced");

    @BeforeEach
    void an_encoder_is_here() throws IOException {
        try (Stream<Path> tree = Files.walk(Path.of(System.getProperty("sidereal.natives", ".")), 5)) {
            Assumptions.assumeTrue(
                    tree.anyMatch(file -> file.endsWith("ffmpeg") && Files.isRegularFile(file)),
                    "skipped: no ffmpeg is bundled here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "webm"})
    void trails_grow_from_the_first_frame_to_the_trails_picture(String suffix) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 12);
        Path video = folder.resolve("x." + suffix);
        Path trails = folder.resolve("t.png");
        assertThat(run("timelapse", "night", "-o", video).exit()).isZero();
        assertThat(run("trails", "night", "-o", trails, "--depth", 8).exit()).isZero();
        assertThat(size(video)).isEqualTo("12 of 64x48");
        assertThat(difference(video, 0, frames.get(0))).isLessThan(CODEC_LOSS);
        assertThat(difference(video, 11, trails)).isLessThan(CODEC_LOSS);
        assertThat(difference(video, 0, trails)).isGreaterThan(1.5 * CODEC_LOSS);
    }

    @Test
    void a_bad_frame_in_the_middle_has_no_picture_and_is_named() throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 7);
        Files.writeString(frames.get(3), "no picture");
        Path video = folder.resolve("x.mp4");
        Shell.Outcome outcome = run("timelapse", "night", "-o", video, "--plain");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("left out IMG_0004.jpg: ");
        assertThat(outcome.errLines()).contains(video + ": timelapse, 6 pictures, 0.2 s, H.264");
        assertThat(size(video)).isEqualTo("6 of 64x48");
        assertThat(difference(video, 3, frames.get(4))).isLessThan(CODEC_LOSS);
        assertThat(run("timelapse", "night", "-o", folder.resolve("strict.mp4"), "--strict")
                        .exit())
                .isEqualTo(3);
        assertThat(NightFiles.names(folder)).containsExactly("night", "x.mp4");
    }

    @Test
    void threads_and_other_products_do_not_change_a_byte() throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 12);
        for (String suffix : List.of("mp4", "webm")) {
            Path one = folder.resolve("1." + suffix);
            assertThat(run("timelapse", "night", "-o", one, "--threads", 1).exit())
                    .isZero();
            for (int threads : new int[] {2, 8}) {
                Path also = folder.resolve(threads + "." + suffix);
                assertThat(run(
                                        "trails",
                                        "night",
                                        "-o",
                                        folder.resolve(threads + suffix + ".jpg"),
                                        "--also",
                                        "timelapse=" + also + ",keogram=" + folder.resolve(threads + suffix + ".png"),
                                        "--threads",
                                        threads)
                                .exit())
                        .isZero();
                assertThat(Files.readAllBytes(also)).isEqualTo(Files.readAllBytes(one));
            }
        }
    }

    @Test
    void pictures_are_counted_held_left_out_and_scaled_as_asked() throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 9);
        Path video = folder.resolve("x.mp4");
        run("timelapse", "night", "-o", video, "--hold", "1.5", "--fps", "10", "--every", 2);
        assertThat(size(video)).isEqualTo("20 of 64x48");
        run("timelapse", "night", "-o", video, "-f", "--size", "32x24", "--tail", 3);
        assertThat(size(video)).isEqualTo("9 of 32x24");
        Shell.Outcome outcome = run("timelapse", "night", "-o", video, "-f", "--size", "1080p");
        assertThat(size(video)).isEqualTo("9 of 1920x1080");
        assertThat(outcome.errLines())
                .contains(
                        "timelapse: frames of 64x48 take 1440x1080 of 1920x1080, the rest is black; --fit fill cuts them"
                                + " instead");
        assertThat(run(
                                "trails",
                                "night",
                                "--also",
                                "timelapse=" + folder.resolve("also.mp4"),
                                "--size",
                                "32x24",
                                "--hold",
                                "1s")
                        .exit())
                .isZero();
        assertThat(size(folder.resolve("also.mp4"))).isEqualTo("34 of 32x24");
    }

    @Test
    void a_short_tail_loses_what_is_gone_and_a_long_one_nothing() throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 8);
        Path video = folder.resolve("x.mp4");
        Path trails = folder.resolve("t.png");
        run("trails", "night", "-o", trails, "--depth", 8);
        run("timelapse", "night", "-o", video, "--tail", 1);
        assertThat(difference(video, 7, frames.get(7))).isLessThan(CODEC_LOSS);
        run("timelapse", "night", "-o", video, "-f", "--tail", "100%");
        assertThat(difference(video, 7, frames.get(7))).isGreaterThan(1.5 * CODEC_LOSS);
        assertThat(difference(video, 7, trails)).isLessThan(CODEC_LOSS);
    }

    /* What H.264 cannot hold as it is, another way of coding does; nothing is cut or padded. */
    @Test
    void odd_and_tiny_frames_keep_their_size() throws IOException {
        for (int[] size : new int[][] {{65, 47}, {1, 1}, {15, 16}}) {
            Path night = Files.createDirectories(folder.resolve("night" + size[0]));
            for (int i = 0; i < 2; i++) {
                ImageIO.write(
                        NightFiles.noise(size[0], size[1], BufferedImage.TYPE_BYTE_GRAY, i),
                        "png",
                        night.resolve(i + ".png").toFile());
            }
            for (String suffix : List.of("mp4", "mov", "webm")) {
                Path video = folder.resolve(size[0] + "." + suffix);
                Shell.Outcome outcome = run("timelapse", night, "-o", video);
                assertThat(outcome.exit()).isZero();
                assertThat(size(video)).isEqualTo("2 of " + size[0] + "x" + size[1]);
                assertThat(outcome.err().contains("because H.264 takes even numbers"))
                        .isEqualTo(!suffix.equals("webm"));
            }
        }
    }

    @Test
    void what_cannot_be_meant_is_refused_and_nothing_is_left() throws IOException {
        NightFiles.pngs(folder.resolve("night"), 2);
        Path out = folder.resolve("x.mp4");
        assertRefused("--fps: expected above 0 and at most 240 pictures in a second, found 0", "-o", out, "--fps", 0);
        assertRefused("--hold: expected seconds such as 3 or 1.5, found -1", "-o", out, "--hold=-1");
        assertRefused(
                "--size: expected 4k, 1080p or columns x rows such as 1280x720, found 8k", "-o", out, "--size", "8k");
        assertRefused("--size: expected at least 1x1, found 0x10", "-o", out, "--size", "0x10");
        assertRefused(
                out + ": expected at most 16384 columns and rows, found 16385x10; choose another with --size",
                "-o",
                out,
                "--size",
                "16385x10");
        assertRefused("--fit: expected --size with it, found none", "-o", out, "--fit", "fill");
        assertRefused(
                "--plain, --tail: expected one of them, found both; plain frames have no trails",
                "-o",
                out,
                "--plain",
                "--tail",
                3);
        assertRefused(
                "--deflicker: expected --plain with it, found none; trails keep the brightest of all frames",
                "-o",
                out,
                "--deflicker");
        assertRefused(
                "--tail: expected frames with times, found f1.png without one; give the tail as a number of frames or as"
                        + " percent",
                "-o",
                out,
                "--tail",
                "5m");
        assertRefused(
                folder.resolve("x.avi")
                        + ": expected a video whose name ends in .mp4, .mov or .webm, found another end; choose one of"
                        + " them",
                "-o",
                folder.resolve("x.avi"));
        assertRefused(out + ": expected each output once, found it twice", "-o", out, "-o", out);
        assertRefused("--output: expected a file to write, found none; for example: -o trails.mp4");
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void trails_refuse_what_a_timelapse_cannot_follow() throws IOException {
        NightFiles.pngs(folder.resolve("night"), 2);
        String also = "timelapse=" + folder.resolve("x.mp4");
        Shell.Outcome resumed =
                run("trails", "night", "--also", also, "--save-stack", folder.resolve("s.fits"), "--resume");
        assertThat(resumed.exit()).isEqualTo(2);
        assertThat(resumed.errLines())
                .contains(
                        "sidereal: --also: expected timelapse without --continue and --resume, found it with one of them;"
                                + " a timelapse needs every frame read: sidereal timelapse makes one");
        Shell.Outcome lonely = run("trails", "night", "-o", folder.resolve("t.png"), "--fps", 10);
        assertThat(lonely.exit()).isEqualTo(2);
        assertThat(lonely.errLines())
                .contains(
                        "sidereal: --fps, --size, --fit, --hold: expected --also timelapse=FILE with them, found none");
        Files.writeString(folder.resolve("x.mp4"), "mine");
        Shell.Outcome there = run("trails", "night", "--also", also);
        assertThat(there.exit()).isEqualTo(2);
        assertThat(there.errLines())
                .contains("sidereal: " + folder.resolve("x.mp4")
                        + ": expected no such file, found one; --force overwrites it");
        assertThat(folder.resolve("x.mp4")).hasContent("mine");
    }

    @Test
    void the_memory_of_the_encoder_is_promised() throws IOException {
        NightFiles.pngs(folder.resolve("night"), 2);
        Shell.Outcome dry =
                run("timelapse", "night", "-o", folder.resolve("x.mp4"), "--size", "4k", "--memory", "2G", "--dry-run");
        assertThat(dry.exit()).isZero();
        assertThat(dry.errLines())
                .contains(
                        "  others     353 MB  what is made besides: joined and clean pictures, videos and their encoder");
        Shell.Outcome small =
                run("timelapse", "night", "-o", folder.resolve("x.mp4"), "--size", "4k", "--memory", "200M");
        assertThat(small.exit()).isEqualTo(2);
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    private Shell.Outcome run(Object... words) {
        Object[] named = words.clone();
        for (int i = 0; i < named.length; i++) {
            named[i] = named[i].equals("night") ? folder.resolve("night") : named[i];
        }
        return Shell.run(named);
    }

    private void assertRefused(String message, Object... options) {
        Shell.Outcome outcome = run(Stream.concat(Stream.of("timelapse", "night"), Stream.of(options))
                .toArray());
        assertThat(outcome.exit()).as(message).isEqualTo(2);
        assertThat(outcome.errLines()).contains("sidereal: " + message);
    }

    private static String size(Path video) throws IOException {
        FrameFiles pictures = pictures(video);
        FrameInfo first = ((Candidate.Recognised) pictures.candidates().get(0)).info();
        return pictures.candidates().size() + " of " + first.shape().width() + "x"
                + first.shape().height();
    }

    /* The mean difference in luma between a picture of a video, from 0, and a file: chroma is halved by 4:2:0 in any case. */
    private static double difference(Path video, int index, Path picture) throws IOException {
        FrameFiles pictures = pictures(video);
        FrameInfo info = ((Candidate.Recognised) pictures.candidates().get(index)).info();
        BufferedImage expected = ImageIO.read(picture.toFile());
        Raster raster = Raster.allocate(info.shape(), info.type());
        try (FrameReader reader = pictures.open()) {
            reader.read(index, raster);
        }
        double sum = 0;
        for (int y = 0; y < info.shape().height(); y++) {
            for (int x = 0; x < info.shape().width(); x++) {
                int code = expected.getRGB(x, y);
                sum += Math.abs(luma(raster.get(x, y, 0), raster.get(x, y, 1), raster.get(x, y, 2))
                        - luma((code >> 16) & 0xFF, (code >> 8) & 0xFF, code & 0xFF));
            }
        }
        return sum / info.shape().pixels();
    }

    private static double luma(double red, double green, double blue) {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    private static FrameFiles pictures(Path video) throws IOException {
        try {
            return FrameFiles.probe(List.of(video), 1, Reading.USUAL);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
