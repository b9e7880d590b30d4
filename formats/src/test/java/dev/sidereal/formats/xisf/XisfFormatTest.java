package dev.sidereal.formats.xisf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XisfFormatTest {

    @TempDir
    private Path folder;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("f.xisf"), bytes);
    }

    private Path image(String attributes, byte[] data) throws IOException {
        return write(XisfBytes.file("<Image " + attributes.replace('\'', '"') + "/>", data));
    }

    @Test
    void planes_and_pixels_are_both_read() throws Exception {
        Raster planar = TestPictures.read(image(
                "geometry='4:2:3' sampleFormat='UInt16' colorSpace='RGB' location='LOCATION'", XisfBytes.codes()));
        assertThat(planar.shape()).isEqualTo(new Shape(4, 2, 3));
        assertThat(planar.get(1, 1, 2)).isEqualTo(1000 * (16 + 5));
        Raster normal = TestPictures.read(image(
                "geometry='4:2:3' sampleFormat='UInt16' colorSpace='RGB' pixelStorage='Normal' location='LOCATION'",
                XisfBytes.codes()));
        assertThat(normal.get(1, 1, 2)).isEqualTo(1000 * (3 * 5 + 2));
        Raster transparent = TestPictures.read(image(
                "geometry='3:2:4' sampleFormat='UInt16' colorSpace='RGB' pixelStorage='Normal' location='LOCATION'",
                XisfBytes.codes()));
        assertThat(transparent.get(1, 1, 2)).isEqualTo(1000 * (4 * 4 + 2));
        Raster big = TestPictures.read(
                image("geometry='6:4:1' sampleFormat='UInt16' byteOrder='big' location='LOCATION'", XisfBytes.codes()));
        assertThat(big.get(7)).isEqualTo(Short.reverseBytes((short) 7000) & 0xFFFF);
    }

    /* Larger than the pieces in which they are read. */
    @Test
    void large_pictures_are_read_whole() throws Exception {
        int width = 701;
        int height = 503;
        for (String storage : new String[] {"Planar", "Normal"}) {
            ByteBuffer data = ByteBuffer.allocate(6 * width * height).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 3 * width * height; i++) {
                data.putShort((short) (i * 7));
            }
            Raster read = TestPictures.read(image(
                    "geometry='701:503:3' sampleFormat='UInt16' colorSpace='RGB' pixelStorage='" + storage
                            + "' location='LOCATION'",
                    data.array()));
            for (int i = 0; i < width * height; i += 31) {
                for (int c = 0; c < 3; c++) {
                    int stored = storage.equals("Planar") ? c * width * height + i : 3 * i + c;
                    assertThat(read.get(3 * i + c)).isEqualTo((stored * 7) & 0xFFFF);
                }
            }
        }
    }

    @Test
    void packed_data_are_those_that_were_packed() throws Exception {
        Raster zlib = TestPictures.read(write(XisfBytes.zlib()));
        assertThat(zlib.get(1, 1, 2)).isEqualTo(1000 * (16 + 5));
        Raster lz4 = TestPictures.read(write(XisfBytes.lz4()));
        assertThat(lz4.bytes()).isEqualTo(ByteBuffer.wrap(XisfBytes.codes()).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void what_header_and_properties_say_is_known() throws Exception {
        FrameInfo info = TestPictures.info(write(XisfBytes.lz4()));
        assertThat(info.kind()).isEqualTo("6x4 mosaic GBRG, 16-bit");
        assertThat(info.coding().curve()).contains(new ToneCurve.Linear());
        assertThat(info.time().map(Object::toString)).contains("2026-08-12T22:10:19.5Z");
        assertThat(info.exposure()).contains(Duration.ofMillis(30_500));
        assertThat(info.camera().model()).contains("ASI <294>");
        assertThat(info.camera().focalLength()).contains(250.0);
    }

    @Test
    void a_profile_travels_with_the_picture() throws Exception {
        byte[] profile = new byte[200];
        profile[7] = 1;
        byte[] data = Arrays.copyOf(XisfBytes.codes(), 248);
        System.arraycopy(profile, 0, data, 48, 200);
        FrameInfo info = TestPictures.info(write(XisfBytes.file(
                "<Image geometry=\"6:4:1\" sampleFormat=\"UInt16\" location=\"attachment:4096:48\">"
                        + "<ICCProfile location=\"attachment:4144:200\"/></Image>",
                data)));
        assertThat(info.profile().orElseThrow().icc()).isEqualTo(profile);
    }

    @ParameterizedTest
    @CsvSource({
        "UInt8, '', 200, UINT8, 200",
        "UInt16, '', 60000, UINT16, 60000",
        "UInt16, '0:4095', 4095, FLOAT32, 1",
        "UInt32, '', 4294967295, FLOAT32, 1",
        "Float32, '0:1', 0.25, FLOAT32, 0.25",
        "Float32, '', 0.25, FLOAT32, 0.25",
        "Float32, '0:65535', 65535, FLOAT32, 1",
        "Float64, '-1:1', 0.5, FLOAT32, 0.75"
    })
    void bounds_are_black_and_full_scale(String format, String bounds, double stored, SampleType type, double sample)
            throws Exception {
        ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        int size = switch (format) {
            case "UInt8" -> data.put((byte) stored).position();
            case "UInt16" -> data.putShort((short) (int) stored).position();
            case "UInt32" -> data.putInt((int) (long) stored).position();
            case "Float32" -> data.putFloat((float) stored).position();
            default -> data.putDouble(stored).position();
        };
        Raster read = TestPictures.read(image(
                "geometry='1:1:1' sampleFormat='" + format + "' location='LOCATION'"
                        + (bounds.isEmpty() ? "" : " bounds='" + bounds + "'"),
                Arrays.copyOf(data.array(), size)));
        assertThat(read.type()).isEqualTo(type);
        assertThat((float) read.get(0)).isEqualTo((float) sample);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sampleFormat='Complex32' | XISF: expected UInt8, UInt16, UInt32, Float32 or Float64, found \"Complex32\", at"
                        + " attribute sampleFormat of Image",
                "sampleFormat='UInt16' colorSpace='CIELab' | XISF: expected Gray or RGB, found \"CIELab\", at attribute"
                        + " colorSpace of Image",
                "sampleFormat='UInt16' compression='zstd:48' | XISF: expected data as they are or packed by zlib, lz4 or"
                        + " lz4hc, found zstd:48; save it with one of these",
                "sampleFormat='UInt16' orientation='90' | XISF: expected 0, found \"90\", at attribute orientation of Image",
                "sampleFormat='UInt16' bounds='1:1' | XISF: expected LOW:HIGH, found \"1:1\", at attribute bounds of Image",
                "sampleFormat='UInt8' | damaged XISF: expected 6x4x1 numbers of 1 bytes in less than 2 GiB, found 48 bytes"
            })
    void other_kinds_are_refused_by_name(String attributes, String reason) throws Exception {
        assertThat(TestPictures.refusal(image("geometry='6:4:1' location='LOCATION' " + attributes, XisfBytes.codes())))
                .hasValue(reason);
    }

    @Test
    void sizes_are_compared_before_memory_is_taken() throws Exception {
        assertThat(TestPictures.refusal(image(
                        "geometry='40000:20000:1' sampleFormat='UInt16' location='attachment:4096:1600000000'",
                        XisfBytes.codes())))
                .hasValue("truncated XISF: expected 1600000000 bytes, found 48, at byte 4096");
        assertThat(TestPictures.refusal(image(
                        "geometry='40000:20000:1' sampleFormat='UInt16' location='LOCATION' compression='zlib:1600000000'",
                        XisfBytes.codes())))
                .hasValue("damaged XISF: expected packed data for 1600000000 bytes, found 48, at byte 4096");
        assertThat(TestPictures.refusal(image(
                        "geometry='4000:4000:1' sampleFormat='UInt8' location='inline:base64'", XisfBytes.codes())))
                .hasValue(
                        "XISF: expected location attachment:PLACE:SIZE, found \"inline:base64\"; save it as one file with"
                                + " attached data");
    }

    /* Entities could grow without end or fetch other files. */
    @Test
    void document_types_and_deep_nests_are_refused() throws Exception {
        String refusal = "damaged XISF: expected an XML header, found none that can be read, at byte 16";
        String entity = "<!DOCTYPE xisf [<!ENTITY a \"aaaa\">]><Image geometry=\"&a;\"/>";
        assertThat(TestPictures.refusal(write(XisfBytes.file(entity, XisfBytes.codes()))))
                .hasValue(refusal);
        String deep = "<a>".repeat(40) + "</a>".repeat(40);
        assertThat(TestPictures.refusal(write(XisfBytes.file(deep, XisfBytes.codes()))))
                .hasValue(refusal);
        assertThat(TestPictures.refusal(write(XisfBytes.file("<Metadata/>", XisfBytes.codes()))))
                .hasValue("XISF: expected an element Image, found none in the header");
    }
}
