package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecodersTest {

    /* Sides that are no multiples of a block. */
    private static final Shape COLOUR = new Shape(83, 61, 3);

    @ParameterizedTest
    @CsvSource({"3, false", "3, true", "1, false", "1, true"})
    void both_decoders_give_the_bits_of_libjpeg(int channels, boolean progressive) throws IOException {
        byte[] file =
                TestPictures.jpeg(TestPictures.sky(new Shape(83, 61, channels), SampleType.UINT8, 1), progressive);
        Raster expected = TestPictures.raster(ImageIO.read(new ByteArrayInputStream(file)), SampleType.UINT8);
        assertThat(decode(new JdkJpegDecoder(), file, Orientation.UPRIGHT).bytes())
                .isEqualTo(expected.bytes());
        assertThat(decode(openCv(), file, Orientation.UPRIGHT).bytes()).isEqualTo(expected.bytes());
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void both_decoders_turn_a_picture_upright_as_the_standard_says(Orientation orientation) throws IOException {
        byte[] file = TestPictures.jpeg(TestPictures.sky(COLOUR, SampleType.UINT8, 2), false);
        Raster stored = decode(new JdkJpegDecoder(), file, Orientation.UPRIGHT);
        Raster expected = Raster.allocate(orientation.turn(stored.shape()), SampleType.UINT8);
        orientation.copy(stored, expected);
        assertThat(decode(new JdkJpegDecoder(), file, orientation).bytes()).isEqualTo(expected.bytes());
        assertThat(decode(openCv(), file, orientation).bytes()).isEqualTo(expected.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_profile_does_not_change_the_codes(int channels, @TempDir Path folder) throws Exception {
        Raster sky = TestPictures.sky(new Shape(40, 30, channels), SampleType.UINT8, 3);
        byte[] with = Files.readAllBytes(TestPictures.write(TestPictures.picture(sky), folder.resolve("with.jpg")));
        byte[] without = Files.readAllBytes(TestPictures.write(TestPictures.plain(sky), folder.resolve("without.jpg")));
        Raster expected = decode(new JdkJpegDecoder(), without, Orientation.UPRIGHT);
        assertThat(decode(new JdkJpegDecoder(), with, Orientation.UPRIGHT).bytes())
                .isEqualTo(expected.bytes());
        assertThat(decode(openCv(), with, Orientation.UPRIGHT).bytes()).isEqualTo(expected.bytes());
    }

    @Test
    void a_decoder_reads_pictures_of_different_kinds_one_after_the_other() throws IOException {
        try (JdkJpegDecoder one = new JdkJpegDecoder()) {
            for (Shape shape : new Shape[] {COLOUR, new Shape(83, 61, 1), new Shape(20, 90, 3), COLOUR}) {
                byte[] file = TestPictures.jpeg(TestPictures.sky(shape, SampleType.UINT8, 4), false);
                Raster picture = Raster.allocate(shape, SampleType.UINT8);
                one.decode(direct(file), shape, Orientation.UPRIGHT, picture);
                assertThat(picture.bytes())
                        .isEqualTo(decode(new JdkJpegDecoder(), file, Orientation.UPRIGHT)
                                .bytes());
            }
        }
    }

    private static JpegDecoder openCv() {
        assumeTrue(NativeLibraries.problem().isEmpty(), "skipped: no native decoder for this machine");
        return new OpenCvJpegDecoder();
    }

    private static Raster decode(JpegDecoder decoder, byte[] file, Orientation orientation) throws IOException {
        ByteBuffer bytes = direct(file);
        JpegHeader header = JpegHeader.read(bytes).orElseThrow();
        Shape stored = new Shape(header.width(), header.height(), header.components());
        Raster upright = Raster.allocate(orientation.turn(stored), SampleType.UINT8);
        try (decoder) {
            decoder.decode(bytes, stored, orientation, upright);
        }
        return upright;
    }

    private static ByteBuffer direct(byte[] file) {
        return ByteBuffer.allocateDirect(file.length).put(file).flip();
    }
}
