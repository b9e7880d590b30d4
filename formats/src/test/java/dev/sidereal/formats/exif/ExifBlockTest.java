package dev.sidereal.formats.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExifBlockTest {

    private static final Picture PICTURE = TestPictures.picture(Raster.allocate(new Shape(3, 2, 3), SampleType.UINT8));

    @Test
    void the_summary_counts_frames_used_and_their_exposure() {
        assertThat(ExifBlock.summary(PICTURE)).isEqualTo("star trails of 2 frames, 61 s");
        assertThat(ExifBlock.summary(with(Optional.of(Duration.ofMillis(1250)))))
                .isEqualTo("star trails of 1 frame, 1.25 s");
        assertThat(ExifBlock.summary(with(Optional.of(Duration.ofMinutes(10)))))
                .isEqualTo("star trails of 1 frame, 600 s");
        assertThat(ExifBlock.summary(with(Optional.empty()))).isEqualTo("star trails of 1 frame");
    }

    @Test
    void the_list_names_every_frame_and_why_one_was_left_out() {
        assertThat(ExifBlock.frameList(PICTURE))
                .isEqualTo("star trails of 2 frames, 61 s\na 1.jpg\nночь 2.jpg (left out: truncated)\na 3.jpg");
    }

    @Test
    void a_picture_of_which_nothing_is_known_says_that_it_was_made_of_frames_and_nothing_else() {
        Exif exif = Exif.read(ExifBlock.encode(TestPictures.plain(PICTURE.raster())));
        assertThat(exif)
                .isEqualTo(new Exif(Orientation.UPRIGHT, Optional.empty(), Optional.empty(), Camera.UNKNOWN, true));
    }

    private static Picture with(Optional<Duration> exposure) {
        FrameRecord frame = new FrameRecord("a", Optional.empty(), exposure, Optional.empty());
        return new Picture(PICTURE.raster(), "star trails", PICTURE.first(), List.of(frame));
    }
}
