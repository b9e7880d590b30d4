package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.Place;
import dev.sidereal.frame.Readout;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordBytesTest {

    private record Holder(Object value) {}

    private record Infos(List<FrameInfo> infos) {}

    @Test
    void all_that_is_known_of_a_frame_comes_back() {
        FrameInfo info = info("frame one.dng");
        assertThat(RecordBytes.read(RecordBytes.write(info), FrameInfo.class)).isEqualTo(info);
    }

    @Test
    void a_recipe_comes_back_with_its_curve() {
        for (ToneCurve curve : List.of(
                new ToneCurve.Srgb(),
                new ToneCurve.Gamma(1.8),
                new ToneCurve.Linear(),
                new ToneCurve.Table(0, 0.1, 1))) {
            NightKind kind = new NightKind(new Shape(7, 5, 3), SampleType.UINT16, EnumSet.allOf(Plane.class), curve);
            assertThat(RecordBytes.read(RecordBytes.write(kind), NightKind.class))
                    .isEqualTo(kind);
        }
    }

    @Test
    void a_profile_travels_once_for_all_frames() {
        Infos one = new Infos(List.of(info("a")));
        Infos many = new Infos(java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> info("frame " + i))
                .toList());
        assertThat(RecordBytes.write(many)).hasSizeLessThan(RecordBytes.write(one).length + 100 * 200);
        List<FrameInfo> read =
                RecordBytes.read(RecordBytes.write(many), Infos.class).infos();
        assertThat(read).isEqualTo(many.infos());
        assertThat(read.get(0).coding()).isSameAs(read.get(99).coding());
    }

    @Test
    void what_cannot_travel_is_refused() {
        assertThatThrownBy(() -> RecordBytes.write(new Holder(new java.util.concurrent.atomic.AtomicInteger())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "record: expected values that travel, found class java.util.concurrent.atomic.AtomicInteger");
    }

    private static FrameInfo info(String name) {
        return new FrameInfo(
                name,
                new Shape(20, 10, 1),
                SampleType.UINT16,
                Optional.of(new CaptureTime(
                        LocalDateTime.of(2026, 8, 12, 22, 10, 19, 500_000_001), Optional.of(ZoneOffset.ofHours(-3)))),
                Optional.of(Duration.ofNanos(1_500_000_001)),
                new Camera(
                        Optional.of("Maker"),
                        Optional.empty(),
                        Optional.of("\u00bd lens"),
                        Optional.of(800),
                        Optional.of(2.8),
                        Optional.of(-0.0),
                        Optional.of(new Place(1.5, -2.5, Optional.of(3.0)))),
                new Coding(
                        Optional.of(new ColourProfile(new byte[3000], "Adobe RGB")),
                        Optional.of(new ToneCurve.Gamma(2.2)),
                        Optional.of(new Mosaic(2, "RGGB", List.of(1.0, 2.0, 3.0, 4.0), 100, List.of(1.0, 1.5, 2.0)))),
                new Readout(Optional.of(139.0), Optional.of(-10.0), Optional.of("Ha")),
                Optional.of(Duration.ofMinutes(5)));
    }
}
