package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnlikeFramesTest {

    private static final double LEVEL = 0.12;
    private static final double CONTRAST = 0.04;
    private static final double POINTS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_steady_night_has_no_exceptions(long seed) {
        assertThat(judge(night(700, seed, i -> LEVEL, i -> CONTRAST, i -> POINTS))
                        .reasons())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 118, 119})
    void a_frame_lit_by_a_car_is_named_wherever_it_stands(int lit) {
        List<FrameGlance> night = night(120, 1, i -> LEVEL, i -> CONTRAST, i -> POINTS);
        night.set(lit, new FrameGlance(0.15, 0.1, 230));
        assertThat(judge(night).reasons())
                .hasSize(1)
                .hasEntrySatisfying(
                        lit,
                        reason -> assertThat(reason)
                                .matches(
                                        "contrast: expected about (3.9|4.0|4.1) % as in the frames around it, found 10.0 %"));
    }

    @Test
    void a_frame_under_the_lens_cap_is_named() {
        List<FrameGlance> night = night(120, 2, i -> LEVEL, i -> CONTRAST, i -> POINTS);
        night.set(70, new FrameGlance(0.004, 0.001, 0));
        assertThat(judge(night).reasons())
                .hasSize(1)
                .hasEntrySatisfying(
                        70,
                        reason -> assertThat(reason)
                                .matches(
                                        "sky level: expected about 1[12][.][0-9] % as in the frames around it, found 0.4 %"));
    }

    @Test
    void one_cloud_that_hides_the_stars_of_a_frame_is_named() {
        List<FrameGlance> night = night(120, 3, i -> LEVEL, i -> CONTRAST, i -> POINTS);
        night.set(30, new FrameGlance(LEVEL, CONTRAST, 60));
        assertThat(judge(night).reasons())
                .hasSize(1)
                .hasEntrySatisfying(
                        30,
                        reason -> assertThat(reason)
                                .matches(
                                        "points of light: expected about (19|20)[0-9] as in the frames around it, found 60"));
    }

    @Test
    void a_clouded_hour_is_named_from_end_to_end() {
        /* Six hours of 30 s; the cloud comes within eight frames, dims the city's sky and goes as it came. */
        IntToDoubleFunction cloud = i -> Math.max(0, Math.min(1, Math.min((i - 300) / 8.0, (428 - i) / 8.0)));
        List<FrameGlance> night = night(
                720,
                4,
                i -> LEVEL * (1 + 0.5 * cloud.applyAsDouble(i)),
                i -> CONTRAST,
                i -> POINTS * (1 - 0.85 * cloud.applyAsDouble(i)));
        assertThat(judge(night).tooMany()).isFalse();
        assertThat(judge(night).reasons().keySet())
                .containsAll(IntStream.rangeClosed(308, 420).boxed().toList())
                .allMatch(i -> i >= 300 && i <= 428);
        assertThat(judge(night).reasons().get(360))
                .matches("points of light: expected about 2[0-9]{2} as before and after, found [0-9]+");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20})
    void dawn_is_no_exception_however_fast(int framesToDouble) {
        IntToDoubleFunction light = i -> i < 240 ? 0 : Math.pow(2, (i - 240.0) / framesToDouble) - 1;
        IntToDoubleFunction code = i -> Math.min(1, Math.pow(0.01 * (1 + light.applyAsDouble(i)), 1 / 2.2));
        List<FrameGlance> night = night(
                300, 5, code, i -> CONTRAST + 0.3 * code.applyAsDouble(i), i -> POINTS / (1 + light.applyAsDouble(i)));
        assertThat(judge(night).reasons()).isEmpty();
        Collections.reverse(night);
        assertThat(judge(night).reasons()).as("dusk").isEmpty();
    }

    @Test
    void slowly_growing_dew_is_no_exception() {
        List<FrameGlance> night =
                night(500, 6, i -> LEVEL, i -> CONTRAST, i -> POINTS * Math.max(0.03, Math.min(1, (520 - i) / 400.0)));
        assertThat(judge(night).reasons()).isEmpty();
    }

    @Test
    void a_moon_that_rises_and_sets_is_no_exception() {
        IntToDoubleFunction moon = i -> Math.max(0, Math.min(1, Math.min((i - 150) / 100.0, (650 - i) / 100.0)));
        List<FrameGlance> night = night(
                800,
                7,
                i -> LEVEL * (1 + 1.5 * moon.applyAsDouble(i)),
                i -> CONTRAST * (1 + moon.applyAsDouble(i)),
                i -> POINTS * (1 - 0.7 * moon.applyAsDouble(i)));
        assertThat(judge(night).reasons()).isEmpty();
    }

    @Test
    void a_single_aeroplane_is_no_exception() {
        List<FrameGlance> night = night(200, 8, i -> LEVEL, i -> CONTRAST, i -> POINTS);
        night.set(90, new FrameGlance(LEVEL, CONTRAST * 1.02, 280));
        assertThat(judge(night).reasons()).isEmpty();
    }

    @Test
    void a_night_of_exceptions_has_none() {
        List<FrameGlance> night = night(300, 9, i -> LEVEL, i -> CONTRAST, i -> i / 25 % 2 == 0 ? POINTS : POINTS / 10);
        UnlikeFrames unlike = judge(night);
        assertThat(unlike.reasons()).hasSizeGreaterThan(100);
        assertThat(unlike.tooMany()).isTrue();
    }

    @Test
    void nine_frames_are_not_judged() {
        List<FrameGlance> night = night(9, 10, i -> LEVEL, i -> CONTRAST, i -> POINTS);
        night.set(4, new FrameGlance(0.9, 0.4, 0));
        assertThat(judge(night).judged()).isFalse();
        assertThat(judge(night).reasons()).isEmpty();
        night.add(new FrameGlance(LEVEL, CONTRAST, (int) POINTS));
        assertThat(judge(night).reasons()).containsOnlyKeys(4);
    }

    @Test
    void frames_that_could_not_be_read_keep_their_places() {
        List<Optional<FrameGlance>> night = new ArrayList<>();
        night.add(Optional.empty());
        night(40, 11, i -> LEVEL, i -> CONTRAST, i -> POINTS).forEach(glance -> night.add(Optional.of(glance)));
        night.set(20, Optional.of(new FrameGlance(0.5, 0.2, 100)));
        assertThat(UnlikeFrames.of(night).reasons()).containsOnlyKeys(20);
    }

    private static UnlikeFrames judge(List<FrameGlance> night) {
        return UnlikeFrames.of(night.stream().map(Optional::of).toList());
    }

    /* Levels in whole codes, contrast within a percent, points with the noise of counting. */
    private static List<FrameGlance> night(
            int frames,
            long seed,
            IntToDoubleFunction level,
            IntToDoubleFunction contrast,
            IntToDoubleFunction points) {
        Random random = new Random(seed);
        IntFunction<FrameGlance> frame = i -> {
            double expected = points.applyAsDouble(i);
            double counted = expected + Math.sqrt(expected) * random.nextGaussian();
            return new FrameGlance(
                    Math.rint(255 * level.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian())) / 255,
                    contrast.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian()),
                    (int) Math.max(0, Math.rint(counted)));
        };
        return new ArrayList<>(IntStream.range(0, frames).mapToObj(frame).toList());
    }
}
