package dev.sidereal.formats.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.Reading;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.mosaic.Mosaics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DngFormatTest {

    private static final int WIDTH = DngFiles.WIDTH;
    private static final int HEIGHT = DngFiles.HEIGHT;

    @TempDir
    private Path folder;

    private Path uncompressed(int bits, Ifd tags) throws Exception {
        List<byte[]> strips = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y += 16) {
            int rows = Math.min(16, HEIGHT - y);
            strips.add(DngFiles.packed(DngFiles.piece(0, y, WIDTH, rows, bits), WIDTH, bits));
        }
        return DngFiles.write(folder.resolve("plain.dng"), tags, WIDTH, 16, strips);
    }

    private Path lossless(int bits, int components, int predictor, Ifd tags) throws Exception {
        List<byte[]> tiles = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y += 32) {
            for (int x = 0; x < WIDTH; x += 48) {
                tiles.add(DngFiles.lossless(DngFiles.piece(x, y, 48, 32, bits), 48, components, bits, predictor));
            }
        }
        return DngFiles.write(folder.resolve("lossless.dng"), tags, 48, 32, tiles);
    }

    private static void hasTheSamples(Raster raster, int bits) {
        assertThat(raster.shape()).isEqualTo(new Shape(WIDTH, HEIGHT, 1));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat((int) raster.get(x, y, 0)).as("%d, %d", x, y).isEqualTo(DngFiles.sample(x, y, bits));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 14, 16})
    void packed_samples_of_any_depth_are_read(int bits) throws Exception {
        hasTheSamples(TestPictures.read(uncompressed(bits, DngFiles.tags(bits, 1))), bits);
    }

    @ParameterizedTest
    @CsvSource({"12,1,1", "14,2,1", "16,2,6", "12,2,2", "12,1,3", "12,1,4", "14,1,5", "12,4,7"})
    void lossless_jpeg_tiles_are_read(int bits, int components, int predictor) throws Exception {
        Path file = lossless(bits, components, predictor, DngFiles.tags(bits, 7));
        hasTheSamples(TestPictures.read(file), bits);
    }

    @Test
    void the_mosaic_has_levels_balance_time_and_camera() throws Exception {
        Ifd tags = DngFiles.tags(12, 1)
                .shorts(50713, 2, 2)
                .shorts(50714, 100, 101, 102, 103)
                .shorts(50717, 4000)
                .rationals(50728, 0.5, 1, 0.8)
                .directory(34665, new Ifd().text(36867, "2026:08:12 22:10:19").rationals(33434, 30));
        FrameInfo info = TestPictures.info(uncompressed(12, tags));
        assertThat(info.kind()).isEqualTo("70x50 mosaic RGGB, 16-bit");
        assertThat(info.coding().curve()).contains(new ToneCurve.Linear());
        assertThat(info.coding().mosaic())
                .contains(new Mosaic(2, "RGGB", List.of(100.0, 101.0, 102.0, 103.0), 4000, List.of(2.0, 1.0, 1.25)));
        assertThat(info.time().orElseThrow()).hasToString("2026-08-12T22:10:19");
        assertThat(info.exposure().orElseThrow()).hasSeconds(30);
        assertThat(info.camera().model()).contains("Camera One");
    }

    @Test
    void codes_go_through_the_linearisation_table() throws Exception {
        int[] table = new int[200];
        for (int i = 0; i < table.length; i++) {
            table[i] = 300 * i;
        }
        Raster raster = TestPictures.read(uncompressed(8, DngFiles.tags(8, 1).shorts(50712, table)));
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int code = DngFiles.sample(i % WIDTH, i / WIDTH, 8);
            assertThat((int) raster.get(i)).isEqualTo(300 * Math.min(199, code));
        }
    }

    @Test
    void the_crop_inside_the_active_area_is_shown_and_the_pattern_goes_with_it() throws Exception {
        Ifd tags = DngFiles.tags(12, 1)
                .shorts(50829, 2, 4, 48, 68)
                .shorts(50719, 3, 1)
                .shorts(50720, 40, 30);
        Path file = uncompressed(12, tags);
        FrameInfo info = TestPictures.info(file);
        assertThat(info.kind()).isEqualTo("40x30 mosaic BGGR, 16-bit");
        Raster raster = TestPictures.read(file);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                assertThat((int) raster.get(x, y, 0)).isEqualTo(DngFiles.sample(x + 7, y + 3, 12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,RGGB", "2,GRBG", "3,BGGR", "4,GBRG", "5,RGGB", "6,GRBG", "7,BGGR", "8,GBRG"})
    void turned_mosaics_stand_upright_with_their_pattern(int orientation, String pattern) throws Exception {
        Path file = uncompressed(12, DngFiles.tags(12, 1).shorts(274, orientation));
        FrameInfo info = TestPictures.info(file);
        assertThat(info.coding().mosaic().orElseThrow().colours()).isEqualTo(pattern);
        Raster raster = TestPictures.read(file);
        boolean swapped = orientation > 4;
        assertThat(raster.shape()).isEqualTo(new Shape(swapped ? HEIGHT : WIDTH, swapped ? WIDTH : HEIGHT, 1));
        int right = swapped ? HEIGHT - 1 : WIDTH - 1;
        int bottom = swapped ? WIDTH - 1 : HEIGHT - 1;
        int x = List.of(1, 4, 5, 8).contains(orientation) ? 0 : right;
        int y = List.of(1, 2, 5, 6).contains(orientation) ? 0 : bottom;
        assertThat((int) raster.get(x, y, 0)).isEqualTo(DngFiles.sample(0, 0, 12));
        assertThat(info.coding().mosaic().orElseThrow().channel(x, y)).isZero();
    }

    @Test
    void a_developed_frame_is_its_mosaic_made_a_picture() throws Exception {
        Ifd tags = DngFiles.tags(12, 1).shorts(50714, 50).rationals(50728, 0.5, 1, 0.8);
        Path file = uncompressed(12, tags);
        FrameFiles files = FrameFiles.probe(List.of(file), 1, new Reading(Reading.Mosaics.DEVELOPED));
        FrameInfo info = ((Candidate.Recognised) files.candidates().get(0)).info();
        assertThat(info.kind()).isEqualTo("70x50 colour, 16-bit");
        assertThat(info.coding().curve()).contains(new ToneCurve.Linear());
        Raster developed = Raster.allocate(info.shape(), SampleType.UINT16);
        try (FrameReader reader = files.open()) {
            reader.read(0, developed);
        }
        Raster light = Mosaics.develop(
                TestPictures.read(file),
                TestPictures.info(file).coding().mosaic().orElseThrow());
        for (int i = 0; i < light.shape().samples(); i++) {
            double expected = 65535 * Math.max(0, Math.min(1, light.get(i)));
            assertThat(developed.get(i)).isCloseTo(expected, within(0.51));
        }
    }

    @Test
    void a_file_that_is_cut_anywhere_is_refused_with_a_sentence() throws Exception {
        byte[] whole = Files.readAllBytes(lossless(14, 2, 1, DngFiles.tags(14, 7)));
        for (int length = 1; length < whole.length; length += 131) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThat(TestPictures.refusal(Files.write(folder.resolve("cut.dng"), cut)))
                    .as("%d bytes", length)
                    .isPresent();
        }
    }

    @Test
    void truncation_is_named() throws Exception {
        byte[] whole = Files.readAllBytes(uncompressed(16, DngFiles.tags(16, 1)));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 100);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("cut.dng"), cut)))
                .contains("truncated: expected 280 bytes of picture at byte " + (whole.length - 280)
                        + ", found a file of " + (whole.length - 100));
    }

    @Test
    void random_damage_is_read_or_refused_with_a_sentence() throws Exception {
        byte[] whole = Files.readAllBytes(lossless(14, 2, 1, DngFiles.tags(14, 7)));
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n < 3; n++) {
                int at = random.nextInt(i % 2 == 0 ? 420 : damaged.length);
                damaged[at] = (byte) random.nextInt(256);
            }
            assertThat(TestPictures.refusal(Files.write(folder.resolve("damaged.dng"), damaged))
                            .orElse("it was read"))
                    .hasSizeGreaterThan(10)
                    .doesNotContain("Exception");
        }
    }

    @Test
    void sizes_that_the_file_cannot_hold_are_refused() throws Exception {
        Ifd tags = DngFiles.tags(16, 1).longs(256, 60000).longs(257, 60000);
        assertThat(TestPictures.refusal(DngFiles.write(
                        folder.resolve("huge.dng"), tags, WIDTH, 60000, Collections.singletonList(new byte[1000]))))
                .contains("damaged DNG: expected at least 7200000000 bytes for 3600000000 samples, found 1000");
    }
}
