package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDamageTest {

    private static final int PLACES = 20;
    private static final int SECTOR = 512;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"3, false", "3, true", "1, false", "1, true"})
    void a_file_cut_anywhere_is_refused(int channels, boolean progressive) throws Exception {
        byte[] whole = jpeg(channels, progressive);
        for (int i = 0; i < PLACES; i++) {
            byte[] cut = Arrays.copyOf(whole, place(whole, i));
            assertThat(refusal(cut)).as("cut at byte %d", cut.length).hasValue(endMissing(cut.length));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, false", "3, true", "1, false", "1, true"})
    void a_file_cut_anywhere_is_refused_even_with_an_end_marker(int channels, boolean progressive) throws Exception {
        byte[] whole = jpeg(channels, progressive);
        for (int i = 1; i < PLACES; i++) {
            byte[] cut = Arrays.copyOf(whole, place(whole, i) + 2);
            cut[cut.length - 2] = (byte) 0xFF;
            cut[cut.length - 1] = (byte) 0xD9;
            assertThat(refusal(cut)).as("cut at byte %d", cut.length).hasValueSatisfying(this::saysDamaged);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, false, 512", "3, true, 512", "1, false, 512", "1, true, 512", "3, false, 4096", "3, true, 4096"})
    void lost_sectors_are_noticed(int channels, boolean progressive, int size) throws Exception {
        byte[] whole = jpeg(channels, progressive);
        for (int i = 1; i < PLACES; i++) {
            byte[] lost = whole.clone();
            int begin = place(whole, i) / SECTOR * SECTOR;
            if (begin > scanAt(whole) && begin + size < whole.length) {
                Arrays.fill(lost, begin, begin + size, (byte) 0);
                assertThat(refusal(lost))
                        .as("%d bytes from byte %d", size, begin)
                        .hasValue("damaged JPEG: expected picture data, found %d bytes 0x00, at byte %d"
                                .formatted(size, begin));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, false", "3, true", "1, false", "1, true"})
    void foreign_bytes_are_noticed(int channels, boolean progressive) throws Exception {
        byte[] whole = jpeg(channels, progressive);
        byte[] foreign = new byte[4096];
        for (int i = 1; i < PLACES - 3; i++) {
            new Random(i).nextBytes(foreign);
            byte[] damaged = whole.clone();
            System.arraycopy(foreign, 0, damaged, place(whole, i), foreign.length);
            assertThat(refusal(damaged)).as("at byte %d", place(whole, i)).hasValueSatisfying(this::saysDamaged);
        }
    }

    @Test
    void a_marker_that_cannot_be_there_is_named() throws Exception {
        assumeTrue(NativeLibraries.problem().isEmpty(), "skipped: the JDK's decoder has words of its own for it");
        byte[] damaged = jpeg(3, false);
        int at = place(damaged, 10);
        damaged[at] = (byte) 0xFF;
        damaged[at + 1] = (byte) 0xC8;
        assertThat(refusal(damaged)).hasValue("damaged JPEG: expected picture data, found marker 0xC8, at byte " + at);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 255})
    void an_even_picture_is_whole_whatever_its_shade(int code) throws Exception {
        for (int channels : new int[] {1, 3}) {
            for (boolean progressive : new boolean[] {false, true}) {
                Raster even = Raster.allocate(new Shape(640, 480, channels), SampleType.UINT8);
                for (int i = 0; i < even.shape().samples(); i++) {
                    even.set(i, code);
                }
                assertThat(refusal(TestPictures.jpeg(even, progressive))).isEmpty();
            }
        }
    }

    /* A code table of the JDK's progressive encoder, made for the picture, codes a long even part as zeros. */
    @Test
    void long_runs_of_equal_bytes_in_good_data_are_no_damage() throws Exception {
        Raster half = TestPictures.sky(new Shape(2000, 1200, 1), SampleType.UINT8, 5);
        for (int i = 100 * 2000; i < half.shape().samples(); i++) {
            half.set(i, 7);
        }
        byte[] file = TestPictures.jpeg(half, true);
        assertThat(longestRun(file)).isGreaterThan(SECTOR);
        assertThat(refusal(file)).isEmpty();
    }

    @Test
    void bytes_after_the_end_do_not_matter() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg(3, false));
        out.write("appended by the phone".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(refusal(out.toByteArray())).isEmpty();
        out.write(new byte[5000]);
        assertThat(refusal(out.toByteArray())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, false", "16, false", "17, true", "4096, true"})
    void a_few_bytes_before_the_end_are_padding_and_many_are_damage(int count, boolean damage) {
        String warning = "Corrupt JPEG data: " + count + " extraneous bytes before marker 0xd9";
        assertThat(JpegWarnings.isDamage(warning)).isEqualTo(damage);
    }

    @Test
    void warnings_of_marker_segments_are_no_damage() {
        assertThat(JpegWarnings.isDamage("Unknown Adobe color transform code 2"))
                .isFalse();
        assertThat(JpegWarnings.isDamage("Premature end of JPEG file")).isTrue();
    }

    private void saysDamaged(String reason) {
        assertThat(reason)
                .matches("damaged JPEG: (the decoder says \".+\""
                        + "|expected picture data, found marker 0x[0-9A-F]{2}, at byte [0-9]+)"
                        + "|truncated JPEG: expected an end marker, found the end of the file, at byte [0-9]+");
    }

    private static String endMissing(int size) {
        return "truncated JPEG: expected an end marker, found the end of the file, at byte " + size;
    }

    private Optional<String> refusal(byte[] file) throws IOException, InterruptedException {
        return TestPictures.refusal(Files.write(folder.resolve("frame.jpg"), file));
    }

    private static byte[] jpeg(int channels, boolean progressive) throws IOException {
        return TestPictures.jpeg(TestPictures.sky(new Shape(300, 200, channels), SampleType.UINT8, 6), progressive);
    }

    /* The i-th of places that divide the coded data evenly. */
    private static int place(byte[] file, int i) {
        int begin = scanAt(file) + 20;
        return begin + (int) ((long) (file.length - 2 - begin) * i / PLACES);
    }

    private static int scanAt(byte[] file) {
        int at = 2;
        while ((file[at + 1] & 0xFF) != 0xDA) {
            at += 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
        }
        return at;
    }

    private static int longestRun(byte[] file) {
        int longest = 0;
        for (int i = 1, run = 1; i < file.length; i++) {
            run = file[i] == file[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /* The last scan of a progressive file, again and again: each would cost a pass over the picture. */
    @Test
    void hundreds_of_scans_are_refused() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(40, 30, 3), SampleType.UINT8, 1), true);
        int lastScan = file.length - 2;
        while (file[lastScan] != (byte) 0xFF || file[lastScan + 1] != (byte) 0xDA) {
            lastScan--;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, file.length - 2);
        for (int i = 0; i < 100; i++) {
            out.write(file, lastScan, file.length - 2 - lastScan);
        }
        out.write(file, file.length - 2, 2);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("scans.jpg"), out.toByteArray())))
                .hasValueSatisfying(
                        told -> assertThat(told)
                                .matches(
                                        "JPEG: expected at most 100 scans, found more, at byte [0-9]+; save it as baseline JPEG"));
    }
}
