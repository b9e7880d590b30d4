package dev.sidereal.formats.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.frame.CaptureTime;
import dev.sidereal.timelapse.Yuv420;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFileTest {

    private static final VideoFile.Titles TITLES = new VideoFile.Titles(
            "growing star trails",
            Optional.of(new CaptureTime(LocalDateTime.parse("2026-01-02T20:15:00"), Optional.empty())));

    @TempDir
    Path folder = Path.of("replaced");

    @BeforeEach
    void there_is_a_program() {
        Clips.ffmpeg();
    }

    /* As ffprobe says, of the version that is here. ProRes has the limited range without saying so. */
    @ParameterizedTest
    @CsvSource({
        "mp4, 64, 48, h264", "mov, 64, 48, h264", "webm, 64, 48, vp9",
        "mp4, 63, 48, vp9", "mov, 63, 47, prores", "mov, 64, 14, prores"
    })
    void colours_pace_and_number_of_pictures_are_in_the_file(String kind, int width, int height, String codec)
            throws Exception {
        Path file = write(folder.resolve("x." + kind), width, height, 30);
        String said = probe(file);
        assertThat(said)
                .contains("codec_name=" + codec, "width=" + width, "height=" + height, "r_frame_rate=30000/1001")
                .contains(
                        codec.equals("prores") ? "profile=HQ" : "color_range=tv",
                        "color_space=bt709",
                        "color_transfer=iec61966-2-1",
                        "color_primaries=bt709",
                        "nb_read_frames=30")
                .contains("TAG:title=growing star trails")
                .doesNotContain("Lavf6", "Lavc6");
        assertThat(said.contains("TAG:creation_time=2026-01-02T20:15:00.000000Z"))
                .isTrue();
        assertThat(names()).containsExactly("x." + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "webm"})
    void equal_pictures_give_equal_bytes(String kind) throws Exception {
        byte[] one = Files.readAllBytes(write(folder.resolve("a." + kind), 320, 240, 12));
        byte[] other = Files.readAllBytes(write(folder.resolve("b." + kind), 320, 240, 12));
        assertThat(other).isEqualTo(one);
    }

    @Test
    void a_video_that_is_not_finished_leaves_nothing() throws Exception {
        try (VideoFile file = open(folder.resolve("x.mp4"), 64, 48)) {
            file.take(picture(64, 48, 0));
            assertThat(names()).hasSize(1);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void an_encoder_that_dies_is_named_and_leaves_what_was_there_before() throws Exception {
        Path target = Files.writeString(folder.resolve("x.mp4"), "before");
        try (VideoFile file = open(target, 640, 480)) {
            file.take(picture(640, 480, 0));
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            file.take(picture(640, 480, i));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage(target
                            + ": expected to write the video, found: that ffmpeg had ended, with exit status 137;"
                            + " nothing was left behind");
        }
        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("x.mp4");
    }

    @Test
    void an_encoder_that_dies_at_the_end_is_named_too() throws Exception {
        Path target = folder.resolve("x.mp4");
        try (VideoFile file = open(target, 64, 48)) {
            file.take(picture(64, 48, 0));
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(file::commit)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(target + ": expected to write the video, found: that ffmpeg had ended");
        }
        assertThat(names()).isEmpty();
    }

    private static VideoFile open(Path target, int width, int height) throws IOException {
        return VideoFile.of(target, new VideoFile.Size(width, height), 30000 / 1001.0, TITLES);
    }

    private static Path write(Path target, int width, int height, int pictures) throws Exception {
        try (VideoFile file = open(target, width, height)) {
            for (int i = 0; i < pictures; i++) {
                file.take(picture(width, height, i));
            }
            file.commit();
        }
        return target;
    }

    private static ByteBuffer picture(int width, int height, int number) {
        ByteBuffer picture = ByteBuffer.allocate((int) Yuv420.bytes(width, height));
        for (int i = 0; i < picture.capacity(); i++) {
            picture.put(i, (byte) (40 + (i * 7 + number * 3) % 120));
        }
        return picture;
    }

    private static String probe(Path file) throws Exception {
        List<String> words = new ArrayList<>(List.of("-v", "error", "-count_frames", "-show_streams", "-show_format"));
        words.add(Ffmpeg.argument(file));
        Process process = Clips.ffmpeg().ffprobe(words);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
