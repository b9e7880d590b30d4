package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Place;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "jpeg", "png", "tif", "tiff", "JPG"})
    void camera_time_exposure_place_and_profile_travel_into_every_format(String ending) throws Exception {
        Picture picture = TestPictures.picture(TestPictures.sky(new Shape(50, 30, 3), SampleType.UINT8, 1));
        FrameInfo info = TestPictures.info(TestPictures.write(picture, folder.resolve("out." + ending)));
        assertThat(info.shape()).isEqualTo(new Shape(50, 30, 3));
        assertThat(info.profile().orElseThrow().icc())
                .isEqualTo(TestPictures.profile().icc());
        assertThat(info.time()).hasValue(TestPictures.BEGIN);
        assertThat(info.exposure()).hasValue(Duration.ofSeconds(61));
        assertThat(info.camera())
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(TestPictures.CAMERA);
        Place place = info.camera().place().orElseThrow();
        assertThat(place.latitude()).isCloseTo(-33.5, within(1e-9));
        assertThat(place.longitude()).isCloseTo(70.25, within(1e-9));
        assertThat(place.altitude()).hasValue(2400.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void the_list_of_5000_frames_is_kept_with_all_letters(String ending) throws Exception {
        Raster sky = TestPictures.sky(new Shape(50, 30, 3), SampleType.UINT8, 1);
        List<FrameRecord> frames = IntStream.range(0, 5000)
                .mapToObj(i -> TestPictures.record("кадр %05d.jpg".formatted(i), Optional.empty()))
                .toList();
        Picture picture =
                new Picture(sky, "star trails", TestPictures.picture(sky).first(), frames);
        Path file = TestPictures.write(picture, folder.resolve("many." + ending));
        assertThat(texts(file)).anyMatch(text -> text.contains(ExifBlock.frameList(picture)));
    }

    @ParameterizedTest
    @CsvSource({
        "png, UINT8, 1",
        "png, UINT8, 3",
        "png, UINT16, 1",
        "png, UINT16, 3",
        "tif, UINT8, 1",
        "tif, UINT8, 3",
        "tif, UINT16, 1",
        "tif, UINT16, 3",
        "tif, FLOAT32, 1",
        "tif, FLOAT32, 3"
    })
    void a_picture_at_its_own_depth_is_read_back_bit_for_bit(String ending, SampleType type, int channels)
            throws Exception {
        Raster sky = TestPictures.sky(new Shape(411, 503, channels), type, 2);
        Raster read = TestPictures.read(TestPictures.write(TestPictures.picture(sky), folder.resolve("out." + ending)));
        assertThat(read.shape()).isEqualTo(sky.shape());
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.bytes()).isEqualTo(sky.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void an_8_bit_picture_becomes_16_bits_times_257_unless_8_are_asked_for(String ending) throws Exception {
        Raster sky = TestPictures.sky(new Shape(70, 50, 3), SampleType.UINT8, 3);
        Path file = folder.resolve("out." + ending);
        PictureFiles.write(TestPictures.picture(sky), file, Optional.empty());
        Raster wide = TestPictures.read(file);
        assertThat(wide.type()).isEqualTo(SampleType.UINT16);
        for (int i = 0; i < sky.shape().samples(); i++) {
            assertThat(wide.get(i)).isEqualTo(257 * sky.get(i));
        }
        PictureFiles.write(TestPictures.picture(sky), file, Optional.of(Depth.EIGHT));
        assertThat(TestPictures.read(file).bytes()).isEqualTo(sky.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void a_mono_picture_stays_mono(String ending) throws Exception {
        Raster sky = TestPictures.sky(new Shape(70, 50, 1), SampleType.UINT8, 3);
        assertThat(TestPictures.read(TestPictures.write(TestPictures.plain(sky), folder.resolve("out." + ending)))
                        .shape())
                .isEqualTo(new Shape(70, 50, 1));
    }

    @Test
    void float_codes_are_clipped_in_a_png_and_kept_in_a_tiff() throws Exception {
        Raster light = Raster.allocate(new Shape(3, 1, 1), SampleType.FLOAT32);
        light.set(0, -1);
        light.set(1, Double.NaN);
        light.set(2, 3);
        Path png = folder.resolve("out.png");
        PictureFiles.write(TestPictures.plain(light), png, Optional.empty());
        assertThat(TestPictures.read(png).get(0)).isEqualTo(0);
        assertThat(TestPictures.read(png).get(1)).isEqualTo(0);
        assertThat(TestPictures.read(png).get(2)).isEqualTo(65535);
        Path tiff = folder.resolve("out.tif");
        PictureFiles.write(TestPictures.plain(light), tiff, Optional.empty());
        assertThat(TestPictures.read(tiff).bytes()).isEqualTo(light.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void equal_pictures_give_equal_bytes(String ending) throws Exception {
        Picture picture = TestPictures.picture(TestPictures.sky(new Shape(900, 700, 3), SampleType.UINT16, 4));
        Path one = folder.resolve("one." + ending);
        Path two = folder.resolve("two." + ending);
        PictureFiles.write(picture, one, Optional.empty());
        PictureFiles.write(picture, two, Optional.empty());
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void a_picture_that_cannot_be_written_leaves_nothing_and_keeps_what_was_there() throws Exception {
        Path file = Files.writeString(folder.resolve("out.jpg"), "before");
        Picture tooLarge = TestPictures.plain(Raster.allocate(new Shape(70_000, 1, 1), SampleType.UINT8));
        assertThatThrownBy(() -> PictureFiles.write(tooLarge, file, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage("JPEG: expected at most 65500 pixels on a side, found 70000x1; choose .png or .tif");
        assertThat(file).hasContent("before");
        try (var children = Files.list(folder)) {
            assertThat(children).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "out.gif, 'out.gif: expected a name that ends in .jpg, .png, .tif, .fits, found .gif'",
        "out, 'out: expected a name that ends in .jpg, .png, .tif, .fits, found no ending'",
        "png, 'png: expected a name that ends in .jpg, .png, .tif, .fits, found no ending'",
        "out.png.bak, 'out.png.bak: expected a name that ends in .jpg, .png, .tif, .fits, found .bak'"
    })
    void an_ending_that_is_not_written_is_refused(String name, String message) {
        assertThatThrownBy(() -> PictureFiles.format(Path.of(name)))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, UINT8, , EIGHT", "jpg, UINT16, , EIGHT", "jpg, FLOAT32, , EIGHT",
        "png, UINT8, , SIXTEEN", "png, UINT16, , SIXTEEN", "png, FLOAT32, , SIXTEEN",
        "tif, UINT8, , SIXTEEN", "tif, UINT16, , SIXTEEN", "tif, FLOAT32, , FLOAT",
        "png, UINT16, EIGHT, EIGHT", "tif, UINT8, FLOAT, FLOAT", "tif, FLOAT32, EIGHT, EIGHT"
    })
    void the_depth_of_a_file_is_the_one_asked_for_or_loses_least(
            String ending, SampleType type, Depth asked, Depth expected) {
        assertThat(PictureFiles.depth(PictureFiles.format(Path.of("out." + ending)), type, Optional.ofNullable(asked)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, SIXTEEN, '--depth: expected 8 for .jpg, found 16'",
        "jpg, FLOAT, '--depth: expected 8 for .jpg, found 32f'",
        "png, FLOAT, '--depth: expected 8 or 16 for .png, found 32f'"
    })
    void a_depth_that_the_format_does_not_have_is_refused(String ending, Depth asked, String message) {
        assertThatThrownBy(() -> PictureFiles.depth(
                        PictureFiles.format(Path.of("out." + ending)), SampleType.UINT8, Optional.of(asked)))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    /* Every text that another reader finds in a file. */
    private static List<String> texts(Path file) throws Exception {
        Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
        return java.util.stream.StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .flatMap(directory -> directory.getTags().stream().map(tag -> text(directory, tag)))
                .toList();
    }

    private static String text(Directory directory, Tag tag) {
        return directory.getStringValue(tag.getTagType()) != null
                ? directory.getStringValue(tag.getTagType()).toString(StandardCharsets.UTF_8)
                : String.valueOf(tag.getDescription());
    }
}
