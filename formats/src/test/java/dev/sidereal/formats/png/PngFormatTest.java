package dev.sidereal.formats.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngFormatTest {

    private static final int ORIENTATION = 274;
    private static final int IDAT_AT = 33;

    @TempDir
    Path folder;

    /* Colour type 0, 2, 4 and 6; the reference is the JDK's reader, its fourth or second channel left out. */
    @ParameterizedTest
    @CsvSource({"0, 8", "0, 16", "2, 8", "2, 16", "4, 8", "4, 16", "6, 8", "6, 16"})
    void samples_are_those_of_the_file_and_transparency_is_left_out(int colourType, int depth) throws Exception {
        byte[] file = random(colourType, depth, 23, 17);
        SampleType type = depth == 8 ? SampleType.UINT8 : SampleType.UINT16;
        Raster expected = TestPictures.raster(ImageIO.read(new ByteArrayInputStream(file)), type);
        Raster read = TestPictures.read(Files.write(folder.resolve("frame.png"), file));
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.shape()).isEqualTo(new Shape(23, 17, colourType == 0 || colourType == 4 ? 1 : 3));
        assertThat(read.bytes()).isEqualTo(expected.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void grey_of_few_bits_is_stretched_to_8(int depth) throws Exception {
        BufferedImage image =
                ImageTypeSpecifier.createGrayscale(depth, 0, false).createBufferedImage(19, 5);
        int most = (1 << depth) - 1;
        for (int x = 0; x < 19; x++) {
            image.getRaster().setSample(x, 3, 0, x % (most + 1));
        }
        Raster read = TestPictures.read(write(image));
        assertThat(read.shape()).isEqualTo(new Shape(19, 5, 1));
        for (int x = 0; x < 19; x++) {
            assertThat(read.get(x, 3, 0)).isEqualTo(x % (most + 1) * 255.0 / most);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void palettes_become_colours(int depth) throws Exception {
        int size = 1 << depth;
        byte[] red = new byte[size];
        byte[] green = new byte[size];
        byte[] blue = new byte[size];
        for (int i = 0; i < size; i++) {
            red[i] = (byte) (i * 7);
            green[i] = (byte) (255 - i);
            blue[i] = (byte) (i * 31 + 5);
        }
        ColorModel palette = new IndexColorModel(depth, size, red, green, blue);
        WritableRaster samples = palette.createCompatibleWritableRaster(40, 10);
        for (int i = 0; i < 400; i++) {
            samples.setSample(i % 40, i / 40, 0, i % size);
        }
        Raster read = TestPictures.read(write(new BufferedImage(palette, samples, false, null)));
        assertThat(read.shape()).isEqualTo(new Shape(40, 10, 3));
        for (int i = 0; i < 400; i++) {
            assertThat(read.get(3 * i)).isEqualTo(red[i % size] & 0xFF);
            assertThat(read.get(3 * i + 1)).isEqualTo(green[i % size] & 0xFF);
            assertThat(read.get(3 * i + 2)).isEqualTo(blue[i % size] & 0xFF);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void eight_orientations_of_one_picture_give_the_same_upright_picture(int value) throws Exception {
        Orientation orientation = Orientation.of(value);
        Raster upright = TestPictures.sky(new Shape(31, 22, 3), SampleType.UINT8, 1);
        Orientation back = switch (orientation) {
            case ROTATED_90 -> Orientation.ROTATED_270;
            case ROTATED_270 -> Orientation.ROTATED_90;
            default -> orientation;
        };
        Raster stored = Raster.allocate(orientation.turn(upright.shape()), SampleType.UINT8);
        back.copy(/* stored= */ upright, /* upright= */ stored);
        byte[] plain = Files.readAllBytes(write(TestPictures.image(stored)));
        byte[] directory = new Ifd().shorts(ORIENTATION, value).encode(8);
        byte[] exif = ByteBuffer.allocate(8 + directory.length)
                .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0})
                .put(directory)
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        out.write(chunk("eXIf", exif));
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        Raster read = TestPictures.read(Files.write(folder.resolve("turned.png"), out.toByteArray()));
        assertThat(read.shape()).isEqualTo(upright.shape());
        assertThat(read.bytes()).isEqualTo(upright.bytes());
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws Exception {
        byte[] whole = random(2, 8, 40, 30);
        for (int i = 1; i < 20; i++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * i / 20);
            assertThat(TestPictures.refusal(Files.write(folder.resolve("cut.png"), cut)))
                    .as("cut at byte %d", cut.length)
                    .hasValue(
                            "truncated PNG: expected a whole chunk, found the end of the file, after byte " + IDAT_AT);
        }
    }

    @Test
    void a_file_cut_in_its_header_is_refused() throws Exception {
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(random(2, 8, 40, 30), 20));
        assertThat(TestPictures.refusal(cut)).hasValue("truncated PNG: expected 13 bytes more, found 4, at byte 16");
    }

    @Test
    void a_single_wrong_byte_of_the_pixels_is_noticed() throws Exception {
        byte[] damaged = random(0, 16, 40, 30);
        damaged[IDAT_AT + 500] ^= 1;
        assertThat(TestPictures.refusal(Files.write(folder.resolve("damaged.png"), damaged)))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .matches("damaged PNG: expected sum [0-9A-F]{8} of chunk IDAT, found [0-9A-F]{8}, at byte 33"));
    }

    @Test
    void a_wrong_sum_of_a_chunk_that_is_not_needed_does_not_matter() throws Exception {
        byte[] plain = random(0, 8, 40, 30);
        byte[] time = chunk("tIME", new byte[7]);
        time[time.length - 1] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        out.write(time);
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("time.png"), out.toByteArray())))
                .isEmpty();
    }

    @Test
    void a_damaged_profile_is_none_and_the_pixels_are_still_read() throws Exception {
        byte[] plain = random(0, 8, 40, 30);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        out.write(chunk("iCCP", "name\0\0no zlib data".getBytes(StandardCharsets.US_ASCII)));
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        Path file = Files.write(folder.resolve("icc.png"), out.toByteArray());
        assertThat(TestPictures.info(file).profile()).isEmpty();
        assertThat(TestPictures.refusal(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 8, 2, 'PNG: expected 1 to 268402689 pixels, found 0x10'",
        "-1, -1, 8, 2, 'PNG: expected 1 to 268402689 pixels, found 4294967295x4294967295'",
        "100000, 100000, 8, 2, 'PNG: expected 1 to 268402689 pixels, found 100000x100000'",
        "16000, 16000, 16, 6, 'damaged PNG: expected data for 16000x16000 pixels, found a file of 57 bytes'",
        "10, 10, 7, 2, 'damaged PNG: expected a colour type and depth that go together, found type 2 of 7 bits'",
        "10, 10, 16, 3, 'damaged PNG: expected a colour type and depth that go together, found type 3 of 16 bits'",
        "10, 10, 8, 5, 'damaged PNG: expected a colour type and depth that go together, found type 5 of 8 bits'"
    })
    void absurd_headers_are_refused_before_memory_is_taken(
            int width, int height, int depth, int colourType, String reason) throws Exception {
        byte[] file = file(header(width, height, depth, colourType), new byte[0]);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("absurd.png"), file)))
                .hasValue(reason);
    }

    @Test
    void a_header_of_another_length_is_refused() throws Exception {
        byte[] file = file(new byte[5], new byte[0]);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("short.png"), file)))
                .hasValue("damaged PNG: expected a header of 13 bytes, found 5");
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("frame.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /* What the third edition says of chunks that contradict each other (13.14). */
    @ParameterizedTest
    @CsvSource({
        "'gAMA:100000', 'linear'",
        "'gAMA:50000', 'gamma:2'",
        "'gAMA:0', 'sRGB'",
        "'gAMA:100000 sRGB:0', 'sRGB'",
        "'cICP:17629185 gAMA:100000', 'linear'",
        "'sRGB:0 cICP:17629185', 'linear'",
        "'cICP:17629441', 'refused'"
    })
    void chunks_say_what_codes_mean(String chunks, String meaning) throws Exception {
        byte[] plain = random(2, 8, 5, 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        for (String chunk : chunks.split(" ", -1)) {
            int value = Integer.parseInt(chunk.substring(5));
            byte[] data = chunk.startsWith("sRGB")
                    ? new byte[1]
                    : chunk.startsWith("cICP")
                            ? new byte[] {1, (byte) (meaning.equals("refused") ? 16 : 8), 0, 1}
                            : ByteBuffer.allocate(4).putInt(value).array();
            out.write(chunk(chunk.substring(0, 4), data));
        }
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        Path file = Files.write(folder.resolve("said.png"), out.toByteArray());
        if (meaning.equals("refused")) {
            assertThat(TestPictures.refusal(file))
                    .hasValue("PNG: expected colours of sRGB or linear light in its primaries (cICP 1, 13 or 8, 0, 1),"
                            + " found 1, 16, 0, 1; convert it to sRGB");
        } else {
            assertThat(TestPictures.info(file).coding().meaning(SampleType.UINT8))
                    .isEqualTo(meaning);
        }
    }

    /* 64 MiB of zeros in 64 KiB: as profile, as text, and instead of the pixels of a small picture. */
    @ParameterizedTest
    @ValueSource(strings = {"iCCP", "zTXt", "IDAT"})
    void chunks_that_swell_take_no_memory(String name) throws Exception {
        ByteArrayOutputStream swelling = new ByteArrayOutputStream();
        if (!name.equals("IDAT")) {
            swelling.write(new byte[] {'a', 0, 0});
        }
        try (DeflaterOutputStream out = new DeflaterOutputStream(swelling, new Deflater(9))) {
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        byte[] plain = random(2, 8, 5, 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        out.write(chunk(name, swelling.toByteArray()));
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        Path file = Files.write(folder.resolve("bomb.png"), out.toByteArray());
        assertThat(TestPictures.info(file).profile()).isEmpty();
        TestPictures.refusal(file);
    }

    @Test
    void thousands_of_chunks_are_refused() throws Exception {
        byte[] plain = random(2, 8, 5, 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, IDAT_AT);
        for (int i = 0; i < 10_001; i++) {
            out.write(chunk("teSt", new byte[0]));
        }
        out.write(plain, IDAT_AT, plain.length - IDAT_AT);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("many.png"), out.toByteArray())))
                .hasValue("PNG: expected at most 10000 chunks before the pixels, found more");
    }

    /* Random samples, unfiltered rows. */
    private static byte[] random(int colourType, int depth, int width, int height) throws IOException {
        int channels = new int[] {1, 0, 3, 0, 2, 0, 4}[colourType];
        byte[] row = new byte[width * channels * depth / 8];
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            random.nextBytes(row);
            rows.write(0);
            rows.write(row);
        }
        Deflater deflater = new Deflater();
        deflater.setInput(rows.toByteArray());
        deflater.finish();
        byte[] data = new byte[rows.size() + 100];
        int length = deflater.deflate(data);
        deflater.end();
        return file(header(width, height, depth, colourType), Arrays.copyOf(data, length));
    }

    private static byte[] header(int width, int height, int depth, int colourType) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .array();
    }

    private static byte[] file(byte[] header, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.write(chunk("IHDR", header));
        out.write(chunk("IDAT", data));
        out.write(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String name, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) sum.getValue()).array();
    }
}
