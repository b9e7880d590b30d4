package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.align.Lens;
import dev.sidereal.align.Placing;
import dev.sidereal.align.Point;
import dev.sidereal.align.Registrar;
import dev.sidereal.align.Registration;
import dev.sidereal.align.StarField;
import dev.sidereal.align.StarFinder;
import dev.sidereal.align.Transform;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final DeepSkyScene SCENE = DeepSkyScene.of(600, 500, 4, 7);

    @Test
    void frames_turned_and_dithered_are_registered_to_a_fiftieth_of_a_pixel() {
        DeepSky sky = DeepSky.of(SCENE);
        Registrar registrar = new Registrar(field(sky, 0));
        for (int frame = 1; frame < 4; frame++) {
            assertThat(error(registered(registrar, field(sky, frame)), sky, frame))
                    .isLessThan(0.02);
        }
    }

    @Test
    void a_flipped_mount_is_registered() {
        DeepSky sky = DeepSky.of(SCENE.with(new DeepSkyScene.Pointing(10, 0.01, Optional.of(2), 0)));
        Registration.Registered flipped = registered(new Registrar(field(sky, 0)), field(sky, 3));
        assertThat(error(flipped, sky, 3)).isLessThan(0.03);
    }

    @Test
    void frames_of_one_lens_are_registered_through_it_and_those_without_are_not() {
        DeepSkyScene.Pointing bent = new DeepSkyScene.Pointing(10, Math.toRadians(15), Optional.empty(), 0.02);
        DeepSky sky = DeepSky.of(DeepSkyScene.of(900, 700, 4, 5).with(bent));
        List<Optional<Registration>> places = places(sky, 4);
        for (int frame = 1; frame < 4; frame++) {
            Registration.Registered found =
                    (Registration.Registered) places.get(frame).orElseThrow();
            assertThat(found.transform().lens().k1()).isBetween(0.019, 0.021);
            for (Point corner : List.of(new Point(0, 0), new Point(899, 0), new Point(0, 699), new Point(899, 699))) {
                Point truth = sky.toReference(frame).apply(corner.x(), corner.y());
                assertThat(Math.sqrt(squared(found.transform().apply(corner.x(), corner.y()), truth)))
                        .isLessThan(0.06);
            }
        }
        DeepSky plain = DeepSky.of(
                DeepSkyScene.of(900, 700, 4, 5).with(new DeepSkyScene.Pointing(10, 0.26, Optional.empty(), 0)));
        for (Optional<Registration> place : places(plain, 4)) {
            assertThat(((Registration.Registered) place.orElseThrow())
                            .transform()
                            .lens())
                    .isEqualTo(Lens.NONE);
        }
    }

    @Test
    void borders_without_samples_move_nothing() {
        DeepSky sky = DeepSky.of(SCENE);
        Raster bordered = sky.frame(1, SampleType.FLOAT32);
        for (int y = 0; y < 500; y++) {
            for (int x = 0; x < 600; x++) {
                if (x < 40 || y < 25 || x > 570) {
                    bordered.set(x, y, 0, Double.NaN);
                }
            }
        }
        StarField found = StarFinder.find(bordered);
        assertThat(found.stars()).allMatch(star -> star.x() > 40 && star.y() > 25 && star.x() < 570);
        assertThat(error(registered(new Registrar(field(sky, 0)), found), sky, 1))
                .isLessThan(0.03);
    }

    @Test
    void hot_pixels_are_no_stars_and_hold_no_frame() {
        DeepSkyScene hot = SCENE.with(new DeepSkyScene.Detector(1, 500, 5, 60_000, 2000, 0));
        DeepSky sky = DeepSky.of(hot);
        StarField reference = field(sky, 0);
        assertThat(reference.stars().size()).isLessThan(260);
        assertThat(error(registered(new Registrar(reference), field(sky, 1)), sky, 1))
                .isLessThan(0.05);
    }

    @Test
    void the_width_of_stars_is_what_was_drawn() {
        DeepSky sky = DeepSky.of(SCENE.withShape(2.5, Optional.empty(), 0));
        /* A pixel adds its own width: the square root of 2.5^2 + 2.355^2 / 12. */
        assertThat(field(sky, 0).fwhm()).isBetween(2.5, 2.7);
    }

    @Test
    void a_frame_without_stars_has_none() {
        StarField empty = field(DeepSky.of(SCENE.withStars(0, 1, 1)), 0);
        assertThat(empty.stars()).isEmpty();
        assertThat(empty.fwhm()).isNaN();
        assertThat(empty.noise()).isBetween(20.0 / 65535, 21.3 / 65535);
    }

    /* Of the first frames on the first of them. */
    static List<Optional<Registration>> places(DeepSky sky, int frames) {
        return Placing.of(
                0,
                IntStream.range(0, frames)
                        .mapToObj(frame -> Optional.of(field(sky, frame)))
                        .toList());
    }

    static StarField field(DeepSky sky, int frame) {
        return StarFinder.find(sky.frame(frame, SampleType.FLOAT32));
    }

    static Registration.Registered registered(Registrar registrar, StarField field) {
        return (Registration.Registered) registrar.register(field);
    }

    /* Root mean square over the field, in pixels. */
    static double error(Registration.Registered found, DeepSky sky, int frame) {
        Transform truth = sky.toReference(frame);
        double squares = 0;
        int n = 0;
        for (int y = 0; y < sky.shape().height(); y += 20) {
            for (int x = 0; x < sky.shape().width(); x += 20) {
                squares += squared(found.transform().apply(x, y), truth.apply(x, y));
                n++;
            }
        }
        return Math.sqrt(squares / n);
    }

    static double squared(Point one, Point other) {
        return (one.x() - other.x()) * (one.x() - other.x()) + (one.y() - other.y()) * (one.y() - other.y());
    }
}
