package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.Cadence;
import dev.sidereal.frame.CameraMoves;
import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A night of 32 exposures by a city, with moving clouds, in which the tripod was knocked once. */
class RealNightTest {

    @Test
    void its_knock_and_its_gaps_are_found_and_nothing_else() throws Exception {
        List<Path> frames = RealData.files(RealData.folder("startrail-5d4-clouds")).stream()
                .filter(file -> file.toString().endsWith(".jpg"))
                .toList();
        FrameFiles files = FrameFiles.probe(frames, 2);
        List<FrameInfo> infos = files.candidates().stream()
                .map(candidate -> ((Candidate.Recognised) candidate).info())
                .toList();
        List<Optional<FrameGlance>> looks = new ArrayList<>();
        List<Optional<FrameGlance>> smallLooks = new ArrayList<>();
        CameraWatch watch = new CameraWatch();
        Raster raster = Raster.allocate(infos.get(0).shape(), SampleType.UINT8);
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < infos.size(); i++) {
                smallLooks.add(reader.readSmall(i).map(FrameGlance::of));
                reader.read(i, raster);
                looks.add(Optional.of(FrameGlance.of(raster)));
                watch.see(i, raster);
            }
        }
        List<CameraMoves.Move> moves = watch.moves();
        assertThat(moves).hasSize(1);
        int pair = moves.get(0).pair();
        assertThat(infos.get(pair).name()).isEqualTo("4J7A6513.jpg");
        /* By phase correlation of the foreground, 3.1 and 1.9 pixels. */
        CameraMoves.Way way = moves.get(0).way().orElseThrow();
        assertThat(way.right()).isCloseTo(3.1, Offset.offset(0.4));
        assertThat(way.down()).isCloseTo(1.9, Offset.offset(0.4));
        Raster after = Raster.allocate(raster.shape(), raster.type());
        try (FrameReader reader = files.open()) {
            reader.read(pair, raster);
            reader.read(pair + 1, after);
        }
        CameraMoves.Way again = watch.measure(way, raster, after);
        assertThat(again.right()).isCloseTo(3.1, Offset.offset(0.2));
        assertThat(again.down()).isCloseTo(1.9, Offset.offset(0.2));
        assertThat(UnlikeFrames.of(looks).reasons()).isEmpty();
        assertThat(UnlikeFrames.of(smallLooks).reasons()).isEmpty();
        Cadence cadence = Cadence.of(infos);
        assertThat(cadence.gaps())
                .hasSize(8)
                .contains(new Cadence.Between("4J7A6513.jpg", "4J7A6514.jpg", Duration.ofMillis(32_170)));
        assertThat(cadence.overlaps()).isEmpty();
        assertThat(cadence.setBack()).isEmpty();
    }
}
