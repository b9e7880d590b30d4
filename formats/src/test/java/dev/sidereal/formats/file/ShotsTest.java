package dev.sidereal.formats.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShotsTest {

    @Test
    void of_a_raw_file_and_its_jpeg_the_jpeg_is_taken_when_both_are_as_many() {
        Shots shots = shots("n/IMG_1.CR2", "n/IMG_1.JPG", "n/IMG_2.cr2", "n/IMG_2.jpg");
        assertThat(shots.files()).isEqualTo(paths("n/IMG_1.JPG", "n/IMG_2.jpg"));
        assertThat(shots.said()).containsExactly("2 RAW files beside JPEGs of the same name are passed over");
        assertThat(shots.ignored())
                .containsExactly(
                        Path.of("n/IMG_1.CR2") + ": RAW file beside a JPEG of the same name",
                        Path.of("n/IMG_2.cr2") + ": RAW file beside a JPEG of the same name");
    }

    @Test
    void the_kind_that_more_shots_have_is_taken() {
        Shots shots = shots("a1.nef", "a1.jpg", "a2.nef");
        assertThat(shots.files()).isEqualTo(paths("a1.nef", "a2.nef"));
        assertThat(shots.said()).containsExactly("1 JPEG beside a RAW file of the same name is passed over");
        assertThat(shots("a1.nef", "a1.jpg", "a2.jpg").files()).isEqualTo(paths("a1.jpg", "a2.jpg"));
    }

    @Test
    void equal_names_in_other_folders_and_other_endings_are_other_shots() {
        List<Path> files = paths("n/a.dng", "m/a.jpg", "n/b.tif", "n/b.jpg", "n/b.png");
        assertThat(Shots.of(files, file -> false)).isEqualTo(new Shots(files, List.of(), List.of()));
    }

    @Test
    void what_was_typed_stays() {
        List<Path> files = paths("a.arw", "a.jpg", "thumb_a.jpg");
        assertThat(Shots.of(files, file -> true)).isEqualTo(new Shots(files, List.of(), List.of()));
    }

    @Test
    void a_thumbnail_is_named_after_a_picture_beside_it() {
        Shots shots = shots("a.jpg", "a_thumb.jpg", "thumbnail-A.png", "b-thumb.jpg", "thumb.jpg", "thumbelina.jpg");
        assertThat(shots.files()).isEqualTo(paths("a.jpg", "b-thumb.jpg", "thumb.jpg", "thumbelina.jpg"));
        assertThat(shots.said()).containsExactly("2 thumbnails beside their pictures are passed over");
    }

    private static Shots shots(String... names) {
        return Shots.of(paths(names), file -> false);
    }

    private static List<Path> paths(String... names) {
        return Stream.of(names).map(Path::of).toList();
    }
}
