package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistrarTest {

    private static final int SIDE = 1000;
    private static final Transform MIRROR =
            Transform.of(Model.SIMILARITY, List.of(-1.0, 0.0, SIDE - 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0), Lens.NONE);

    @Test
    void a_shift_is_found_to_be_no_more_than_a_shift() {
        List<Star> sky = sky(1, 80);
        Registration.Registered found = registered(field(sky), field(moved(sky, Transform.shift(31.25, -7.5), 2)));
        assertThat(found.transform().model()).isEqualTo(Model.SHIFT);
        assertThat(found.transform().c()).isCloseTo(31.25, within(0.01));
        assertThat(found.transform().f()).isCloseTo(-7.5, within(0.01));
    }

    @Test
    void half_a_turn_of_the_mount_is_found() {
        List<Star> sky = sky(3, 60);
        Transform flip = Transform.similarity(1, Math.PI, SIDE - 1 + 5.5, SIDE - 1 - 3.25);
        requirePlaces(registered(field(sky), field(moved(sky, flip, 4))).transform(), flip, 0.05);
    }

    @Test
    void a_mirrored_frame_is_found_and_said_to_be_mirrored() {
        List<Star> sky = sky(5, 60);
        Transform mirrored = Transform.similarity(1, 0.7, 300, -200).after(MIRROR);
        Registration.Registered found = registered(field(sky), field(moved(sky, mirrored, 6)));
        requirePlaces(found.transform(), mirrored, 0.05);
        assertThat(found.transform().isMirrored()).isTrue();
    }

    @Test
    void a_homography_is_taken_only_where_stars_show_one() {
        List<Star> sky = sky(7, 120);
        Transform tilted =
                Transform.of(Model.HOMOGRAPHY, List.of(1.0, 0.001, 4.0, -0.001, 1.0, 6.0, 3e-6, 2e-6, 1.0), Lens.NONE);
        Registration.Registered found = registered(field(sky), field(moved(sky, tilted, 8)));
        assertThat(found.transform().model()).isEqualTo(Model.HOMOGRAPHY);
        requirePlaces(found.transform(), tilted, 0.05);
        Transform turned = Transform.similarity(1, 0.01, 3, 4);
        assertThat(registered(field(sky), field(moved(sky, turned, 9)))
                        .transform()
                        .model())
                .isEqualTo(Model.SIMILARITY);
    }

    @Test
    void a_hundred_lights_that_stand_still_do_not_win_against_thirty_stars_that_move() {
        List<Star> sky = sky(10, 30);
        List<Star> lights = sky(11, 100);
        Transform drift = Transform.similarity(1, 0.002, 9.5, -4.25);
        StarField reference = field(joined(sky, lights));
        StarField frame = field(joined(moved(sky, drift, 12), lights));
        requirePlaces(registered(reference, frame).transform(), drift, 0.1);
        Registration predicted = new Registrar(reference).register(frame, Optional.of(Transform.IDENTITY));
        requirePlaces(((Registration.Registered) predicted).transform(), drift, 0.1);
    }

    @Test
    void lights_that_stand_still_among_stars_that_do_not_agree_are_no_place() {
        StarField reference = field(joined(sky(13, 100), sky(14, 60)));
        StarField frame = field(joined(sky(15, 100), sky(14, 60)));
        assertThat(new Registrar(reference).register(frame, Optional.of(Transform.IDENTITY)))
                .isEqualTo(new Registration.Unregistered(
                        "stars: expected most of them to agree, found only 60 that stand still, as hot pixels and lamps"
                                + " do",
                        60));
    }

    @Test
    void a_camera_that_did_not_move_stays_where_it_is() {
        List<Star> sky = sky(16, 90);
        Registration.Registered found = registered(field(sky), field(moved(sky, Transform.IDENTITY, 17)));
        requirePlaces(found.transform(), Transform.IDENTITY, 0.02);
        assertThat(found.stars()).isGreaterThan(85);
    }

    @Test
    void another_object_is_no_place() {
        Registration found = new Registrar(field(sky(18, 100))).register(field(sky(19, 100)));
        assertThat(found).isInstanceOf(Registration.Unregistered.class);
        assertThat(((Registration.Unregistered) found).reason())
                .isEqualTo(
                        "stars: expected the pattern of the reference, found no place where more of them agree than by"
                                + " chance; 100 stars here, 100 there");
    }

    @Test
    void too_few_stars_are_said_to_be_too_few() {
        List<Star> sky = sky(20, 40);
        assertThat(new Registrar(field(sky)).register(field(List.of())))
                .isEqualTo(new Registration.Unregistered("stars: expected at least 3, found 0", 0));
        assertThat(new Registrar(field(sky.subList(0, 2))).register(field(sky)))
                .isEqualTo(new Registration.Unregistered(
                        "reference: expected at least 3 stars, found 2; choose another with --reference", 0));
    }

    @Test
    void twelve_common_stars_among_strangers_are_enough() {
        List<Star> sky = sky(21, 12);
        Transform turned = Transform.similarity(1, 2, 900, -100);
        StarField reference = field(joined(sky, sky(22, 5)));
        StarField frame = field(joined(moved(sky, turned, 23), sky(24, 5)));
        requirePlaces(registered(reference, frame).transform(), turned, 0.3);
    }

    static List<Star> sky(long seed, int count) {
        Random random = new Random(seed);
        List<Star> stars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double snr = 20 / (0.05 + 0.95 * random.nextDouble());
            stars.add(star(random.nextDouble() * SIDE, random.nextDouble() * SIDE, snr));
        }
        return stars;
    }

    /* Stars of a frame whose transform to the reference is given, with their errors. */
    static List<Star> moved(List<Star> sky, Transform toReference, long seed) {
        Random random = new Random(seed);
        Transform back = toReference.inverse();
        List<Star> moved = new ArrayList<>();
        for (Star star : sky) {
            Point at = back.apply(star.x(), star.y());
            double error = star.error();
            moved.add(star(at.x() + error * random.nextGaussian(), at.y() + error * random.nextGaussian(), star.snr()));
        }
        return moved;
    }

    static Star star(double x, double y, double snr) {
        return new Star(x, y, snr, snr, 3, 1.05, snr, false);
    }

    static List<Star> joined(List<Star> one, List<Star> other) {
        List<Star> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    static StarField field(List<Star> stars) {
        List<Star> sorted = stars.stream()
                .sorted(Comparator.comparingDouble(star -> -star.flux()))
                .toList();
        return new StarField(SIDE, SIDE, sorted, 0, 1, 3, 1.05);
    }

    private static Registration.Registered registered(StarField reference, StarField frame) {
        return (Registration.Registered) new Registrar(reference).register(frame);
    }

    private static void requirePlaces(Transform found, Transform truth, double pixels) {
        for (int corner = 0; corner < 4; corner++) {
            double x = corner % 2 * (SIDE - 1.0);
            double y = (corner & 2) / 2.0 * (SIDE - 1.0);
            Point at = truth.inverse().apply(x, y);
            Point here = found.apply(at.x(), at.y());
            assertThat(Math.hypot(here.x() - x, here.y() - y)).isLessThan(pixels);
        }
    }
}
