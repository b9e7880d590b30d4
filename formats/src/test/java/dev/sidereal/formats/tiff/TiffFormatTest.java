package dev.sidereal.formats.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TiffFormatTest {

    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int PREDICTOR = 317;
    private static final int SAMPLE_FORMAT = 339;

    @TempDir
    Path folder;

    /* Several strips of 1 MiB for the larger types. */
    @ParameterizedTest
    @EnumSource(SampleType.class)
    void our_own_files_are_read_back_bit_for_bit(SampleType type) throws Exception {
        for (int channels : new int[] {1, 3}) {
            Raster sky = TestPictures.sky(new Shape(701, 503, channels), type, 1);
            Path file = TestPictures.write(TestPictures.picture(sky), folder.resolve("sky.tif"));
            Raster read = TestPictures.read(file);
            assertThat(read.type()).isEqualTo(type);
            assertThat(read.shape()).isEqualTo(sky.shape());
            assertThat(read.bytes()).isEqualTo(sky.bytes());
        }
    }

    @Test
    void missing_and_boundless_values_survive_in_float() throws Exception {
        Raster raster = Raster.allocate(new Shape(2, 3, 1), SampleType.FLOAT32);
        float[] values = {Float.NaN, -1.5f, 7e30f, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE};
        raster.bytes().asFloatBuffer().put(values);
        Raster read = TestPictures.read(TestPictures.write(TestPictures.plain(raster), folder.resolve("odd.tif")));
        assertThat(read.bytes()).isEqualTo(raster.bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "12, 1, 1, 1, 1, 'TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found 12 bits of format 1,"
                + " photometric 1, in 1 channels; convert it to 16 bits'",
        "16, 2, 1, 1, 1, 'TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found 16 bits of format 2,"
                + " photometric 1, in 1 channels; convert it to 16 bits'",
        "16, 1, 0, 1, 1, 'TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found 16 bits of format 1,"
                + " photometric 0, in 1 channels; convert it to 16 bits'",
        "64, 3, 1, 1, 1, 'TIFF: expected unsigned samples of 8 or 16 bits or float of 32, found 64 bits of format 3,"
                + " photometric 1, in 1 channels; convert it to 16 bits'",
        "8, 1, 5, 1, 1, 'TIFF: expected grey, RGB, palette or YCbCr (photometric 0, 1, 2, 3, 6), found 5; convert it"
                + " to RGB'",
        "32, 3, 1, 8, 3, 'TIFF: expected another compression, found 8 with predictor 3; save it uncompressed'",
        "8, 1, 6, 6, 1, 'TIFF: expected another compression, found 6 with predictor 1; save it uncompressed'"
    })
    void kinds_that_are_not_read_are_refused_by_name(
            int bits, int format, int photometric, int compression, int predictor, String reason) throws Exception {
        Ifd directory = directory(4, 4)
                .shorts(BITS_PER_SAMPLE, bits)
                .shorts(SAMPLE_FORMAT, format)
                .shorts(PHOTOMETRIC, photometric)
                .shorts(COMPRESSION, compression)
                .shorts(PREDICTOR, predictor);
        assertThat(TestPictures.refusal(write(directory))).hasValue(reason);
    }

    @Test
    void white_as_zero_is_turned_round() throws Exception {
        Path file = write(directory(4, 4).shorts(PHOTOMETRIC, 0));
        Raster read = TestPictures.read(file);
        assertThat(read.get(0)).isEqualTo(255);
        assertThat(read.get(15)).isEqualTo(240);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 'TIFF: expected 1 to 268402689 pixels, found 0x4'",
        "16000, 16000, 'damaged TIFF: expected data for 16000x16000 pixels, found a file of '"
    })
    void absurd_sizes_are_refused_before_memory_is_taken(int width, int height, String reason) throws Exception {
        assertThat(TestPictures.refusal(write(directory(width, height))))
                .hasValueSatisfying(told -> assertThat(told).startsWith(reason));
    }

    @Test
    void pixels_that_are_cut_off_are_noticed() throws Exception {
        Path file = write(directory(20, 20).longs(STRIP_BYTE_COUNTS, 400));
        assertThat(TestPictures.refusal(file))
                .hasValueSatisfying(told -> assertThat(told).startsWith("damaged TIFF: the decoder says \""));
    }

    /* The directory lies behind the pixels. */
    @Test
    void a_file_without_its_directory_is_refused() throws Exception {
        Raster sky = TestPictures.sky(new Shape(60, 40, 1), SampleType.UINT8, 1);
        byte[] whole = Files.readAllBytes(TestPictures.write(TestPictures.picture(sky), folder.resolve("sky.tif")));
        for (int size = 8; size <= 8 + 60 * 40; size += 100) {
            Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, size));
            assertThat(TestPictures.refusal(cut))
                    .as("cut at byte %d", size)
                    .hasValue("damaged TIFF: expected a directory with the size of the picture, found none in " + size
                            + " bytes");
        }
    }

    /* Grey of 8 bits, the codes 0 to 15 behind the header. */
    private static Ifd directory(int width, int height) {
        return new Ifd()
                .longs(256, width)
                .longs(257, height)
                .shorts(BITS_PER_SAMPLE, 8)
                .shorts(COMPRESSION, 1)
                .shorts(PHOTOMETRIC, 1)
                .longs(STRIP_OFFSETS, 8)
                .shorts(SAMPLES_PER_PIXEL, 1)
                .longs(ROWS_PER_STRIP, height)
                .longs(STRIP_BYTE_COUNTS, 16);
    }

    private Path write(Ifd directory) throws IOException {
        byte[] encoded = directory.encode(24);
        ByteBuffer file = ByteBuffer.allocate(24 + encoded.length).put(new byte[] {'I', 'I', 42, 0, 24, 0, 0, 0});
        for (int i = 0; i < 16; i++) {
            file.put((byte) i);
        }
        return Files.write(folder.resolve("made.tif"), file.put(encoded).array());
    }
}
