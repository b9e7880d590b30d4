package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Point;
import dev.sidereal.align.StarFinder;
import dev.sidereal.align.Transform;
import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.UnusableNightException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeepSkySessionTest {

    private static final DeepSkyScene SCENE = DeepSkyScene.of(240, 180, 12, 4).withStars(80, 2000, 100_000);

    @Test
    void lights_are_laid_on_each_other_and_the_noise_falls() throws Exception {
        dev.sidereal.integrate.DeepSky done = run(SCENE, Budget.ofThisMachine(), Rejection.usual());
        assertThat(done.used()).isEqualTo(12);
        double expected = done.noise().light() / Math.sqrt(12);
        assertThat(done.noise().expected()).isCloseTo(expected, within(0.01 * expected));
        assertThat(done.noise().achieved()).isCloseTo(expected, within(0.03 * expected));
        assertThat(done.noise().light()).isLessThan(done.frameNoise());
        double fwhm = done.frames()
                .get(done.reference())
                .sight()
                .orElseThrow()
                .stars()
                .fwhm();
        assertThat(StarFinder.find(done.picture().light()).fwhm()).isCloseTo(fwhm, within(0.05 * fwhm));
    }

    @Test
    void the_same_bits_come_from_one_thread_and_eight_and_from_one_band_and_many() throws Exception {
        Raster one = run(SCENE, new Budget(1, Optional.empty()), Rejection.usual())
                .picture()
                .light();
        Raster eight = run(SCENE, new Budget(8, Optional.empty()), Rejection.usual())
                .picture()
                .light();
        long enough = DeepSkyEngine.plan(
                        recipe(new Budget(1, Optional.empty()), Rejection.usual()), frames(SCENE), Progress.NONE)
                .totalBytes();
        Budget tight = new Budget(1, Optional.of(enough - (3 << 19)));
        assertThat(DeepSkyEngine.plan(recipe(tight, Rejection.usual()), frames(SCENE), Progress.NONE)
                        .passes())
                .isGreaterThan(1);
        Raster banded = run(SCENE, tight, Rejection.usual()).picture().light();
        assertThat(eight.bytes()).isEqualTo(one.bytes());
        assertThat(banded.bytes()).isEqualTo(one.bytes());
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void every_rejection_gives_the_same_bits_with_any_number_of_bands_and_threads(Rejection rejection)
            throws Exception {
        Budget one = new Budget(1, Optional.empty());
        Plan whole = DeepSkyEngine.plan(recipe(one, rejection), frames(SCENE), Progress.NONE);
        assertThat(whole.passes()).isEqualTo(1);
        Integrated expected = run(SCENE, one, rejection).picture();
        for (int part : new int[] {2, 5}) {
            long enough = whole.totalBytes() - whole.planeBytes() + whole.planeBytes() / part;
            Budget tight = new Budget(part == 2 ? 3 : 1, Optional.of(enough));
            assertThat(DeepSkyEngine.plan(recipe(tight, rejection), frames(SCENE), Progress.NONE)
                            .passes())
                    .isGreaterThanOrEqualTo(part);
            Integrated banded = run(SCENE, tight, rejection).picture();
            assertThat(banded.light().bytes()).isEqualTo(expected.light().bytes());
            assertThat(banded.coverage().bytes()).isEqualTo(expected.coverage().bytes());
            assertThat(banded.rejected().bytes()).isEqualTo(expected.rejected().bytes());
            assertThat(banded.high()).isEqualTo(expected.high());
            assertThat(banded.low()).isEqualTo(expected.low());
        }
    }

    private static List<Rejection> rejections() {
        return List.of(
                new Rejection.Sigma(3, 3),
                new Rejection.Winsorized(3, 3),
                new Rejection.LinearFit(5, 5),
                new Rejection.Median());
    }

    @Test
    void satellites_and_planes_are_gone_and_counted() throws Exception {
        SessionFrames crossed = new SessionFrames(DeepSky.of(SCENE), (frame, codes) -> {
            if (frame % 5 == 2) {
                for (int x = 0; x < 240; x++) {
                    int y = 60 + 5 * frame + x / 10;
                    codes.set(y * 240 + x, codes.get(x, y, 0) + 1000);
                    codes.set((y + 1) * 240 + x, codes.get(x, y + 1, 0) + 1000);
                }
            }
        });
        Raster clean =
                run(SCENE, Budget.ofThisMachine(), Rejection.usual()).picture().light();
        dev.sidereal.integrate.DeepSky joined =
                DeepSkyEngine.run(recipe(Budget.ofThisMachine(), Rejection.usual()), crossed, Progress.NONE);
        dev.sidereal.integrate.DeepSky plain =
                DeepSkyEngine.run(recipe(Budget.ofThisMachine(), new Rejection.None()), crossed, Progress.NONE);
        assertThat(distance(joined.picture().light(), clean))
                .isLessThan(0.2 * distance(plain.picture().light(), clean));
        assertThat(joined.picture().high()).isGreaterThan(500);
    }

    @Test
    void soft_ends_of_a_satellite_go_where_rejections_grow_and_stars_keep_their_light() throws Exception {
        SessionFrames crossed = new SessionFrames(DeepSky.of(SCENE), (frame, codes) -> {
            for (int i = 0; frame == 5 && i < codes.shape().samples(); i++) {
                int y = i / 240;
                double off = off(i % 240, y);
                codes.set(i, Math.rint(codes.get(i) + 20 * 20.6 * Math.exp(-off * off / (2 * 1.7 * 1.7))));
            }
        });
        DeepSkyRecipe plain = recipe(Budget.ofThisMachine(), Rejection.usual());
        Raster clean =
                run(SCENE, Budget.ofThisMachine(), Rejection.usual()).picture().light();
        dev.sidereal.integrate.DeepSky once = DeepSkyEngine.run(plain, crossed, Progress.NONE);
        dev.sidereal.integrate.DeepSky grown = DeepSkyEngine.run(plain.growing(), crossed, Progress.NONE);
        double noise = once.noise().achieved();
        Transform place = DeepSky.of(SCENE).toReference(5).inverse();
        double worst = 0;
        double worstGrown = 0;
        for (int edge = 1; edge <= 8; edge++) {
            double before = meanBeside(once.picture().light(), clean, place, edge) / noise;
            double after = meanBeside(grown.picture().light(), clean, place, edge) / noise;
            worst = Math.max(worst, before);
            worstGrown = Math.max(worstGrown, Math.abs(after));
        }
        assertThat(worstGrown).isLessThan(0.3).isLessThan(0.5 * worst);
        Raster stars = DeepSkyEngine.run(plain.growing(), frames(SCENE), Progress.NONE)
                .picture()
                .light();
        double most = 0;
        double kept = 0;
        for (int i = 0; i < clean.shape().samples(); i++) {
            if (clean.get(i) > 0.05) {
                most += clean.get(i);
                kept += stars.get(i);
            }
        }
        assertThat(kept / most).isCloseTo(1, within(0.001));
    }

    private static double off(double x, double y) {
        return (y - 60 - 0.4 * x) / Math.hypot(1, 0.4);
    }

    /* The mean difference at a distance from the trail of light 5, above the sky alone. */
    private static double meanBeside(Raster a, Raster b, Transform place, int edge) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < a.shape().samples(); i++) {
            int y = i / 240;
            Point at = place.apply(i % 240, y);
            boolean isBeside = Math.abs(Math.abs(off(at.x(), at.y())) - edge) < 0.5;
            double difference = a.get(i) - b.get(i);
            if (isBeside && b.get(i) < 1000 / 65_535.0 && !Double.isNaN(difference)) {
                sum += difference;
                n++;
            }
        }
        return sum / n;
    }

    @Test
    void darks_remove_hot_pixels_and_without_them_the_dither_does() throws Exception {
        DeepSkyScene hot = SCENE.with(new DeepSkyScene.Detector(1, 500, 5, 60_000, 60, 0));
        dev.sidereal.integrate.DeepSky found = run(hot, Budget.ofThisMachine(), Rejection.usual());
        assertThat(found.defects()).isBetween(50, 60);
        DeepSkyScene dark = hot.withStars(0, 1, 2).with(new DeepSkyScene.Sky(0, 0, 0));
        Raster light = DeepSky.of(dark).frame(0, SampleType.FLOAT32);
        Masters masters = new Masters(
                Optional.of(new Master(Master.Kind.DARK, light, SessionFrames.info(DeepSky.of(dark), "dark"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        dev.sidereal.integrate.DeepSky calibrated = DeepSkyEngine.run(
                recipe(Budget.ofThisMachine(), Rejection.usual(), masters, Map.of(), Gate.OFF),
                frames(hot),
                Progress.NONE);
        assertThat(calibrated.defects()).isBetween(50, 60);
    }

    @Test
    void a_light_through_thin_cloud_counts_less_and_its_stars_as_much_as_others() throws Exception {
        dev.sidereal.integrate.DeepSky done =
                run(SCENE.with(new DeepSkyScene.Sky(400, 0.2, 0.5)), Budget.ofThisMachine(), Rejection.usual());
        DeepSky truth = DeepSky.of(SCENE.with(new DeepSkyScene.Sky(400, 0.2, 0.5)));
        double reference = truth.transparency(done.reference());
        for (int i = 0; i < 12; i++) {
            Contribution taken = done.frames().get(i).contribution().orElseThrow();
            assertThat(taken.scale()).isCloseTo(reference / truth.transparency(i), within(0.05 * taken.scale()));
        }
    }

    @Test
    void a_frame_of_another_field_is_left_out_with_the_reason() throws Exception {
        DeepSky other = DeepSky.of(DeepSkyScene.of(240, 180, 12, 99).withStars(80, 2000, 100_000));
        SessionFrames mixed = new SessionFrames(DeepSky.of(SCENE), (frame, codes) -> {
            if (frame == 7) {
                other.draw(0, codes);
            }
        });
        dev.sidereal.integrate.DeepSky done =
                DeepSkyEngine.run(recipe(Budget.ofThisMachine(), Rejection.usual()), mixed, Progress.NONE);
        assertThat(done.used()).isEqualTo(11);
        assertThat(done.frames().get(7).record().skipped().orElse(""))
                .startsWith(
                        "stars: expected the pattern of the reference, found no place where more of them agree than by"
                                + " chance");
    }

    @Test
    void one_light_is_calibrated_and_given_back_with_its_caveat() throws Exception {
        DeepSkyScene one = DeepSkyScene.of(320, 240, 1, 4);
        dev.sidereal.integrate.DeepSky done = run(one, Budget.ofThisMachine(), Rejection.usual());
        assertThat(done.used()).isEqualTo(1);
        assertThat(done.remarks())
                .containsExactly(
                        "lights: expected 4 or more to tell satellites from the sky, found 1; nothing is rejected",
                        "lights: expected them moved by 3 pixels or more to tell hot pixels from stars, found 0.0; hot"
                                + " pixels stay, --dark removes them");
    }

    @Test
    void lights_without_stars_are_refused_with_the_way_out() {
        DeepSkyScene empty = DeepSkyScene.of(320, 240, 3, 4).withStars(0, 1, 2);
        assertThatThrownBy(() -> run(empty, Budget.ofThisMachine(), Rejection.usual()))
                .isInstanceOf(UnusableNightException.class)
                .hasMessageStartingWith(
                        "lights: expected at least two of 3 that can be laid on each other, found none;" + " light")
                .hasMessageEndingWith("; sidereal average joins frames as they lie");
    }

    @Test
    void too_little_memory_is_refused_with_the_number_that_would_do() {
        assertThatThrownBy(() -> run(SCENE, new Budget(1, Optional.of(100L << 20)), Rejection.usual()))
                .isInstanceOf(OptionException.class)
                .hasMessageMatching(
                        "--memory: expected at least [0-9]+M for lights of 240x180 mono, 16-bit, found 100M;"
                                + " allow more");
    }

    @Test
    void the_union_shows_what_any_light_shows_and_the_intersection_what_all_do() throws Exception {
        DeepSkyScene shifted = SCENE.with(new DeepSkyScene.Pointing(20, 0, Optional.empty(), 0));
        dev.sidereal.integrate.DeepSky union = run(shifted, Canvas.Extent.UNION);
        dev.sidereal.integrate.DeepSky inside = run(shifted, Canvas.Extent.INTERSECTION);
        assertThat(union.canvas().width()).isGreaterThan(240);
        assertThat(inside.canvas().width()).isLessThan(240);
        for (int i = 0; i < inside.picture().coverage().shape().samples(); i++) {
            assertThat(inside.picture().coverage().get(i)).isEqualTo(12);
        }
    }

    private static double distance(Raster a, Raster b) {
        double squares = 0;
        for (int y = 20; y < 160; y++) {
            for (int x = 20; x < 220; x++) {
                double difference = a.get(x, y, 0) - b.get(x, y, 0);
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares);
    }

    private static SessionFrames frames(DeepSkyScene scene) {
        return new SessionFrames(DeepSky.of(scene));
    }

    private static dev.sidereal.integrate.DeepSky run(DeepSkyScene scene, Budget budget, Rejection rejection)
            throws Exception {
        return DeepSkyEngine.run(recipe(budget, rejection), frames(scene), Progress.NONE);
    }

    private static dev.sidereal.integrate.DeepSky run(DeepSkyScene scene, Canvas.Extent extent) throws Exception {
        DeepSkyRecipe usual = DeepSkyRecipe.of(new ToneCurve.Linear());
        return DeepSkyEngine.run(
                new DeepSkyRecipe(
                        usual.selection(),
                        usual.badFrames(),
                        usual.budget(),
                        usual.curve(),
                        usual.masters(),
                        Optional.of(0),
                        extent,
                        usual.rejection(),
                        usual.weighting(),
                        usual.places(),
                        usual.gate(),
                        usual.debayer()),
                frames(scene),
                Progress.NONE);
    }

    private static DeepSkyRecipe recipe(Budget budget, Rejection rejection) {
        return recipe(budget, rejection, Masters.NONE, Map.of(), Gate.OFF);
    }

    private static DeepSkyRecipe recipe(
            Budget budget,
            Rejection rejection,
            Masters masters,
            Map<Integer, dev.sidereal.align.Registration> places,
            Gate gate) {
        return new DeepSkyRecipe(
                Selection.ALL,
                BadFrames.SKIP,
                budget,
                new ToneCurve.Linear(),
                masters,
                Optional.of(0),
                Canvas.Extent.REFERENCE,
                rejection,
                Contribution.Weighting.STARS,
                places,
                gate,
                Optional.empty());
    }
}
