package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFilesTest {

    private static final Shape SHAPE = new Shape(60, 40, 3);

    @TempDir
    Path folder;

    private Path good;
    private Raster pixels;

    @BeforeEach
    void write_a_good_frame() throws Exception {
        Raster sky = TestPictures.sky(SHAPE, SampleType.UINT8, 1);
        good = TestPictures.write(TestPictures.picture(sky), folder.resolve("good.jpg"));
        pixels = TestPictures.read(good);
    }

    @Test
    void a_text_is_no_frame_whatever_its_name() throws Exception {
        refused(Files.writeString(folder.resolve("text.jpg"), "not a picture\n"), "expected a picture, found text");
    }

    @Test
    void another_format_is_told_by_its_first_bytes() throws Exception {
        refused(
                Files.write(folder.resolve("drawing.jpg"), new byte[] {'B', 'M', 70, 0, 0, 0}),
                "expected a picture, found another format that begins with 0x424D4600");
        refused(
                Files.write(folder.resolve("one.jpg"), new byte[] {7}),
                "expected a picture, found another format that begins with 0x00000007");
    }

    @Test
    void an_empty_file_is_no_frame() throws Exception {
        refused(Files.createFile(folder.resolve("empty.jpg")), "expected a picture, found an empty file");
    }

    @Test
    void a_folder_is_no_frame() throws Exception {
        refused(Files.createDirectory(folder.resolve("folder.jpg")), "expected a file, found a folder");
    }

    @Test
    void a_missing_file_is_no_frame() throws Exception {
        refused(folder.resolve("missing.jpg"), "no such file");
    }

    @Test
    void a_link_that_leads_nowhere_or_to_itself_is_no_frame() throws Exception {
        refused(Files.createSymbolicLink(folder.resolve("nowhere.jpg"), folder.resolve("missing")), "no such file");
        Path loop = folder.resolve("loop.jpg");
        Files.createSymbolicLink(loop, loop);
        assertThat(TestPictures.refusal(loop))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("cannot be read: "));
    }

    @Test
    void a_file_without_permission_is_no_frame() throws Exception {
        Path secret = Files.copy(good, folder.resolve("secret.jpg"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "skipped: this user may read everything");
        refused(secret, "expected a file that may be read, found one without permission");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_named_pipe_is_no_frame_and_nobody_waits_for_it() throws Exception {
        Path pipe = folder.resolve("pipe.jpg");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "skipped: no named pipes");
        } catch (IOException e) {
            assumeTrue(false, "skipped: no named pipes");
        }
        refused(pipe, "expected a file, found a device or pipe");
    }

    @Test
    void a_picture_larger_than_a_raster_is_no_frame() throws Exception {
        byte[] header = Arrays.copyOf(
                new byte[] {
                    (byte) 0xFF,
                    (byte) 0xD8,
                    (byte) 0xFF,
                    (byte) 0xC0,
                    0,
                    8,
                    8,
                    (byte) 0x9C,
                    0x40,
                    (byte) 0x9C,
                    0x40,
                    3,
                    (byte) 0xFF,
                    (byte) 0xDA,
                    0,
                    2
                },
                3_200_000);
        refused(
                Files.write(folder.resolve("huge.jpg"), header),
                "expected at most 2 GiB of pixels, found 40000x40000 colour, 8-bit");
    }

    @Test
    void a_name_says_nothing_of_the_format() throws Exception {
        Path misnamed = Files.copy(good, folder.resolve("really.png"));
        assertThat(TestPictures.read(misnamed).bytes()).isEqualTo(pixels.bytes());
        assertThat(FrameFiles.probe(List.of(misnamed), 1).formatName(0)).hasValue("JPEG");
    }

    @Test
    void a_truncated_frame_is_known_by_its_header_and_refused_when_it_is_read() throws Exception {
        byte[] bytes = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, bytes.length - 1000));
        FrameFiles files = FrameFiles.probe(List.of(cut, good), 2);
        assertThat(files.candidates())
                .allSatisfy(candidate -> assertThat(candidate).isInstanceOf(Candidate.Recognised.class));
        refusesFirstAndReadsSecond(
                files,
                "truncated JPEG: expected an end marker, found the end of the file, at byte " + (bytes.length - 1000));
    }

    @Test
    void a_file_that_disappears_after_the_night_was_listed_is_refused() throws Exception {
        Path brief = Files.copy(good, folder.resolve("brief.jpg"));
        FrameFiles files = FrameFiles.probe(List.of(brief, good), 2);
        Files.delete(brief);
        refusesFirstAndReadsSecond(files, "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void a_file_that_changes_after_the_night_was_listed_is_refused(String ending) throws Exception {
        Path changing =
                TestPictures.write(TestPictures.plain(TestPictures.sky(SHAPE, SampleType.UINT8, 1)), at(ending));
        FrameFiles files = FrameFiles.probe(List.of(changing, good), 2);
        TestPictures.write(TestPictures.plain(TestPictures.sky(new Shape(10, 20, 1), SampleType.UINT8, 1)), changing);
        refusesFirstAndReadsSecond(
                files, "changed while the night was read: expected 60x40 colour, 8-bit, found 10x20 mono, 8-bit");
    }

    @Test
    void frames_of_a_night_share_camera_profile_and_shape() throws Exception {
        FrameFiles files = FrameFiles.probe(List.of(good, Files.copy(good, folder.resolve("second.jpg"))), 2);
        FrameInfo first = ((Candidate.Recognised) files.candidates().get(0)).info();
        FrameInfo second = ((Candidate.Recognised) files.candidates().get(1)).info();
        assertThat(second.name()).isEqualTo("second.jpg");
        assertThat(second.camera()).isSameAs(first.camera()).isNotNull();
        assertThat(second.profile().orElseThrow()).isSameAs(first.profile().orElseThrow());
        assertThat(second.shape()).isSameAs(first.shape());
    }

    @Test
    void positions_are_those_of_the_files_with_any_number_of_threads() throws Exception {
        List<Path> given = List.of(folder, good, folder.resolve("missing.jpg"), good);
        for (int threads : new int[] {1, 2, 7}) {
            FrameFiles files = FrameFiles.probe(given, threads);
            assertThat(files.candidates())
                    .extracting(Candidate::name)
                    .containsExactly(folder.getFileName().toString(), "good.jpg", "missing.jpg", "good.jpg");
            assertThat(files.file(2)).isEqualTo(folder.resolve("missing.jpg"));
            assertThat(files.formatName(2)).isEmpty();
        }
    }

    @Test
    void one_reader_reads_frames_of_every_format_one_after_the_other() throws Exception {
        Raster sky = TestPictures.sky(SHAPE, SampleType.UINT8, 1);
        Path png = TestPictures.write(TestPictures.plain(sky), folder.resolve("a.png"));
        Path tiff = TestPictures.write(TestPictures.plain(sky), folder.resolve("a.tif"));
        FrameFiles files = FrameFiles.probe(List.of(png, good, tiff, png), 1);
        Raster into = Raster.allocate(SHAPE, SampleType.UINT8);
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < 4; i++) {
                reader.read(i, into);
                assertThat(into.bytes()).isEqualTo(i == 1 ? pixels.bytes() : sky.bytes());
            }
        }
    }

    /* As a candidate or when it is read; a good frame beside it is read in any case. */
    private void refused(Path file, String reason) throws Exception {
        FrameFiles files = FrameFiles.probe(List.of(file, good), 1);
        assertThat(files.candidates().get(0))
                .isEqualTo(new Candidate.Unreadable(file.getFileName().toString(), reason));
        Raster into = Raster.allocate(SHAPE, SampleType.UINT8);
        try (FrameReader reader = files.open()) {
            reader.read(1, into);
        }
        assertThat(into.bytes()).isEqualTo(pixels.bytes());
    }

    private void refusesFirstAndReadsSecond(FrameFiles files, String reason) throws IOException {
        Raster into = Raster.allocate(SHAPE, SampleType.UINT8);
        try (FrameReader reader = files.open()) {
            assertThatThrownBy(() -> reader.read(0, into))
                    .isInstanceOf(UnreadableFrameException.class)
                    .hasMessage(reason);
            reader.read(1, into);
        }
        assertThat(into.bytes()).isEqualTo(pixels.bytes());
    }

    private Path at(String ending) {
        return folder.resolve("changing." + ending);
    }
}
