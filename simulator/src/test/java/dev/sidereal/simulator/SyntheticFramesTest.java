package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SyntheticFramesTest {

    @Test
    void kept_and_drawn_frames_are_the_same() throws IOException {
        SyntheticNight night = SyntheticNight.of(Scenes.small(3));
        Raster drawn = Raster.allocate(night.shape(), SampleType.UINT16);
        Raster kept = Raster.allocate(night.shape(), SampleType.UINT16);
        try (FrameReader a = SyntheticFrames.drawn(night, SampleType.UINT16).open();
                FrameReader b = SyntheticFrames.kept(night, SampleType.UINT16).open()) {
            a.read(2, drawn);
            b.read(2, kept);
        }
        assertThat(Scenes.bytes(drawn)).isEqualTo(Scenes.bytes(kept));
        assertThat(Scenes.bytes(drawn)).isEqualTo(Scenes.bytes(night.frame(2, SampleType.UINT16)));
    }

    @Test
    void candidates_make_a_night_in_order_of_time() {
        SyntheticNight night = SyntheticNight.of(Scenes.small(3));
        SyntheticFrames frames = SyntheticFrames.drawn(night, SampleType.UINT8);

        Night found = Night.of(frames.candidates(), Selection.ALL).orElseThrow();

        assertThat(found.order()).isEqualTo(FrameOrder.TIME);
        assertThat(found.shape()).isEqualTo(night.shape());
        assertThat(frames.candidates()).extracting(Candidate::name).containsExactly("IMG_0001", "IMG_0002", "IMG_0003");
    }
}
