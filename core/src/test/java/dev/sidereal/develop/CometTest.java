package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CometTest {

    private static final LocalDateTime DUSK = LocalDateTime.of(2026, 8, 12, 22, 0);

    @Test
    void a_tail_of_frames_falls_in_a_line_from_the_last_frame() {
        Comet comet = new Comet(new Comet.Tail.Frames(2), Comet.Fade.LINEAR, Comet.Head.END);
        assertThat(comet.shares(frames(4))).containsExactly(0, 0, 0.5, 1);
    }

    @Test
    void frames_that_were_left_out_do_not_count() {
        List<FrameRecord> frames = new ArrayList<>(frames(4));
        frames.set(2, frames.get(2).skip("clouds"));
        Comet comet = new Comet(new Comet.Tail.Frames(2), Comet.Fade.LINEAR, Comet.Head.END);
        assertThat(comet.shares(frames)).containsExactly(0, 0.5, 0, 1);
    }

    @Test
    void a_tail_of_time_goes_by_the_clock() {
        Comet comet = new Comet(new Comet.Tail.Time(Duration.ofSeconds(60)), Comet.Fade.EXP, Comet.Head.BEGIN);
        double[] shares = comet.shares(frames(3));
        assertThat(shares[0]).isEqualTo(1);
        assertThat(shares[2]).isCloseTo(Math.exp(-3), within(1e-12));
    }

    @Test
    void both_ends_fade_from_the_middle() {
        Comet comet = new Comet(new Comet.Tail.Percent(100), Comet.Fade.LINEAR, Comet.Head.MIDDLE);
        assertThat(comet.shares(frames(5))).containsExactly(new double[] {0.2, 0.6, 1, 0.6, 0.2}, within(1e-12));
    }

    @Test
    void a_tail_of_time_is_refused_where_a_frame_has_none() {
        Comet comet = new Comet(new Comet.Tail.Time(Duration.ofSeconds(60)), Comet.Fade.LINEAR, Comet.Head.END);
        FrameRecord timeless = new FrameRecord("x.jpg", Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> comet.shares(List.of(frames(1).get(0), timeless)))
                .isInstanceOf(OptionException.class)
                .hasMessage("--tail: expected frames with times, found x.jpg without one;"
                        + " give the tail as a number of frames or as percent");
    }

    @Test
    void what_a_frame_lit_fades_to_the_mean_in_linear_light() {
        int frames = 4;
        Shape shape = new Shape(4, 1, 1);
        FrameInfo info = new FrameInfo(
                "f", shape, SampleType.UINT8, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
        Stack stack = Stack.start(info, EnumSet.of(Plane.WHEN, Plane.SUM), new ToneCurve.Srgb());
        for (int f = 0; f < frames; f++) {
            Samples samples = Samples.allocate(SampleType.UINT8, 4);
            for (int x = 0; x < 4; x++) {
                samples.code(x, x == f ? 200 : 30);
            }
            stack.add(0, List.of(new Fold.Strip(samples, f)));
        }
        stack.frames(frames(frames));
        Comet comet = new Comet(new Comet.Tail.Frames(4), Comet.Fade.LINEAR, Comet.Head.END);
        Raster light = new Developer(stack).light(Product.COMET, comet);
        double star = new ToneCurve.Srgb().decode(200 / 255.0);
        double mean = (star + 3 * new ToneCurve.Srgb().decode(30 / 255.0)) / 4;
        for (int x = 0; x < 4; x++) {
            assertThat(light.get(x)).isCloseTo(mean + (star - mean) * (x + 1) / 4, within(1e-6));
        }
    }

    @Test
    void the_time_colours_trails_from_blue_to_orange_and_leaves_their_brightness() {
        Shape shape = new Shape(3, 1, 3);
        FrameInfo info = new FrameInfo(
                "f", shape, SampleType.UINT16, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
        Stack stack = Stack.start(info, EnumSet.of(Plane.WHEN), new ToneCurve.Linear());
        for (int f = 0; f < 3; f++) {
            Samples samples = Samples.allocate(SampleType.UINT16, 9);
            for (int c = 0; c < 3; c++) {
                samples.code(3 * f + c, 30000);
            }
            stack.add(0, List.of(new Fold.Strip(samples, f)));
        }
        stack.frames(frames(3));
        Comet comet = new Comet(
                new Comet.Tail.Time(Duration.ofDays(1000)), Comet.Fade.LINEAR, Comet.Head.END, Comet.Tint.TIME);
        Raster light = new Developer(stack).light(Product.COMET, comet);
        double star = 30000 / 65535.0;
        double[] expected = {0.45, 0.75, 1.8, 1, 1, 1, 1.7, 0.85, 0.45};
        for (int i = 0; i < 9; i++) {
            assertThat(light.get(i)).isCloseTo(star * expected[i], within(1e-5));
        }
    }

    @Test
    void grey_trails_cannot_be_coloured() {
        FrameInfo info = new FrameInfo(
                "f",
                new Shape(3, 1, 1),
                SampleType.UINT16,
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        Stack stack = Stack.start(info, EnumSet.of(Plane.WHEN), new ToneCurve.Linear());
        Comet comet = new Comet(new Comet.Tail.Frames(2), Comet.Fade.LINEAR, Comet.Head.END, Comet.Tint.TIME);
        assertThatThrownBy(() -> new Developer(stack).light(Product.COMET, comet))
                .isInstanceOf(OptionException.class)
                .hasMessage("--tint: expected frames in colour, found grey ones");
    }

    private static List<FrameRecord> frames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new FrameRecord(
                        "f" + i,
                        Optional.of(new CaptureTime(DUSK.plusSeconds(30L * i), Optional.empty())),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }
}
