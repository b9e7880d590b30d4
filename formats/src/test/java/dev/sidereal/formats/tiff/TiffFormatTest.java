package dev.sidereal.formats.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffFormatTest {

    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int COMPRESSION = 259;
    private static final int SUBFILE = 254;
    private static final int ORIENTATION = 274;
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
        "16, 2, 1, 1, 1, 'TIFF: expected unsigned samples of 1 to 32 bits or float of 16, 32 or 64, found signed samples of"
                + " 16 bits; convert it to 16 bits'",
        "24, 3, 1, 1, 1, 'TIFF: expected unsigned samples of 1 to 32 bits or float of 16, 32 or 64, found float samples of"
                + " 24 bits; convert it to 16 bits'",
        "33, 1, 1, 1, 1, 'TIFF: expected unsigned samples of 1 to 32 bits or float of 16, 32 or 64, found unsigned samples"
                + " of 33 bits; convert it to 16 bits'",
        "8, 1, 8, 1, 1, 'TIFF: expected grey, RGB, palette, CMYK or YCbCr, found CIE L*a*b*; convert it to RGB'",
        "8, 1, 5, 1, 1, 'TIFF: expected samples for CMYK (4 per pixel), found 1; convert it to RGB'",
        "8, 1, 6, 1, 1, 'TIFF: expected colour at full resolution, found YCbCr at less; convert it to RGB'",
        "8, 1, 1, 8, 3, 'TIFF: expected predictor 1, 2 or 3 that fits the samples, found 3 for 8 bits; save it"
                + " uncompressed'",
        "12, 1, 1, 8, 2, 'TIFF: expected predictor 1, 2 or 3 that fits the samples, found 2 for 12 bits; save it"
                + " uncompressed'",
        "8, 1, 6, 6, 1, 'TIFF: expected no compression, LZW, Deflate, PackBits or JPEG, found JPEG of the withdrawn kind;"
                + " save it with one of these'",
        "8, 1, 1, 50000, 1, 'TIFF: expected no compression, LZW, Deflate, PackBits or JPEG, found Zstandard; save it with"
                + " one of these'",
        "1, 1, 1, 4, 1, 'TIFF: expected no compression, LZW, Deflate, PackBits or JPEG, found CCITT fax; save it with one"
                + " of these'",
        "16, 1, 1, 7, 1, 'TIFF: expected unsigned samples of 1 to 32 bits or float of 16, 32 or 64, found unsigned samples"
                + " of 16 bits in JPEG; convert it to 16 bits'",
        "8, 1, 1, 8, 1, 'damaged TIFF: expected deflated pixels, found data that do not inflate (incorrect header check)'",
        "8, 1, 1, 5, 1, 'TIFF: expected LZW of TIFF 6.0, found that of version 5 with reversed bits; save it uncompressed'",
        "8, 1, 1, 7, 1, 'damaged TIFF: expected JPEG data, found data that do not decode'"
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

    /* Written by the JDK; strips and tiles, with and without differences. */
    @ParameterizedTest
    @CsvSource({"LZW, 8", "LZW, 16", "ZLib, 8", "ZLib, 16", "Deflate, 16", "PackBits, 8"})
    void compressed_files_of_another_writer_are_read_bit_for_bit(String compression, int depth) throws Exception {
        for (int channels : new int[] {1, 3}) {
            BufferedImage image = image(depth, channels);
            SampleType type = depth == 8 ? SampleType.UINT8 : SampleType.UINT16;
            for (int tile : new int[] {0, 32}) {
                Raster read = TestPictures.read(jdk(image, compression, tile));
                assertThat(read.type()).isEqualTo(type);
                assertThat(read.bytes())
                        .isEqualTo(TestPictures.raster(image, type).bytes());
            }
        }
    }

    /* Another decoder of the same data: the JDK's own; its colours are rounded in its own way. */
    @Test
    void jpeg_inside_is_read_as_another_decoder_reads_it() throws Exception {
        for (int channels : new int[] {1, 3}) {
            Path file = jdk(image(8, channels), "JPEG", 0);
            Raster read = TestPictures.read(file);
            Raster other = TestPictures.raster(ImageIO.read(file.toFile()), SampleType.UINT8);
            for (int i = 0; i < read.shape().samples(); i++) {
                assertThat(read.get(i)).isCloseTo(other.get(i), within(2.0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 255", "2, 1, 85", "4, 5, 85", "7, 127, 255", "10, 1, 64", "12, 4095, 65535", "14, 2, 8"})
    void full_scale_of_odd_depths_is_full_scale(int bits, int code, int expected) throws Exception {
        byte[] pixels = new byte[16];
        for (int i = 0; i < bits; i++) {
            pixels[i / 8] |= (byte) (((code >> (bits - 1 - i)) & 1) << (7 - i % 8));
        }
        Raster read = TestPictures.read(write(directory(1, 1).shorts(BITS_PER_SAMPLE, bits), pixels));
        assertThat(read.type()).isEqualTo(bits > 8 ? SampleType.UINT16 : SampleType.UINT8);
        assertThat(read.get(0)).isEqualTo(expected);
    }

    @Test
    void integers_of_more_than_16_bits_become_float_with_full_scale_1() throws Exception {
        byte[] pixels = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0};
        Raster read = TestPictures.read(write(directory(3, 1).shorts(BITS_PER_SAMPLE, 32), pixels));
        assertThat(read.type()).isEqualTo(SampleType.FLOAT32);
        assertThat(read.get(0)).isEqualTo(1);
        assertThat(read.get(1)).isEqualTo((float) (64.0 * (1 << 24) / 4294967295.0));
        assertThat(read.get(2)).isZero();
    }

    /* binary16: 1, -2, the largest, the least above zero, infinity, not a number. */
    @Test
    void half_floats_keep_their_values() throws Exception {
        byte[] pixels = {0, 0x3C, 0, (byte) 0xC0, (byte) 0xFF, 0x7B, 1, 0, 0, 0x7C, 1, 0x7C, 0, 0, 0, 0};
        Raster read = TestPictures.read(
                write(directory(6, 1).shorts(BITS_PER_SAMPLE, 16).shorts(SAMPLE_FORMAT, 3), pixels));
        double[] expected = {1, -2, 65504, Math.scalb(1.0, -24), Double.POSITIVE_INFINITY, Double.NaN};
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.valueOf(read.get(i))).isEqualTo(Double.valueOf(expected[i]));
        }
    }

    @Test
    void inks_become_the_light_that_they_leave() throws Exception {
        byte[] pixels = {0, 0, 0, 0, (byte) 255, 0, 0, 0, 51, 102, (byte) 153, 51, 0, 0, 0, (byte) 255};
        Raster read = TestPictures.read(write(
                directory(4, 1)
                        .shorts(BITS_PER_SAMPLE, 8, 8, 8, 8)
                        .shorts(PHOTOMETRIC, 5)
                        .shorts(SAMPLES_PER_PIXEL, 4),
                pixels));
        double[] expected = {255, 255, 255, 0, 255, 255, 163, 122, 82, 0, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(read.get(i)).as("sample %d", i).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void eight_orientations_of_one_picture_give_the_same_upright_picture(int value) throws Exception {
        Orientation orientation = Orientation.of(value);
        Raster upright = Raster.allocate(new Shape(8, 2, 1), SampleType.UINT8);
        for (int i = 0; i < 16; i++) {
            upright.set(i, 3 * i);
        }
        Orientation back = switch (orientation) {
            case ROTATED_90 -> Orientation.ROTATED_270;
            case ROTATED_270 -> Orientation.ROTATED_90;
            default -> orientation;
        };
        Raster stored = Raster.allocate(orientation.turn(upright.shape()), SampleType.UINT8);
        back.copy(/* stored= */ upright, /* upright= */ stored);
        byte[] pixels = new byte[16];
        stored.bytes().get(pixels);
        Raster read = TestPictures.read(
                write(directory(stored.shape().width(), stored.shape().height()).shorts(ORIENTATION, value), pixels));
        assertThat(read.shape()).isEqualTo(upright.shape());
        assertThat(read.bytes()).isEqualTo(upright.bytes());
    }

    /* A picture, a thumbnail, a picture of another size, a mask, a second picture. */
    @Test
    void each_page_of_full_size_is_a_frame_with_a_number() throws Exception {
        Path file = writePages(
                directory(4, 4),
                directory(2, 2).longs(SUBFILE, 1),
                directory(2, 4),
                directory(4, 4).longs(SUBFILE, 4),
                directory(4, 4).longs(STRIP_OFFSETS, 9));
        FrameFiles files = FrameFiles.probe(List.of(file), 1);
        assertThat(files.candidates()).extracting(Candidate::name).containsExactly("pages.tif#1", "pages.tif#2");
        Raster into = Raster.allocate(new Shape(4, 4, 1), SampleType.UINT8);
        try (FrameReader reader = files.open()) {
            reader.read(1, into);
            assertThat(into.get(0)).isEqualTo(1);
            reader.read(0, into);
            assertThat(into.get(0)).isZero();
        }
    }

    @Test
    void a_file_with_thumbnails_only_is_refused() throws Exception {
        assertThat(TestPictures.refusal(write(directory(4, 4).longs(SUBFILE, 1))))
                .hasValue(
                        "TIFF: expected a picture of full size, found small copies only, as camera raw files have them;"
                                + " develop it with a raw converter");
    }

    @Test
    void directories_in_a_circle_are_refused() throws Exception {
        Path file = write(directory(4, 4));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 2 + 9 * 12, 24);
        assertThat(TestPictures.refusal(Files.write(file, bytes)))
                .hasValue("damaged TIFF: expected directories one after the other, found a circle, at byte 24");
    }

    @Test
    void millions_of_pages_are_refused() throws Exception {
        int pages = 10_001;
        ByteBuffer file = ByteBuffer.allocate(8 + 6 * pages).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8);
        for (int i = 1; i <= pages; i++) {
            file.putShort((short) 0).putInt(i == pages ? 0 : 8 + 6 * i);
        }
        assertThat(TestPictures.refusal(Files.write(folder.resolve("many.tif"), file.array())))
                .hasValue("TIFF: expected at most 10000 pages with 1000000 entries, found more");
    }

    @Test
    void millions_of_entries_are_refused() throws Exception {
        ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0}).putLong(16).putLong(5_000_000);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("many.tif"), file.array())))
                .hasValue("TIFF: expected at most 4096 entries in a directory, found 5000000, at byte 16");
    }

    /* 64 MiB of zeros behind a picture of 4 x 4: only its rows are inflated. */
    @Test
    void strips_that_swell_take_no_memory() throws Exception {
        ByteArrayOutputStream swelling = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(swelling, new Deflater(9))) {
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        byte[] pixels = swelling.toByteArray();
        Ifd directory = directory(4, 4).shorts(COMPRESSION, 8).longs(STRIP_BYTE_COUNTS, pixels.length);
        byte[] encoded = directory.encode(8 + pixels.length);
        ByteBuffer file = ByteBuffer.allocate(8 + pixels.length + encoded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(8 + pixels.length)
                .put(pixels)
                .put(encoded);
        Path bomb = Files.write(folder.resolve("bomb.tif"), file.array());
        assertThat(new TiffFormat().probe(bomb).get(0).readerBytes()).isLessThan(1 << 20);
        assertThat(TestPictures.read(bomb).get(15)).isZero();
    }

    @Test
    void camera_and_time_come_from_the_directories() throws Exception {
        Raster sky = TestPictures.sky(new Shape(20, 10, 3), SampleType.UINT16, 1);
        FrameInfo info = TestPictures.info(TestPictures.write(TestPictures.picture(sky), folder.resolve("sky.tif")));
        assertThat(info.camera()).isEqualTo(TestPictures.CAMERA);
        assertThat(info.time()).contains(TestPictures.BEGIN);
        assertThat(info.profile().orElseThrow()).isEqualTo(TestPictures.profile());
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
                .hasValue("damaged TIFF: expected data for 20x20 pixels, found a file of 138 bytes");
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
        byte[] pixels = new byte[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = (byte) i;
        }
        return write(directory, pixels);
    }

    private Path write(Ifd directory, byte[] pixels) throws IOException {
        byte[] encoded = directory.encode(24);
        ByteBuffer file = ByteBuffer.allocate(24 + encoded.length).put(new byte[] {'I', 'I', 42, 0, 24, 0, 0, 0});
        return Files.write(
                folder.resolve("made.tif"), file.put(pixels).put(encoded).array());
    }

    /* All pages share the bytes 0 to 31 behind the header. */
    private Path writePages(Ifd... pages) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0, 40, 0, 0, 0});
        for (int i = 0; i < 32; i++) {
            file.put((byte) i);
        }
        for (int i = 0; i < pages.length; i++) {
            byte[] encoded = pages[i].encode(file.position());
            int begin = file.position();
            file.put(encoded);
            int entries = file.getShort(begin);
            file.putInt(begin + 2 + 12 * entries, i == pages.length - 1 ? 0 : file.position());
        }
        return Files.write(folder.resolve("pages.tif"), Arrays.copyOf(file.array(), file.position()));
    }

    private static BufferedImage image(int depth, int channels) {
        Raster sky =
                TestPictures.sky(new Shape(75, 51, channels), depth == 8 ? SampleType.UINT8 : SampleType.UINT16, 1);
        ColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                false,
                false,
                Transparency.OPAQUE,
                depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
        WritableRaster samples = colours.createCompatibleWritableRaster(75, 51);
        for (int y = 0; y < 51; y++) {
            for (int x = 0; x < 75; x++) {
                for (int c = 0; c < channels; c++) {
                    samples.setSample(x, y, c, (int) sky.get(x, y, c));
                }
            }
        }
        return new BufferedImage(colours, samples, false, null);
    }

    private Path jdk(BufferedImage image, String compression, int tile) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        if (tile > 0) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(tile, tile, 0, 0);
        }
        Path file = folder.resolve("jdk.tif");
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return file;
    }
}
