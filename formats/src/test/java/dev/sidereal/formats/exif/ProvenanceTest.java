package dev.sidereal.formats.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final Picture TRAILS =
            TestPictures.picture(TestPictures.sky(new Shape(40, 30, 3), SampleType.UINT8, 1));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void our_own_pictures_are_known_and_simulated_frames_are_frames(String ending) throws Exception {
        Path trails = TestPictures.write(TRAILS, folder.resolve("trails." + ending));
        Picture simulated = new Picture(TRAILS.raster(), ExifBlock.SIMULATED, TRAILS.first(), TRAILS.frames());
        Path frame = TestPictures.write(simulated, folder.resolve("frame." + ending));
        assertThat(Provenance.isStacked(trails)).isTrue();
        assertThat(Provenance.isStacked(frame)).isFalse();
    }

    @Test
    void a_frame_of_another_program_and_a_text_are_not_ours() throws Exception {
        Path frame = Files.write(folder.resolve("frame.jpg"), TestPictures.jpeg(TRAILS.raster(), false));
        assertThat(Provenance.isStacked(frame)).isFalse();
        assertThat(Provenance.isStacked(Files.writeString(folder.resolve("text.jpg"), "text")))
                .isFalse();
        assertThat(Provenance.isStacked(folder.resolve("missing.jpg"))).isFalse();
    }
}
