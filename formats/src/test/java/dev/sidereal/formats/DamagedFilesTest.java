package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.fits.FitsBytes;
import dev.sidereal.formats.fits.TiledBytes;
import dev.sidereal.formats.ser.SerBytes;
import dev.sidereal.formats.xisf.XisfBytes;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to a file, it is read or refused with a sentence, soon and within the memory of a test. */
class DamagedFilesTest {

    private static final long MOST_PIXEL_BYTES = 64 << 20;

    @TempDir
    private Path folder;

    private byte[] whole(String kind) throws Exception {
        return switch (kind) {
            case "fits" ->
                FitsBytes.join(
                        FitsBytes.header("SIMPLE  =                    T", 16, List.of(), "EXPTIME=30"),
                        FitsBytes.extension(
                                16,
                                FitsBytes.counting(40 * 30 * 2),
                                List.of(40, 30, 2),
                                "BZERO=32768",
                                "BAYERPAT='RGGB'",
                                "ROWORDER='BOTTOM-UP'",
                                "DATE-OBS='2026-08-12T22:10:19.5'"));
            case "fits.gz" -> FitsBytes.gzip(whole("fits"));
            case "float" -> FitsBytes.picture(-32, FitsBytes.counting(1200), List.of(40, 30));
            case "ser" -> SerBytes.film(9, 12, new int[][] {SerBytes.counting(96), SerBytes.counting(96)}, true);
            case "xisf" -> XisfBytes.zlib();
            case "lz4" -> XisfBytes.lz4();
            default -> TiledBytes.packed(folder.resolve("packed.fits"), kind);
        };
    }

    @ParameterizedTest
    @CsvSource({"fits", "fits.gz", "float", "ser", "xisf", "lz4", "RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1"
    })
    void bytes_turned_over_anywhere(String kind) throws Exception {
        byte[] whole = whole(kind);
        Random random = new Random(kind.hashCode());
        for (int i = 0; i < 250; i++) {
            byte[] damaged = whole.clone();
            /* Headers first: they drive everything else. */
            int reach = i % 2 == 0 ? Math.min(whole.length, 9000) : whole.length;
            for (int n = 0; n <= i % 3; n++) {
                int at = random.nextInt(reach);
                damaged[at] = (byte) (i % 5 == 0 ? random.nextInt(256) : damaged[at] ^ (1 << random.nextInt(8)));
            }
            survives(damaged, kind + ", change " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"fits", "fits.gz", "float", "ser", "xisf", "lz4", "RICE_1", "HCOMPRESS_1", "PLIO_1"})
    void files_cut_short_anywhere(String kind) throws Exception {
        byte[] whole = whole(kind);
        Random random = new Random(kind.hashCode());
        for (int i = 0; i < 60; i++) {
            int cut = i < 30 ? i * whole.length / 30 : random.nextInt(whole.length);
            survives(Arrays.copyOf(whole, cut), kind + ", cut at " + cut);
        }
    }

    /* Digits are where a flipped bit makes another number. */
    @ParameterizedTest
    @CsvSource({"fits", "float", "xisf", "RICE_1", "HCOMPRESS_1"})
    void other_digits_in_headers(String kind) throws Exception {
        byte[] whole = whole(kind);
        Random random = new Random(kind.hashCode());
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n < 3; n++) {
                int at = random.nextInt(Math.min(whole.length, 9000));
                while (at > 0 && (damaged[at] < '0' || damaged[at] > '9')) {
                    at--;
                }
                damaged[at] = at == 0 ? damaged[at] : (byte) "-0123456789".charAt(random.nextInt(11));
            }
            survives(damaged, kind + ", digits " + i);
        }
    }

    @Test
    void an_empty_file_is_no_picture() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[0]);
        assertThat(TestPictures.refusal(file)).hasValue("expected a picture, found an empty file");
    }

    private void survives(byte[] bytes, String what) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("f"), bytes);
        long begin = System.nanoTime();
        FrameFiles files = FrameFiles.probe(List.of(file), 1);
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < Math.min(3, files.candidates().size()); i++) {
                Candidate candidate = files.candidates().get(i);
                if (candidate instanceof Candidate.Unreadable unreadable) {
                    assertIsSentence(unreadable.reason(), what);
                } else if (candidate instanceof Candidate.Recognised recognised) {
                    long size = Raster.bytes(
                            recognised.info().shape(), recognised.info().type());
                    assertThat(size).as(what).isLessThanOrEqualTo(4 * MOST_PIXEL_BYTES);
                    read(reader, i, recognised, what);
                }
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(Duration.ofSeconds(5));
    }

    private static void read(FrameReader reader, int index, Candidate.Recognised candidate, String what)
            throws IOException {
        try {
            reader.read(
                    index,
                    Raster.allocate(candidate.info().shape(), candidate.info().type()));
        } catch (UnreadableFrameException e) {
            assertIsSentence(String.valueOf(e.getMessage()), what);
        }
    }

    private static void assertIsSentence(String reason, String what) {
        assertThat(reason)
                .as(what)
                .contains("expected ")
                .contains("found ")
                .doesNotContain("null", "Exception", "java.", "cannot be read");
    }
}
