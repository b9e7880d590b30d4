package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.align.Transform;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.run.UnusableNightException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions that are hard to register: each ends in an honest picture with its caveat, or in a sentence. */
class HardSessionTest {

    private static final DeepSkyScene SCENE = DeepSkyScene.of(300, 240, 8, 21).withStars(80, 2000, 100_000);
    private static final int BIAS = 500;

    @Test
    void twelve_stars_are_enough() throws Exception {
        DeepSky sky = DeepSky.of(SCENE.withStars(12, 8000, 100_000));
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky));
        assertThat(done.used()).isEqualTo(8);
        requirePlaces(done, sky, 0.3);
    }

    @Test
    void three_stars_are_too_few_to_believe_in() {
        DeepSky sky = DeepSky.of(SCENE.withStars(3, 8000, 100_000));
        assertThatThrownBy(() -> run(new SessionFrames(sky)))
                .hasMessage(
                        "lights: expected at least two of 8 that can be laid on each other, found none; light2.fits: stars:"
                                + " expected the pattern of the reference, found no place where more of them agree than by"
                                + " chance; 3 stars here, 3 there; sidereal average joins frames as they lie");
    }

    @Test
    void frames_without_stars_are_refused_with_the_way_out() {
        DeepSky sky = DeepSky.of(SCENE.withStars(0, 1, 2));
        assertThatThrownBy(() -> run(new SessionFrames(sky)))
                .isInstanceOf(UnusableNightException.class)
                .hasMessage(
                        "lights: expected at least two of 8 that can be laid on each other, found none; light2.fits: reference:"
                                + " expected at least 3 stars, found 0; choose another with --reference; sidereal average joins"
                                + " frames as they lie");
    }

    @Test
    void a_cloud_that_passes_costs_the_frames_it_hides_and_no_others() throws Exception {
        DeepSky sky = DeepSky.of(SCENE);
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky, (frame, codes) -> {
            double through = frame == 3 ? 0.3 : frame == 4 ? 0 : 1;
            each(codes, code -> BIAS + (code - BIAS) * through + 300 * (1 - through));
        }));
        assertThat(done.used()).isEqualTo(7);
        assertThat(done.frames().get(4).record().skipped()).contains("stars: expected at least 3, found 0");
        double thin = done.frames().get(3).contribution().orElseThrow().scale();
        double clear = done.frames().get(2).contribution().orElseThrow().scale();
        assertThat(thin / clear).isBetween(3.2, 3.5);
        requirePlaces(done, sky, 0.2);
    }

    @Test
    void a_mount_that_flips_is_followed() throws Exception {
        DeepSky sky = DeepSky.of(SCENE.with(new DeepSkyScene.Pointing(8, 0.01, Optional.of(4), 0)));
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky));
        assertThat(done.used()).isEqualTo(8);
        requirePlaces(done, sky, 0.1);
    }

    @Test
    void a_mirrored_frame_is_laid_as_in_a_mirror() throws Exception {
        DeepSky sky = DeepSky.of(SCENE);
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky, (frame, codes) -> {
            if (frame == 5) {
                mirror(codes);
            }
        }));
        assertThat(done.used()).isEqualTo(8);
        Transform place = done.frames().get(5).transform().orElseThrow();
        assertThat(place.isMirrored()).isTrue();
        assertThat(Math.abs(place.apply(299, 0).x() - place.apply(0, 0).x())).isBetween(298.0, 300.0);
    }

    @Test
    void trailed_stars_are_told() throws Exception {
        DeepSky sky = DeepSky.of(SCENE);
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky, (frame, codes) -> {
            if (frame == 6) {
                trail(codes, 9);
            }
        }));
        assertThat(done.remarks())
                .contains(
                        "light7.fits: expected stars of 3.1 pixels like most, found 5.1; it is used, --gate auto leaves it out");
    }

    @Test
    void two_frames_are_averaged_and_nothing_is_rejected() throws Exception {
        DeepSky sky = DeepSky.of(DeepSkyScene.of(300, 240, 2, 22).withStars(80, 2000, 100_000));
        dev.sidereal.integrate.DeepSky done = run(new SessionFrames(sky));
        assertThat(done.used()).isEqualTo(2);
        assertThat(done.remarks())
                .contains("lights: expected 4 or more to tell satellites from the sky, found 2; nothing is rejected");
        requirePlaces(done, sky, 0.1);
    }

    @Test
    void one_frame_of_two_that_agree_on_nothing_is_refused() {
        DeepSky sky = DeepSky.of(DeepSkyScene.of(300, 240, 2, 23).withStars(80, 2000, 100_000));
        DeepSky other = DeepSky.of(DeepSkyScene.of(300, 240, 2, 24).withStars(80, 2000, 100_000));
        SessionFrames mixed = new SessionFrames(sky, (frame, codes) -> {
            if (frame == 1) {
                other.draw(0, codes);
            }
        });
        assertThatThrownBy(() -> run(mixed))
                .isInstanceOf(UnusableNightException.class)
                .hasMessage(
                        "lights: expected at least two of 2 that can be laid on each other, found none; light2.fits: stars:"
                                + " expected the pattern of the reference, found no place where more of them agree than by"
                                + " chance; 69 stars here, 72 there; sidereal average joins frames as they lie");
    }

    private static dev.sidereal.integrate.DeepSky run(SessionFrames frames) throws Exception {
        return DeepSkyEngine.run(DeepSkyRecipe.of(new ToneCurve.Linear()), frames, Progress.NONE);
    }

    /* Lights on each other as in the truth, whichever is the reference. */
    private static void requirePlaces(dev.sidereal.integrate.DeepSky done, DeepSky sky, double most) {
        Transform toFirst = sky.toReference(done.reference());
        List<Integer> used = IntStream.range(0, done.frames().size())
                .filter(i -> done.frames().get(i).contribution().isPresent())
                .boxed()
                .toList();
        for (int frame : used) {
            Transform found = toFirst.after(done.frames().get(frame).transform().orElseThrow());
            for (int corner = 0; corner < 4; corner++) {
                double x = corner % 2 * 299.0;
                double y = (corner & 2) / 2.0 * 239;
                double off = RegistrationTest.squared(
                        found.apply(x, y), sky.toReference(frame).apply(x, y));
                assertThat(Math.sqrt(off)).as("light %d", frame + 1).isLessThan(most);
            }
        }
    }

    private interface Change {
        double of(double code);
    }

    private static void each(Raster codes, Change change) {
        for (int i = 0; i < codes.shape().samples(); i++) {
            codes.set(i, Math.rint(change.of(codes.get(i))));
        }
    }

    private static void mirror(Raster codes) {
        Raster copy = copy(codes);
        for (int y = 0; y < codes.shape().height(); y++) {
            for (int x = 0; x < codes.shape().width(); x++) {
                codes.set(x, y, 0, copy.get(codes.shape().width() - 1 - x, y, 0));
            }
        }
    }

    private static void trail(Raster codes, int pixels) {
        Raster copy = copy(codes);
        int width = codes.shape().width();
        for (int y = 0; y < codes.shape().height(); y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < pixels; i++) {
                    sum += copy.get(Math.min(width - 1, x + i), y, 0);
                }
                codes.set(x, y, 0, Math.rint(sum / pixels));
            }
        }
    }

    private static Raster copy(Raster codes) {
        Raster copy = Raster.allocate(codes.shape(), SampleType.FLOAT32);
        for (int i = 0; i < codes.shape().samples(); i++) {
            copy.set(i, codes.get(i));
        }
        return copy;
    }
}
