package dev.sidereal.formats.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VideoRefusalTest {

    @TempDir
    Path folder;

    @Test
    void a_text_is_no_video() throws Exception {
        refused(Files.writeString(folder.resolve("a.mp4"), "no video at all"), "expected a picture, found text");
    }

    @Test
    void an_empty_file_is_no_video() throws Exception {
        refused(Files.createFile(folder.resolve("a.mp4")), "expected a picture, found an empty file");
    }

    @Test
    void sound_alone_is_no_night() throws Exception {
        Path sound = folder.resolve("a.mp4");
        Clips.run(new byte[0], "-f", "lavfi", "-i", "sine=duration=0.2", "-c:a", "aac", sound);
        refused(sound, "video: expected pictures, found none in it, at most sound");
    }

    @Test
    void a_video_without_its_index_is_refused() throws Exception {
        byte[] whole = Files.readAllBytes(mpeg4("a.mp4", 10));
        int index = new String(whole, StandardCharsets.ISO_8859_1).indexOf("moov");
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, index - 4));
        refused(
                cut,
                "truncated video: expected its index (a box named moov), found the end of the file, at byte "
                        + (index - 4) + "; copy it again from the camera");
    }

    @Test
    void a_video_of_no_frames_is_refused() throws Exception {
        byte[] whole = Files.readAllBytes(mpeg4("a.avi", 10));
        int first = new String(whole, StandardCharsets.ISO_8859_1).indexOf("movi") + 4;
        refused(
                Files.write(folder.resolve("none.avi"), Arrays.copyOf(whole, first)),
                "video: expected pictures, found none in its stream");
    }

    @Test
    void a_truncated_video_gives_the_frames_that_are_there_and_names_the_others() throws Exception {
        byte[] whole = Files.readAllBytes(mpeg4("a.mp4", 10, "-movflags", "faststart", "-g", 1));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length * 6 / 10));
        TreeMap<String, String> bad = new TreeMap<>();
        int good = readAll(cut, bad);
        assertThat(good).isBetween(4, 7);
        assertThat(good + bad.size()).isEqualTo(10);
        assertThat(bad.keySet())
                .contains("cut.mp4#8", "cut.mp4#9", "cut.mp4#10")
                .doesNotContain("cut.mp4#4");
        assertThat(bad.values())
                .allSatisfy(
                        reason -> assertThat(reason).startsWith("truncated video: expected 10 pictures, found the"));
    }

    @Test
    void a_broken_last_frame_is_one_bad_frame() throws Exception {
        Path clip = folder.resolve("m.avi");
        Clips.run(new byte[0], "-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=0.8", "-c:v", "mjpeg", clip);
        byte[] bytes = Files.readAllBytes(clip);
        int last = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("00dc", bytes.length - 200);
        Arrays.fill(bytes, last + 8, last + 400, (byte) 7);
        Files.write(clip, bytes);
        TreeMap<String, String> bad = new TreeMap<>();
        assertThat(readAll(clip, bad)).isEqualTo(7);
        assertThat(bad)
                .containsExactlyEntriesOf(Map.of(
                        "m.avi#8",
                        "truncated video: expected 8 pictures, found the end after 7"
                                + " (Error submitting packet to decoder: Invalid data found when processing input)"));
    }

    @Test
    void a_broken_frame_in_the_middle_is_one_bad_frame() throws Exception {
        Path clip = folder.resolve("m.avi");
        Clips.run(new byte[0], "-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=0.8", "-c:v", "mjpeg", clip);
        byte[] bytes = Files.readAllBytes(clip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int third = text.indexOf("00dc", text.indexOf("00dc", text.indexOf("00dc", text.indexOf("movi")) + 4) + 4);
        Arrays.fill(bytes, third + 8, third + 400, (byte) 7);
        Files.write(clip, bytes);
        TreeMap<String, String> bad = new TreeMap<>();
        assertThat(readAll(clip, bad)).isEqualTo(7);
        assertThat(bad)
                .containsExactlyEntriesOf(Map.of(
                        "m.avi#3", "damaged video: expected a picture at this place, found none that can be decoded"));
    }

    @Test
    void a_size_that_changes_on_the_way_makes_bad_frames() throws Exception {
        Path large = folder.resolve("a.ts");
        Path small = folder.resolve("b.ts");
        Clips.run(new byte[0], "-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=0.5", "-c:v", "mpeg4", large);
        Clips.run(
                new byte[0],
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=32x24:r=10:d=0.3",
                "-c:v",
                "mpeg4",
                "-output_ts_offset",
                "0.5",
                small);
        Path both = folder.resolve("both.mts");
        Files.write(both, Files.readAllBytes(large));
        Files.write(both, Files.readAllBytes(small), StandardOpenOption.APPEND);
        TreeMap<String, String> bad = new TreeMap<>();
        assertThat(readAll(both, bad)).isEqualTo(5);
        assertThat(bad.keySet()).containsExactly("both.mts#6", "both.mts#7", "both.mts#8");
        assertThat(bad.values()).containsOnly("expected a picture of 64x48 pixels like the first, found 32x24");
    }

    @Test
    void pixels_that_are_no_colours_are_refused() {
        assertThatThrownBy(() -> PictureLayout.of("bayer_rggb8"))
                .isInstanceOf(UnreadableFrameException.class)
                .hasMessage("video: expected pixels of YUV, RGB or grey in 8 to 16 bits, found bayer_rggb8;"
                        + " convert it first");
    }

    @Test
    void without_the_program_the_message_says_how_to_get_it() {
        assertThat(Ffmpeg.find(Optional.of(folder.toString()), folder + File.pathSeparator + folder.resolve("none")))
                .isEmpty();
        assertThat(Ffmpeg.MISSING)
                .isEqualTo("video: expected the program ffmpeg (5.1 or later) with ffprobe beside it, found none that"
                        + " runs; install it (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg) so that it"
                        + " is on the path");
    }

    @Test
    void a_program_that_does_not_start_is_passed_over() throws Exception {
        for (String name : List.of("ffmpeg", "ffprobe")) {
            Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\nexit 127\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        assertThat(Ffmpeg.find(Optional.of(folder.toString()), "")).isEmpty();
    }

    private Path mpeg4(String name, int frames, Object... options) throws Exception {
        Path clip = folder.resolve(name);
        List<Object> words = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=128x96:r=10", "-frames:v"));
        words.addAll(List.of(frames, "-c:v", "mpeg4"));
        words.addAll(List.of(options));
        words.add(clip);
        Clips.run(new byte[0], words.toArray());
        return clip;
    }

    private static int readAll(Path clip, Map<String, String> bad) throws Exception {
        FrameFiles files = FrameFiles.probe(List.of(clip), 1);
        int good = 0;
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < files.candidates().size(); i++) {
                FrameInfo info = ((Candidate.Recognised) files.candidates().get(i)).info();
                try {
                    reader.read(i, Raster.allocate(info.shape(), info.type()));
                    good++;
                } catch (UnreadableFrameException e) {
                    bad.put(info.name(), String.valueOf(e.getMessage()));
                }
            }
        }
        return good;
    }

    private static void refused(Path file, String reason) throws Exception {
        assertThat(FrameFiles.probe(List.of(file), 1).candidates())
                .containsExactly(new Candidate.Unreadable(file.getFileName().toString(), reason));
    }
}
