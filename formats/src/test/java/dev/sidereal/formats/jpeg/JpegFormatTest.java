package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFormatTest {

    private static final int ORIENTATION = 274;

    @TempDir
    Path folder;

    @Test
    void a_header_larger_than_64_KiB_is_read_to_its_end() throws Exception {
        Raster sky = TestPictures.sky(new Shape(60, 40, 3), SampleType.UINT8, 1);
        byte[] plain = TestPictures.jpeg(sky, false);
        byte[] padded = plain;
        for (int i = 0; i < 8; i++) {
            padded = insert(padded, 0xEB, new byte[60_000]);
        }
        Path file = Files.write(folder.resolve("large.jpg"), padded);
        assertThat(Files.size(file)).isGreaterThan(480_000);
        assertThat(TestPictures.read(file).bytes())
                .isEqualTo(TestPictures.read(Files.write(folder.resolve("plain.jpg"), plain))
                        .bytes());
    }

    @Test
    void a_header_without_end_is_refused() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(60, 40, 1), SampleType.UINT8, 1), false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 2);
        for (int i = 0; i < 300; i++) {
            out.write(new byte[] {(byte) 0xFF, (byte) 0xEB, (byte) 0xFF, (byte) 0xFF});
            out.write(new byte[65533]);
        }
        out.write(file, 2, file.length - 2);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("endless.jpg"), out.toByteArray())))
                .hasValue("JPEG: expected a picture within the first 16777216 bytes, found more header");
    }

    @ParameterizedTest
    @CsvSource({
        "C9, 8, 3, 'JPEG: expected baseline or progressive coding of 8 bits, found arithmetic coding of 8 bits;"
                + " convert it to PNG or TIFF'",
        "C3, 8, 3, 'JPEG: expected baseline or progressive coding of 8 bits, found lossless coding of 8 bits;"
                + " convert it to PNG or TIFF'",
        "C1, 12, 3, 'JPEG: expected baseline or progressive coding of 8 bits, found sequential coding of 12 bits;"
                + " convert it to PNG or TIFF'",
        "C0, 8, 5, 'JPEG: expected grey, colour or inks (1, 3 or 4 components), found 5; convert it to RGB'"
    })
    void kinds_that_are_not_read_are_refused_by_name(String marker, int bits, int components, String reason)
            throws Exception {
        byte[] header = {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) Integer.parseInt(marker, 16),
            0,
            8,
            (byte) bits,
            0,
            10,
            0,
            10,
            (byte) components
        };
        assertThat(TestPictures.refusal(Files.write(folder.resolve("odd.jpg"), header)))
                .hasValue(reason);
    }

    @Test
    void sizes_that_the_file_cannot_hold_are_refused_before_memory_is_taken() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(16, 16, 3), SampleType.UINT8, 1), false);
        int frame = indexOf(file, new byte[] {(byte) 0xFF, (byte) 0xC0});
        Arrays.fill(file, frame + 5, frame + 9, (byte) 0xFF);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("absurd.jpg"), file)))
                .hasValue("damaged JPEG: expected data for 65535x65535 pixels, found a file of " + file.length
                        + " bytes");
    }

    @Test
    void a_picture_without_a_height_is_refused() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(16, 16, 3), SampleType.UINT8, 1), false);
        int frame = indexOf(file, new byte[] {(byte) 0xFF, (byte) 0xC0});
        Arrays.fill(file, frame + 5, frame + 7, (byte) 0);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("flat.jpg"), file)))
                .hasValue("JPEG: expected the size in the header, found 16x0");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100, 200})
    void a_file_that_ends_in_its_header_is_truncated(int size) throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(16, 16, 3), SampleType.UINT8, 1), false);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("short.jpg"), Arrays.copyOf(file, size))))
                .hasValue("truncated JPEG: expected a picture after the header, found the end of the file, at byte "
                        + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void orientations_turn_the_shape_that_is_promised(int orientation) throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(60, 40, 3), SampleType.UINT8, 1), false);
        Path turned = Files.write(folder.resolve("turned.jpg"), insert(file, 0xE1, exif(orientation)));
        FrameInfo info = TestPictures.info(turned);
        assertThat(info.shape()).isEqualTo(orientation < 5 ? new Shape(60, 40, 3) : new Shape(40, 60, 3));
        assertThat(TestPictures.read(turned).shape()).isEqualTo(info.shape());
    }

    @Test
    void memory_promised_counts_the_file_and_a_second_picture_only_where_pixels_are_turned() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(40, 60, 3), SampleType.UINT8, 1), false);
        Path upright = Files.write(folder.resolve("upright.jpg"), file);
        Path turned = Files.write(folder.resolve("turned.jpg"), insert(file, 0xE1, exif(3)));
        JpegFormat format = new JpegFormat();
        assertThat(format.probe(upright).get(0).readerBytes()).isEqualTo(Files.size(upright) + Files.size(upright) / 8);
        assertThat(format.probe(turned).get(0).readerBytes())
                .isEqualTo(Files.size(turned) + Files.size(turned) / 8 + 40 * 60 * 3);
    }

    @Test
    void a_profile_that_lacks_a_piece_is_none() throws Exception {
        byte[] file = TestPictures.jpeg(TestPictures.sky(new Shape(16, 16, 3), SampleType.UINT8, 1), false);
        byte[] profile = TestPictures.profile().icc();
        byte[] head = Arrays.copyOf(profile, 100);
        byte[] tail = Arrays.copyOfRange(profile, 100, profile.length);
        Path lacking = Files.write(folder.resolve("lacking.jpg"), insert(file, 0xE2, icc(2, 3, tail)));
        assertThat(TestPictures.info(lacking).profile()).isEmpty();
        byte[] whole = insert(insert(file, 0xE2, icc(2, 2, tail)), 0xE2, icc(1, 2, head));
        assertThat(TestPictures.info(Files.write(folder.resolve("whole.jpg"), whole))
                        .profile()
                        .orElseThrow()
                        .icc())
                .isEqualTo(profile);
    }

    private static byte[] icc(int number, int count, byte[] data) {
        byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 2 + data.length)
                .put(name)
                .put((byte) number)
                .put((byte) count)
                .put(data)
                .array();
    }

    private static byte[] exif(int orientation) {
        byte[] directory = new Ifd().shorts(ORIENTATION, orientation).encode(8);
        return ByteBuffer.allocate(14 + directory.length)
                .put("Exif\0\0II*\0".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {8, 0, 0, 0})
                .put(directory)
                .array();
    }

    /* A segment right after the start of the image. */
    private static byte[] insert(byte[] jpeg, int marker, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int length = data.length + 2;
        out.write(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.write(data);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static int indexOf(byte[] file, byte[] wanted) {
        int at = 0;
        while (!Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }
}
