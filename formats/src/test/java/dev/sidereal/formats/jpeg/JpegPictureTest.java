package dev.sidereal.formats.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegPictureTest {

    private static final Raster SKY = TestPictures.sky(new Shape(60, 40, 3), SampleType.UINT8, 1);

    @TempDir
    Path folder;

    @Test
    void a_profile_larger_than_a_segment_is_split_and_read_back() throws Exception {
        byte[] icc = Arrays.copyOf(TestPictures.profile().icc(), 200_000);
        Picture picture = TestPictures.picture(SKY);
        FrameInfo info = picture.first();
        FrameInfo profiled = new FrameInfo(
                info.name(),
                info.shape(),
                info.type(),
                info.time(),
                info.exposure(),
                info.camera(),
                Coding.of(Optional.of(new ColourProfile(icc))));
        Path file = TestPictures.write(
                new Picture(SKY, "star trails", profiled, picture.frames()), folder.resolve("icc.jpg"));
        assertThat(segments(file, 0xE2)).hasSize(4);
        assertThat(TestPictures.info(file).profile().orElseThrow().icc()).isEqualTo(icc);
    }

    @Test
    void the_list_of_5000_frames_fills_comments_of_whole_lines() throws Exception {
        List<FrameRecord> frames = IntStream.range(0, 5000)
                .mapToObj(i -> TestPictures.record("кадр %05d.jpg".formatted(i), Optional.empty()))
                .toList();
        Picture picture =
                new Picture(SKY, "star trails", TestPictures.picture(SKY).first(), frames);
        List<byte[]> comments = segments(TestPictures.write(picture, folder.resolve("many.jpg")), 0xFE);
        assertThat(comments)
                .hasSize(2)
                .allSatisfy(comment -> assertThat(comment.length).isLessThanOrEqualTo(65533));
        assertThat(new String(comments.get(0), StandardCharsets.UTF_8)).endsWith(".jpg\n");
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        comments.forEach(joined::writeBytes);
        assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo(ExifBlock.frameList(picture));
    }

    @Test
    void a_line_longer_than_a_comment_is_cut() throws Exception {
        FrameRecord endless = TestPictures.record("x".repeat(100_000), Optional.empty());
        Picture picture =
                new Picture(SKY, "star trails", TestPictures.picture(SKY).first(), List.of(endless));
        List<byte[]> comments = segments(TestPictures.write(picture, folder.resolve("long.jpg")), 0xFE);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        comments.forEach(joined::writeBytes);
        assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo(ExifBlock.frameList(picture));
    }

    /* Noise of 13 codes, quality 95. */
    @Test
    void the_loss_is_below_the_noise() throws Exception {
        assumeTrue(NativeLibraries.problem().isEmpty(), "skipped: the JDK's encoder halves the resolution of colour");
        Raster read = TestPictures.read(TestPictures.write(TestPictures.picture(SKY), folder.resolve("sky.jpg")));
        double squares = 0;
        for (int i = 0; i < SKY.shape().samples(); i++) {
            squares += Math.pow(read.get(i) - SKY.get(i), 2);
        }
        assertThat(Math.sqrt(squares / SKY.shape().samples())).isLessThan(5);
    }

    private static List<byte[]> segments(Path file, int wanted) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        List<byte[]> found = new ArrayList<>();
        int at = 2;
        while ((bytes[at + 1] & 0xFF) != 0xDA) {
            int length = (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
            if ((bytes[at + 1] & 0xFF) == wanted) {
                found.add(java.util.Arrays.copyOfRange(bytes, at + 4, at + 2 + length));
            }
            at += 2 + length;
        }
        return found;
    }
}
