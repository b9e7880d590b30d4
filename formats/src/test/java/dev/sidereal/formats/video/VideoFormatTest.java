package dev.sidereal.formats.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class VideoFormatTest {

    /* Larger than a pipe holds, so that the decoder never runs far ahead; odd, so that planes need rounding. */
    private static final int WIDTH = 321;
    private static final int HEIGHT = 241;
    private static final int FRAMES = 100;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void eight_readers_get_every_frame_they_expect_once(int every) throws Exception {
        FrameFiles files = FrameFiles.probe(List.of(numbered("n.mkv")), 1);
        List<Integer> positions =
                IntStream.range(0, FRAMES).filter(i -> i % every == 0).boxed().toList();
        files.expect(positions);
        AtomicInteger next = new AtomicInteger();
        ConcurrentSkipListMap<Integer, Integer> codes = new ConcurrentSkipListMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> readers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            readers.add(pool.submit(() -> {
                Raster into = Raster.allocate(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8);
                try (FrameReader reader = files.open()) {
                    for (int n = next.getAndAdd(2); n < positions.size(); n = next.getAndAdd(2)) {
                        for (int i = n; i < Math.min(n + 2, positions.size()); i++) {
                            reader.read(positions.get(i), into);
                            assertThat(into.get(0)).isEqualTo(into.get(WIDTH * HEIGHT - 1));
                            assertThat(codes.put(positions.get(i), (int) into.get(0)))
                                    .isNull();
                        }
                    }
                }
                return null;
            }));
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
        pool.shutdown();
        assertThat(codes.keySet()).containsExactlyElementsOf(positions);
        assertThat(codes.values()).containsExactlyElementsOf(positions);
    }

    @Test
    void frames_are_read_in_any_order_and_twice() throws Exception {
        Path clip = numbered("n.mkv");
        FrameFiles files = FrameFiles.probe(List.of(clip, clip), 1);
        assertThat(files.candidates()).hasSize(2 * FRAMES);
        assertThat(files.framesInFile(150)).isEqualTo(FRAMES);
        try (FrameReader reader = files.open()) {
            for (int position : new int[] {90, 90, 3, 190, 104, 5, 99, 0}) {
                assertThat(code(reader, position)).isEqualTo(position % FRAMES);
            }
        }
    }

    @Test
    void frames_are_named_by_number_and_know_their_time() throws Exception {
        Path clip = Clips.lossless(
                folder.resolve("v.mkv"),
                "gray",
                16,
                16,
                Clips.numbered(4, 256),
                "-vf",
                "setpts='if(lt(N,2),N,N+3)'",
                "-fps_mode",
                "passthrough");
        List<FrameInfo> frames = infos(clip);
        assertThat(frames).extracting(FrameInfo::name).containsExactly("v.mkv#1", "v.mkv#2", "v.mkv#3", "v.mkv#4");
        assertThat(frames)
                .extracting(frame -> frame.elapsed().orElseThrow())
                .containsExactly(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(600));
        assertThat(frames).allSatisfy(frame -> assertThat(frame.time()).isEmpty());
    }

    @Test
    void the_moment_in_the_file_gives_capture_times() throws Exception {
        Path clip = folder.resolve("t.mp4");
        Clips.run(
                Clips.numbered(3, 256),
                "-f",
                "rawvideo",
                "-pix_fmt",
                "gray",
                "-video_size",
                "16x16",
                "-framerate",
                2,
                "-i",
                "pipe:0",
                "-c:v",
                "mpeg4",
                "-metadata",
                "creation_time=2026-08-12T22:10:19Z",
                clip);
        assertThat(infos(clip))
                .extracting(frame -> frame.time().map(CaptureTime::toString).orElse(""))
                .containsExactly("2026-08-12T22:10:19Z", "2026-08-12T22:10:19.5Z", "2026-08-12T22:10:20Z");
    }

    /* The reference is what the program itself turns (the bundled 8.0.1); pictures are without loss. */
    @ParameterizedTest
    @CsvSource({"0, 40x30", "90, 30x40", "180, 40x30", "270, 30x40"})
    void the_rotation_tag_is_applied(int degrees, String size) throws Exception {
        Path plain = folder.resolve("plain.mov");
        byte[] picture = new byte[40 * 30 * 3];
        new Random(1).nextBytes(picture);
        Clips.run(
                picture,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-video_size",
                "40x30",
                "-i",
                "pipe:0",
                "-c:v",
                "png",
                plain);
        Path turned = folder.resolve("turned.mov");
        Clips.run(new byte[0], "-display_rotation", degrees, "-i", plain, "-c", "copy", turned);
        byte[] expected = Clips.run(new byte[0], "-i", turned, "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1");
        Raster read = TestPictures.read(turned);
        assertThat(read.shape()).hasToString(size + " colour");
        byte[] samples = new byte[expected.length];
        read.bytes().get(samples);
        assertThat(samples).isEqualTo(expected);
        assertThat(Arrays.equals(samples, picture)).isEqualTo(degrees == 0);
    }

    @Test
    void odd_names_are_only_names() throws Exception {
        Path clip = Files.move(numbered("n.mkv"), folder.resolve("-i %03d 'a' [b] c:d; ñ #1.mkv"));
        try (FrameReader reader = FrameFiles.probe(List.of(clip), 1).open()) {
            assertThat(code(reader, 7)).isEqualTo(7);
        }
    }

    @Test
    void a_decoder_that_is_killed_costs_one_frame() throws Exception {
        Path clip = numbered("n.mkv");
        VideoFormat format = new VideoFormat();
        assertThat(format.probe(clip)).hasSize(FRAMES);
        Raster into = Raster.allocate(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8);
        List<String> bad = new ArrayList<>();
        int good = 0;
        try (PixelReader reader = format.open()) {
            for (int i = 0; i < FRAMES; i++) {
                if (i == 10) {
                    ProcessHandle decoder =
                            ProcessHandle.of(format.pid(clip).orElseThrow()).orElseThrow();
                    decoder.destroyForcibly();
                    decoder.onExit().get();
                }
                try {
                    reader.read(clip, i, into);
                    assertThat(into.get(0)).isEqualTo(i);
                    good++;
                } catch (UnreadableFrameException e) {
                    bad.add(e.getMessage());
                }
            }
        }
        assertThat(bad)
                .containsExactly(
                        "cannot be decoded: expected a picture, found that ffmpeg had ended, with exit status 137");
        assertThat(good).isEqualTo(FRAMES - 1);
    }

    @Test
    void the_decoder_ends_with_the_last_reader() throws Exception {
        Path clip = numbered("n.mkv");
        VideoFormat format = new VideoFormat();
        format.probe(clip);
        Optional<ProcessHandle> decoder;
        try (PixelReader reader = format.open()) {
            reader.read(clip, 0, Raster.allocate(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8));
            decoder = ProcessHandle.of(format.pid(clip).orElseThrow());
        }
        if (decoder.isPresent()) {
            decoder.get().onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(decoder.map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    @Test
    void a_video_that_changes_after_it_was_listed_is_refused() throws Exception {
        Path clip = numbered("n.mkv");
        FrameFiles files = FrameFiles.probe(List.of(clip), 1);
        Files.write(clip, new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3});
        try (FrameReader reader = files.open()) {
            assertThatThrownBy(() -> code(reader, 0))
                    .isInstanceOf(UnreadableFrameException.class)
                    .hasMessageStartingWith("changed while the night was read: expected ");
        }
    }

    private Path numbered(String name) throws IOException, InterruptedException {
        return Clips.lossless(folder.resolve(name), "gray", WIDTH, HEIGHT, Clips.numbered(FRAMES, WIDTH * HEIGHT));
    }

    private static int code(FrameReader reader, int position) throws IOException {
        Raster into = Raster.allocate(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8);
        reader.read(position, into);
        return (int) into.get(WIDTH * HEIGHT / 2);
    }

    private static List<FrameInfo> infos(Path clip) throws IOException, InterruptedException {
        return FrameFiles.probe(List.of(clip), 1).candidates().stream()
                .map(candidate -> ((Candidate.Recognised) candidate).info())
                .toList();
    }
}
