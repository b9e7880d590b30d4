package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class NightSceneTest {

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    @Test
    void wrong_numbers_are_refused_with_a_sentence() {
        assertRefused(() -> NightScene.of(31, 100, 1, 0), "width: expected 32 to 20000, found 31");
        assertRefused(() -> NightScene.of(100, 20_001, 1, 0), "height: expected 32 to 20000, found 20001");
        assertRefused(() -> NightScene.of(100, 100, 0, 0), "frames: expected 1 to 100000, found 0");
        assertRefused(
                () -> new Field(300, 400, new Point(Double.NaN, 0), true),
                "pole x: expected -5000.0 to 5300.0, found NaN");
        assertRefused(() -> Cadence.of(3).withExposure(0), "exposure seconds: expected 0.001 to 3600.0, found 0.0");
        assertRefused(
                () -> new Cadence(3, START, 1, -1, List.of()), "gap seconds: expected 0.0 to 86400.0, found -1.0");
        assertRefused(
                () -> new Cadence(3, START, 1, 0, List.of(new Pause(3, 5))),
                "pause before frame: expected 1 to 2, found 3");
        assertRefused(() -> new Starfield(10, 3, 2, 2), "faintest magnitude: expected 3.0 to 20.0, found 2.0");
        assertRefused(() -> new Passers(1, -1, 0), "satellites: expected 0 to 100, found -1");
        assertRefused(() -> new Sensor(12_000, -4, 0), "read noise electrons: expected 0.0 to 1000.0, found -4.0");
        assertRefused(
                () -> NightScene.of(100, 100, 1, 0).withSensor(new Sensor(12_000, 4, 101)),
                "hot pixels: expected 0 to 100, found 101");
    }

    private static void assertRefused(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void two_pauses_in_one_place_are_refused() {
        assertRefused(
                () -> new Cadence(9, START, 1, 0, List.of(new Pause(3, 5), new Pause(3, 6))),
                "pauses: expected at most one before each frame, found "
                        + "[Pause[beforeFrame=3, seconds=5.0], Pause[beforeFrame=3, seconds=6.0]]");
    }

    @Test
    void a_pause_moves_all_later_frames() {
        Cadence cadence = new Cadence(9, START, 10, 1, List.of(new Pause(3, 5)));

        assertThat(cadence.begin(2)).isEqualTo(22);
        assertThat(cadence.begin(3)).isEqualTo(38);
        assertThat(cadence.middle(4)).isEqualTo(54);
    }

    @Test
    void any_number_of_frames_makes_a_night() {
        for (int frames = 1; frames < 12; frames++) {
            SyntheticNight night = SyntheticNight.of(NightScene.of(64, 48, frames, 3));
            for (Passer passer : night.truth().passers()) {
                assertThat(passer.firstFrame()).isBetween(0, passer.lastFrame());
                assertThat(passer.lastFrame()).isLessThan(frames);
            }
        }
    }

    @Test
    void the_pole_may_lie_outside_of_the_picture() {
        NightScene scene = NightScene.of(300, 200, 2, 1);
        Field far = new Field(300, 200, new Point(-3000, 900), true);
        StarTracks tracks = SyntheticNight.of(scene.withField(far)).truth().tracks();

        long seen = tracks.stars().stream()
                .filter(star -> far.contains(tracks.at(star, 0), 0))
                .count();
        assertThat(tracks.stars()).hasSize(scene.starfield().count());
        assertThat(seen).isGreaterThan(scene.starfield().count() / 2);
    }
}
