package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private static final LocalDateTime DUSK = LocalDateTime.of(2026, 8, 12, 22, 0);

    @Test
    void a_gap_is_the_time_between_the_end_of_an_exposure_and_the_next_start() {
        Cadence cadence = Cadence.of(List.of(frame("a1", 0, 30), frame("a2", 31, 30), frame("a3", 83, 30)));
        assertThat(cadence.gaps()).containsExactly(new Cadence.Between("a2", "a3", Duration.ofSeconds(22)));
        assertThat(cadence.threshold()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void gaps_count_above_five_seconds_or_twice_the_usual() {
        List<FrameInfo> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            frames.add(frame("a" + i, i * 31 + (i > 6 ? 9 : 0), 30));
        }
        Cadence cadence = Cadence.of(frames);
        assertThat(cadence.step()).isEqualTo(Duration.ofSeconds(31));
        assertThat(cadence.threshold()).isEqualTo(Duration.ofSeconds(5));
        assertThat(cadence.span()).isEqualTo(Duration.ofSeconds(9 * 31 + 9 + 30));
        assertThat(cadence.gaps()).containsExactly(new Cadence.Between("a6", "a7", Duration.ofSeconds(10)));
        assertThat(cadence.overlaps()).isEmpty();
        assertThat(cadence.setBack()).isEmpty();
    }

    @Test
    void pauses_between_all_frames_are_the_rhythm_and_no_gaps() {
        List<FrameInfo> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            frames.add(frame("a" + i, i * 60, 30));
        }
        assertThat(Cadence.of(frames).gaps()).isEmpty();
        assertThat(Cadence.of(frames).threshold()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void fractions_of_a_second_show_overlaps_that_whole_seconds_cannot() {
        List<FrameInfo> whole = List.of(frame("a1", 0, 30), frame("a2", 29, 30), frame("a3", 60, 30));
        assertThat(Cadence.of(whole).overlaps()).isEmpty();
        List<FrameInfo> exact = List.of(frame("a1", 0.25, 30), frame("a2", 29.75, 30), frame("a3", 60.25, 30));
        assertThat(Cadence.of(exact).overlaps())
                .containsExactly(new Cadence.Between("a1", "a2", Duration.ofMillis(500)));
    }

    @Test
    void frames_of_unknown_exposure_are_compared_with_the_usual_step() {
        List<FrameInfo> frames = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            frames.add(frame("a" + i, i * 31 + (i > 3 ? 20 : 0), 0));
        }
        assertThat(Cadence.of(frames).gaps()).containsExactly(new Cadence.Between("a3", "a4", Duration.ofSeconds(20)));
    }

    @Test
    void a_clock_set_back_shows_in_the_next_number() {
        List<FrameInfo> frames =
                List.of(frame("IMG_8.jpg", 7200, 30), frame("IMG_9.jpg", 7231, 30), frame("IMG_10.jpg", 3662, 30));
        assertThat(Cadence.of(frames).setBack())
                .containsExactly(new Cadence.Between("IMG_9.jpg", "IMG_10.jpg", Duration.ofSeconds(3569)));
    }

    @Test
    void numbers_that_begin_again_are_no_jump_of_the_clock() {
        List<FrameInfo> frames =
                List.of(frame("IMG_9998.jpg", 0, 30), frame("IMG_9999.jpg", 31, 30), frame("IMG_0001.jpg", 62, 30));
        assertThat(Cadence.of(frames).setBack()).isEmpty();
        assertThat(Cadence.of(frames).gaps()).isEmpty();
    }

    @Test
    void zones_count() {
        FrameInfo summer = frame("a1", 0, 30, Optional.of(ZoneOffset.ofHours(2)));
        FrameInfo winter = frame("a2", 31 - 3600, 30, Optional.of(ZoneOffset.ofHours(1)));
        Cadence cadence = Cadence.of(List.of(summer, winter));
        assertThat(cadence.step()).isEqualTo(Duration.ofSeconds(31));
        assertThat(cadence.setBack()).isEmpty();
    }

    @Test
    void no_times_have_no_rhythm() {
        FrameInfo untimed = ((Candidate.Recognised) Frames.untimed("a")).info();
        assertThat(Cadence.of(List.of(untimed, untimed)))
                .isEqualTo(new Cadence(
                        Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), List.of(), List.of(), List.of()));
    }

    private static FrameInfo frame(String name, double seconds, int exposure) {
        return frame(name, seconds, exposure, Optional.empty());
    }

    private static FrameInfo frame(String name, double seconds, int exposure, Optional<ZoneOffset> zone) {
        return new FrameInfo(
                name,
                new Shape(30, 20, 3),
                SampleType.UINT8,
                Optional.of(new CaptureTime(DUSK.plusNanos((long) (seconds * 1e9)), zone)),
                exposure == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(exposure)),
                Camera.UNKNOWN,
                Coding.UNSAID);
    }
}
