package dev.sidereal.frame;

import static dev.sidereal.frame.Frames.frame;
import static dev.sidereal.frame.Frames.recorded;
import static dev.sidereal.frame.Frames.timed;
import static dev.sidereal.frame.Frames.untimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightTest {

    @Test
    void frames_are_ordered_by_time_when_every_one_has_a_time() {
        Night night = night(Selection.ALL, timed("b", 20), timed("c", 10), timed("a", 10.5));
        assertThat(night.order()).isEqualTo(FrameOrder.TIME);
        assertThat(names(night)).containsExactly("c", "a", "b");
    }

    @Test
    void one_frame_without_a_time_makes_the_order_by_name() {
        Night night = night(Selection.ALL, timed("img10", 10), timed("img9", 20), untimed("img2"));
        assertThat(night.order()).isEqualTo(FrameOrder.NAME);
        assertThat(names(night)).containsExactly("img2", "img9", "img10");
    }

    @Test
    void something_that_is_no_frame_does_not_change_the_order_and_stays_near_its_neighbour() {
        Night night = night(
                Selection.ALL, timed("c", 10), timed("a", 30), timed("b", 20), new Candidate.Unreadable("ca", "text"));
        assertThat(night.order()).isEqualTo(FrameOrder.TIME);
        assertThat(names(night)).containsExactly("c", "ca", "b", "a");
    }

    @Test
    void frames_of_one_moment_are_ordered_by_name() {
        assertThat(names(night(Selection.ALL, timed("img10", 5), timed("img9", 5))))
                .containsExactly("img9", "img10");
    }

    @Test
    void the_kind_of_most_frames_wins_over_that_of_the_first() {
        Night night = night(
                Selection.ALL,
                frame("a", new Shape(10, 10, 1), SampleType.UINT16, Optional.empty()),
                untimed("b"),
                untimed("c"));
        assertThat(night.first().name()).isEqualTo("b");
        assertThat(night.entries().get(0).record().skipped())
                .contains("expected 30x20 colour, 8-bit like most frames, found 10x10 mono, 16-bit");
    }

    @Test
    void frames_whose_numbers_mean_something_else_are_left_out() {
        Coding adobe = Coding.of(Optional.of(new ColourProfile(new byte[] {1}, "Adobe RGB (1998) 65CCF8FC")));
        Night night = night(Selection.ALL, untimed("a"), coded("b", adobe), untimed("c"), coded("d", Coding.LINEAR));
        assertThat(night.entries())
                .extracting(entry -> entry.record().skipped().orElse("used"))
                .containsExactly(
                        "used",
                        "expected colours in sRGB like most frames, found Adobe RGB (1998) 65CCF8FC; convert them to one"
                                + " colour space",
                        "used",
                        "expected colours in sRGB like most frames, found linear; convert them to one colour space");
    }

    @Test
    void a_profile_that_says_what_is_taken_without_one_makes_no_difference() {
        Coding srgb = Coding.of(Optional.of(new ColourProfile(new byte[] {1}, "sRGB")));
        Night night = night(Selection.ALL, untimed("a"), coded("b", srgb));
        assertThat(night.entries()).allMatch(entry -> entry.record().used());
    }

    private static Candidate coded(String name, Coding coding) {
        return new Candidate.Recognised(new FrameInfo(
                name,
                new Shape(30, 20, 3),
                SampleType.UINT8,
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                coding));
    }

    @Test
    void times_from_the_first_frame_need_no_date_within_one_recording() {
        Candidate[] clip = {recorded("c#1", 0), recorded("c#2", 2), recorded("c#10", 20), recorded("c#11", 21)};
        assertThat(names(night(select(seconds(2), seconds(20), 1), clip))).containsExactly("c#2", "c#10");
    }

    @Test
    void times_from_the_first_frame_mean_nothing_over_two_recordings_without_dates() {
        assertThatThrownBy(() -> night(
                        select(seconds(1), seconds(2), 1),
                        recorded("a#1", 0),
                        recorded("a#2", 1),
                        recorded("b#1", 0),
                        recorded("b#2", 1)))
                .isInstanceOf(OptionException.class)
                .hasMessage("order: expected a capture time in every frame, found frames without;"
                        + " order by name and count frames instead of seconds");
    }

    @Test
    void numbers_count_from_one_and_include_both_ends() {
        assertThat(names(night(select(nth(2), nth(4), 1), abcde()))).containsExactly("b", "c", "d");
    }

    @Test
    void times_count_from_the_first_frame_and_include_both_ends() {
        assertThat(names(night(select(seconds(10), seconds(30), 1), abcde()))).containsExactly("b", "c", "d");
    }

    @Test
    void every_second_frame_begins_with_the_first_of_the_range() {
        assertThat(names(night(select(nth(2), Optional.empty(), 2), abcde()))).containsExactly("b", "d");
    }

    @Test
    void a_range_without_frames_is_no_night() {
        assertThat(Night.of(List.of(abcde()), select(nth(6), Optional.empty(), 1)))
                .isEmpty();
    }

    @Test
    void times_that_frames_do_not_have_are_refused() {
        assertThatThrownBy(() -> night(select(seconds(5), Optional.empty(), 1), untimed("a")))
                .isInstanceOf(OptionException.class)
                .hasMessage("order: expected a capture time in every frame, found frames without; order by name and"
                        + " count frames instead of seconds");
    }

    private static Night night(Selection selection, Candidate... candidates) {
        return Night.of(List.of(candidates), selection).orElseThrow();
    }

    private static Candidate[] abcde() {
        return new Candidate[] {timed("e", 40), timed("d", 30), timed("c", 20), timed("b", 10), timed("a", 0)};
    }

    private static Selection select(Optional<Position> from, Optional<Position> to, int every) {
        return new Selection(Optional.empty(), from, to, every);
    }

    private static Optional<Position> nth(int frame) {
        return Optional.of(new Position.Nth(frame));
    }

    private static Optional<Position> seconds(int seconds) {
        return Optional.of(new Position.Elapsed(Duration.ofSeconds(seconds)));
    }

    private static List<String> names(Night night) {
        return night.entries().stream().map(entry -> entry.record().name()).toList();
    }
}
