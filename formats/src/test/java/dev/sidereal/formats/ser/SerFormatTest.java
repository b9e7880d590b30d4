package dev.sidereal.formats.ser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerFormatTest {

    private static final int PIXELS = SerBytes.WIDTH * SerBytes.HEIGHT;

    @TempDir
    private Path folder;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("m.ser"), bytes);
    }

    private static int[] codes(int first) {
        return Arrays.stream(SerBytes.counting(PIXELS)).map(i -> first + i).toArray();
    }

    @Test
    void every_picture_of_a_film_is_a_frame_with_its_time() throws Exception {
        int[][] frames = {codes(0), codes(50), codes(100)};
        FrameFiles files = FrameFiles.probe(List.of(write(SerBytes.film(0, 8, frames, true))), 1);
        assertThat(files.candidates().stream().map(Candidate::name)).containsExactly("m.ser#1", "m.ser#2", "m.ser#3");
        FrameInfo third = ((Candidate.Recognised) files.candidates().get(2)).info();
        assertThat(third.time().map(Object::toString)).contains("2026-08-12T22:10:19.6Z");
        assertThat(third.camera().model()).contains("ASI 290");
        assertThat(third.camera().lens()).contains("C8");
        assertThat(third.coding().curve()).contains(new ToneCurve.Linear());
        try (FrameReader reader = files.open()) {
            Raster picture = Raster.allocate(new Shape(SerBytes.WIDTH, SerBytes.HEIGHT, 1), SampleType.UINT8);
            reader.read(1, picture);
            assertThat(picture.get(3)).isEqualTo(53);
        }
    }

    /* The card says the opposite of its name. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void either_byte_order_is_read(int card) throws Exception {
        Raster read = TestPictures.read(write(SerBytes.film(0, 12, card, new int[][] {codes(4000)}, false)));
        assertThat(read.type()).isEqualTo(SampleType.UINT16);
        assertThat(read.get(5)).isEqualTo(4005);
        assertThat(read.get(PIXELS - 1)).isEqualTo(4000 + PIXELS - 1);
    }

    @Test
    void one_picture_without_a_trailer_began_when_the_film_did() throws Exception {
        FrameInfo info = TestPictures.info(write(SerBytes.film(0, 16, new int[][] {codes(0)}, false)));
        assertThat(info.name()).isEqualTo("m.ser");
        assertThat(info.time().map(Object::toString)).contains("2026-08-12T22:10:19.5Z");
        FrameInfo two = TestPictures.info(write(SerBytes.film(0, 16, new int[][] {codes(0), codes(1)}, false)));
        assertThat(two.time()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, 8, 10, 11, 12", "101, 8, 12, 11, 10", "100, 16, 10, 11, 12", "101, 16, 12, 11, 10"})
    void colours_are_red_green_blue(int colour, int depth, int red, int green, int blue) throws Exception {
        int[] codes = new int[3 * PIXELS];
        Arrays.setAll(codes, i -> 10 + i % 3);
        Raster read = TestPictures.read(write(SerBytes.film(colour, depth, new int[][] {codes}, false)));
        assertThat(new double[] {read.get(0), read.get(1), read.get(2)}).containsExactly(red, green, blue);
        assertThat(read.get(3 * PIXELS - 1)).isEqualTo(blue);
    }

    @ParameterizedTest
    @CsvSource({"8, RGGB", "9, GRBG", "10, GBRG", "11, BGGR"})
    void filters_are_known(int colour, String pattern) throws Exception {
        FrameInfo info = TestPictures.info(write(SerBytes.film(colour, 8, new int[][] {codes(0)}, false)));
        assertThat(info.coding().mosaic().map(Object::toString)).contains(pattern);
    }

    @Test
    void other_filters_are_refused() throws Exception {
        assertThat(TestPictures.refusal(write(SerBytes.film(16, 8, new int[][] {codes(0)}, false))))
                .hasValue(
                        "SER: expected mono (0), a pattern of red, green and blue (8 to 11), RGB (100) or BGR (101), found"
                                + " colour 16; convert it to RGB");
    }

    @Test
    void the_whole_frames_of_a_film_that_was_cut_are_read_and_the_loss_is_told() throws Exception {
        byte[] film = SerBytes.film(0, 8, new int[][] {codes(0), codes(50), codes(100), codes(150)}, true);
        Path file = write(Arrays.copyOf(film, 178 + 2 * PIXELS + 7));
        FrameFiles files = FrameFiles.probe(List.of(file), 1);
        assertThat(files.candidates()).hasSize(3);
        try (FrameReader reader = files.open()) {
            Raster picture = Raster.allocate(new Shape(SerBytes.WIDTH, SerBytes.HEIGHT, 1), SampleType.UINT8);
            reader.read(1, picture);
            assertThat(picture.get(0)).isEqualTo(50);
            Assertions.assertThatThrownBy(() -> reader.read(2, picture))
                    .isInstanceOf(UnreadableFrameException.class)
                    .hasMessage("truncated SER: expected 4 frames of 96 bytes, found 2 whole ones, in 377 bytes");
        }
        assertThat(TestPictures.refusal(write(Arrays.copyOf(film, 200))))
                .hasValue("truncated SER: expected 4 frames of 96 bytes, found 0 whole ones, in 200 bytes");
        assertThat(TestPictures.refusal(write(Arrays.copyOf(film, 100))))
                .hasValue("truncated SER: expected a header of 178 bytes, found 100");
    }

    @ParameterizedTest
    @CsvSource({
        "26, 2147483647, 'SER: expected frames of at most 2 GiB, found 2147483647x8 of 8 bits'",
        "26, 0, 'damaged SER: expected frames of at least 1x1 pixels of 1 to 16 bits, found 1 of 0x8 of 8 bits'",
        "34, 32, 'damaged SER: expected frames of at least 1x1 pixels of 1 to 16 bits, found 1 of 12x8 of 32 bits'",
        "38, -1, 'damaged SER: expected frames of at least 1x1 pixels of 1 to 16 bits, found -1 of 12x8 of 8 bits'"
    })
    void absurd_headers_are_refused(int at, int number, String reason) throws Exception {
        byte[] film = SerBytes.film(0, 8, new int[][] {codes(0)}, false);
        ByteBuffer.wrap(film).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        assertThat(TestPictures.refusal(write(film))).hasValue(reason);
    }
}
