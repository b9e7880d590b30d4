package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.StarFinder;
import dev.sidereal.align.Transform;
import dev.sidereal.align.Warp;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Drizzle;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrizzleTest {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;
    /* Stars of 1.5 pixels, pixels not counted: less than two pixels do not show them as they are. */
    private static final DeepSkyScene SHARP = scene(WIDTH, HEIGHT, 16, 10, 1.5);
    private static final double[] FILTERS = {0.5, 1, 0.7};
    private static final Mosaic BAYER =
            new Mosaic(2, "RGGB", Collections.nCopies(4, 500.0), 65_535, List.of(1.0, 1.0, 1.0));
    private static final double UNIT = 4.0 * 65_535;
    private static final double MOST_SKY = (500 + 150) / 65_535.0;

    @ParameterizedTest
    @CsvSource({"2, 0.7", "3, 0.7"})
    void stars_keep_their_light_and_place_and_are_sharper_than_in_the_plain_stack(double scale, double pixfrac)
            throws Exception {
        Measured found = measure(SHARP, scale, pixfrac);
        assertThat(found.stars()).isGreaterThanOrEqualTo(3);
        assertThat(found.flux()).isCloseTo(1, within(0.005));
        assertThat(found.apart()).isLessThan(0.02);
        assertThat(found.fwhm()).isLessThan(found.plainFwhm());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void colours_of_a_mosaic_have_no_fringes_beside_interpolated_ones(double scale) throws Exception {
        Raster guessed = run(usual(), bayer(SHARP)).picture().light();
        Raster dropped = run(usual().with(new Drizzle(scale, 0.7)), bayer(SHARP))
                .picture()
                .light();
        assertThat(dropped.shape().channels()).isEqualTo(3);
        assertThat(fringe(dropped, scale)).isLessThan(0.5 * fringe(guessed, 1));
    }

    /** Prints the table of docs/accuracy.md. */
    @Test
    @EnabledIfSystemProperty(named = "sidereal.accuracy", matches = ".+")
    void table() throws Exception {
        DeepSkyScene wide = scene(300, 240, 24, 10, 1.5);
        System.out.println(
                "| Scale | Drop | Flux of stars | Centres off, pixels | FWHM, pixels | of the plain stack |");
        for (double[] drops : new double[][] {{1.5, 0.7}, {2, 1}, {2, 0.7}, {2, 0.5}, {3, 0.7}}) {
            Measured found = measure(wide, drops[0], drops[1]);
            System.out.printf(
                    Locale.ROOT,
                    "| %.1f | %.1f | %+.2f %% | %.4f | %.3f | %.3f |%n",
                    drops[0],
                    drops[1],
                    100 * (found.flux() - 1),
                    found.apart(),
                    found.fwhm(),
                    found.plainFwhm());
        }
        double guessed = fringe(run(usual(), bayer(SHARP)).picture().light(), 1);
        for (double scale : new double[] {1, 2}) {
            Raster dropped = run(usual().with(new Drizzle(scale, 0.7)), bayer(SHARP))
                    .picture()
                    .light();
            System.out.printf(
                    Locale.ROOT,
                    "fringes at scale %.0f: %.3f; interpolated %.3f%n",
                    scale,
                    fringe(dropped, scale),
                    guessed);
        }
    }

    /**
     * Single stars of a picture beside the truth, the mean of them.
     *
     * @param flux      found over true, on the lights' own scale
     * @param apart     distance of centres in pixels of the lights
     * @param fwhm      in pixels of the lights
     * @param plainFwhm of the joined picture enlarged by interpolation
     */
    private record Measured(int stars, double flux, double apart, double fwhm, double plainFwhm) {}

    /* Lights are brought to the flux that stars have in the reference, which is off by a hundredth where they are so narrow. */
    private static double scaleOfLights(dev.sidereal.integrate.DeepSky done) {
        double sum = 0;
        double weights = 0;
        for (DeepSkyFrame frame : done.frames()) {
            Contribution taken = frame.contribution().orElseThrow();
            sum += taken.weight() * taken.scale();
            weights += taken.weight();
        }
        return sum / weights;
    }

    private static Measured measure(DeepSkyScene scene, double scale, double pixfrac) throws Exception {
        Raster plain = run(usual(), mono(scene)).picture().light();
        dev.sidereal.integrate.DeepSky done = run(usual().with(new Drizzle(scale, pixfrac)), mono(scene));
        Raster fine = done.picture().light();
        double taken = scaleOfLights(done);
        int stars = 0;
        double ratios = 0;
        double apart = 0;
        for (DeepSkyStar star : single(DeepSky.of(scene))) {
            double x = (star.x() + 0.5) * scale - 0.5;
            double y = (star.y() + 0.5) * scale - 0.5;
            double[] found = star(fine, 0, x, y, 6 * scale);
            ratios += found[0] / (scale * scale) * UNIT / star.electrons() / taken;
            apart += Math.hypot(found[1] - x, found[2] - y) / scale;
            stars++;
        }
        Raster enlarged = Raster.allocate(fine.shape(), SampleType.FLOAT32);
        Warp.into(plain, Transform.similarity(scale, 0, (scale - 1) / 2, (scale - 1) / 2), 0, enlarged);
        return new Measured(
                stars,
                ratios / stars,
                apart / stars,
                StarFinder.find(fine).fwhm() / scale,
                StarFinder.find(enlarged).fwhm() / scale);
    }

    @Test
    void satellites_do_not_come_in() throws Exception {
        DeepSkyRecipe recipe = usual().with(new Drizzle(2, 0.7));
        SessionFrames clean = mono(SHARP);
        SessionFrames crossed = new SessionFrames(clean.session(), (frame, codes) -> {
            for (int x = 0; frame % 8 == 2 && x < WIDTH; x++) {
                for (int dy = -4; dy <= 4; dy++) {
                    int y = 10 + 4 * frame + x / 10 + dy;
                    double height = 10 + 4.0 * frame + x / 10.0;
                    if (y >= 0 && y < HEIGHT) {
                        double trail = 300 * Math.exp(-(y - height) * (y - height) / 2);
                        codes.set(y * WIDTH + x, Math.min(65_535, Math.rint(codes.get(x, y, 0) + trail)));
                    }
                }
            }
        });
        Raster without = run(recipe, clean).picture().light();
        dev.sidereal.integrate.DeepSky done = run(recipe, crossed);
        dev.sidereal.integrate.DeepSky kept = run(recipe(new Rejection.None()).with(new Drizzle(2, 0.7)), crossed);
        assertThat(distance(done.picture().light(), without))
                .isLessThan(0.1 * distance(kept.picture().light(), without));
        assertThat(done.drizzled().orElseThrow().left()).isBetween(0.002, 0.02);
    }

    @Test
    void the_same_bits_come_from_one_thread_and_eight_and_from_one_band_and_many() throws Exception {
        DeepSkyRecipe one = recipe(new Budget(1, Optional.empty())).with(new Drizzle(2, 0.7));
        long enough = DeepSkyEngine.plan(one, bayer(SHARP), Progress.NONE).totalBytes();
        DeepSkyRecipe tight =
                recipe(new Budget(1, Optional.of(enough - (1 << 20)))).with(new Drizzle(2, 0.7));
        assertThat(DeepSkyEngine.plan(tight, bayer(SHARP), Progress.NONE).passes())
                .isGreaterThan(1);
        dev.sidereal.integrate.DeepSky single = run(one, bayer(SHARP));
        dev.sidereal.integrate.DeepSky eight =
                run(recipe(new Budget(8, Optional.empty())).with(new Drizzle(2, 0.7)), bayer(SHARP));
        dev.sidereal.integrate.DeepSky banded = run(tight, bayer(SHARP));
        for (dev.sidereal.integrate.DeepSky other : List.of(eight, banded)) {
            assertThat(other.picture().light().bytes())
                    .isEqualTo(single.picture().light().bytes());
            assertThat(other.picture().coverage().bytes())
                    .isEqualTo(single.picture().coverage().bytes());
            assertThat(other.picture().rejected().bytes())
                    .isEqualTo(single.picture().rejected().bytes());
            assertThat(other.drizzled()).isEqualTo(single.drizzled());
        }
    }

    @Test
    void where_no_drop_fell_the_picture_is_empty_and_that_is_said() throws Exception {
        DeepSkyScene few = scene(WIDTH, HEIGHT, 5, 10, 2);
        dev.sidereal.integrate.DeepSky done = run(usual().with(new Drizzle(2, 0.3)), bayer(few));
        Raster light = done.picture().light();
        long empty = 0;
        for (int i = 0; i < done.picture().coverage().shape().samples(); i++) {
            boolean isEmpty = done.picture().coverage().get(i) == 0;
            empty += isEmpty ? 1 : 0;
            for (int c = 0; c < 3; c++) {
                assertThat(Double.isNaN(light.get(3 * i + c))).isEqualTo(isEmpty);
            }
        }
        assertThat(empty).isGreaterThan(1000);
        assertThat(done.remarks().get(done.remarks().size() - 1))
                .matches("drizzle: expected drops of every colour in each pixel, found [0-9]+ of 43200 pixels"
                        + " \\([0-9.]+ %\\) without; they are left empty, more lights, a greater --pixfrac or a smaller"
                        + " --drizzle fill them");
    }

    @Test
    void lights_that_were_not_dithered_are_told() throws Exception {
        assertThat(run(usual().with(new Drizzle(2, 1)), mono(scene(WIDTH, HEIGHT, 6, 0, 2)))
                        .remarks())
                .contains("drizzle: expected lights moved by parts of a pixel that differ, found samples in 1.0 of 4"
                        + " parts; between them the picture is no finer than its lights, more lights or a dither fill"
                        + " them");
        assertThat(run(usual().with(new Drizzle(2, 1)), mono(SHARP)).remarks())
                .noneMatch(said -> said.contains("drizzle"));
    }

    @Test
    void wrong_wishes_are_refused() {
        assertThatThrownBy(() -> new Drizzle(3.5, 0.7))
                .isInstanceOf(OptionException.class)
                .hasMessage("--drizzle: expected 1 to 3 pixels for each pixel of the lights along a side, found 3.5; 2"
                        + " suits most");
        assertThatThrownBy(() -> new Drizzle(Double.NaN, 0.7)).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> new Drizzle(2, 0.05))
                .isInstanceOf(OptionException.class)
                .hasMessage("--pixfrac: expected drops of 0.1 to 1 pixels of the lights, found 0.05; 0.7 suits most");
        assertThatThrownBy(() -> run(usual().with(new Drizzle(1, 0.7)), mono(SHARP)))
                .isInstanceOf(OptionException.class)
                .hasMessage("--drizzle: expected more than 1 for lights without colour filters, found 120x90 mono,"
                        + " 16-bit; leave it out, interpolation loses less than drops of whole pixels");
    }

    private static DeepSkyScene scene(int width, int height, int frames, double dither, double fwhm) {
        return DeepSkyScene.of(width, height, frames, 9)
                .withStars(width * height / 400, 10_000, 200_000)
                .withShape(fwhm, Optional.empty(), 0)
                .with(new DeepSkyScene.Pointing(dither, dither == 0 ? 0 : 0.05, Optional.empty(), 0))
                .with(new DeepSkyScene.Detector(4, 500, 5, 240_000, 0, 0));
    }

    private static DeepSkyRecipe usual() {
        return recipe(Rejection.usual());
    }

    private static DeepSkyRecipe recipe(Rejection rejection) {
        return recipe(Budget.ofThisMachine(), rejection);
    }

    private static DeepSkyRecipe recipe(Budget budget) {
        return recipe(budget, Rejection.usual());
    }

    private static DeepSkyRecipe recipe(Budget budget, Rejection rejection) {
        DeepSkyRecipe usual = DeepSkyRecipe.of(new ToneCurve.Linear());
        return new DeepSkyRecipe(
                usual.selection(),
                usual.badFrames(),
                budget,
                usual.curve(),
                usual.masters(),
                Optional.of(0),
                usual.canvas(),
                rejection,
                Contribution.Weighting.STARS,
                usual.places(),
                usual.gate(),
                usual.debayer());
    }

    private static dev.sidereal.integrate.DeepSky run(DeepSkyRecipe recipe, SessionFrames frames)
            throws IOException, InterruptedException, UnusableNightException {
        return DeepSkyEngine.run(recipe, frames, Progress.NONE);
    }

    private static SessionFrames mono(DeepSkyScene scene) {
        return new SessionFrames(DeepSky.of(scene));
    }

    /* Everything has one colour: red and blue filters let a part of green's light through. */
    private static SessionFrames bayer(DeepSkyScene scene) {
        return new SessionFrames(
                DeepSky.of(scene),
                (frame, codes) -> {
                    for (int i = 0; i < codes.shape().samples(); i++) {
                        double part = FILTERS[BAYER.channel(i % WIDTH, i / WIDTH)];
                        codes.set(i, Math.rint(500 + part * (codes.get(i) - 500)));
                    }
                },
                Optional.of(BAYER));
    }

    /* Bright stars that no other disturbs, inside the picture. */
    private static List<DeepSkyStar> single(DeepSky session) {
        return session.stars().stream()
                .filter(star -> star.electrons() > 20_000
                        && star.x() > 15
                        && star.y() > 15
                        && star.x() < session.scene().width() - 15
                        && star.y() < session.scene().height() - 15)
                .filter(star -> session.stars().stream()
                        .noneMatch(other ->
                                !other.equals(star) && Math.hypot(other.x() - star.x(), other.y() - star.y()) < 12))
                .toList();
    }

    /* Flux within a radius above the sky around it, and the centre of its light within a third of that. */
    private static double[] star(Raster picture, int channel, double x, double y, double radius) {
        double sky = 0;
        int around = 0;
        for (int pass = 0; pass < 2; pass++) {
            double flux = 0;
            double inner = 0;
            double sumX = 0;
            double sumY = 0;
            for (int v = (int) (y - 1.5 * radius); v <= y + 1.5 * radius; v++) {
                for (int u = (int) (x - 1.5 * radius); u <= x + 1.5 * radius; u++) {
                    double distance = Math.hypot(u - x, v - y);
                    double value = picture.get(u, v, channel) - (pass == 0 ? 0 : sky / around);
                    if (pass == 0 && distance > radius && distance < 1.5 * radius) {
                        sky += value;
                        around++;
                    }
                    if (pass == 1 && distance <= radius) {
                        flux += value;
                    }
                    if (pass == 1 && distance <= radius / 2) {
                        inner += value;
                        sumX += value * u;
                        sumY += value * v;
                    }
                }
            }
            if (pass == 1) {
                return new double[] {flux, sumX / inner, sumY / inner};
            }
        }
        throw new IllegalStateException();
    }

    /* How far red and blue are from their part of green, beside the light of stars. */
    private static double fringe(Raster picture, double scale) {
        double off = 0;
        double light = 0;
        for (DeepSkyStar star : single(DeepSky.of(SHARP))) {
            int x = (int) Math.rint((star.x() + 0.5) * scale - 0.5);
            int y = (int) Math.rint((star.y() + 0.5) * scale - 0.5);
            int reach = (int) Math.rint(4 * scale);
            double[] sky = new double[3];
            for (int c = 0; c < 3; c++) {
                for (int u = -3; u <= 3; u++) {
                    sky[c] += picture.get(x + u, y - (int) (9 * scale), c) / 7;
                }
            }
            for (int v = y - reach; v <= y + reach; v++) {
                for (int u = x - reach; u <= x + reach; u++) {
                    double green = picture.get(u, v, 1) - sky[1];
                    off += Math.abs((picture.get(u, v, 0) - sky[0]) / FILTERS[0] - green);
                    off += Math.abs((picture.get(u, v, 2) - sky[2]) / FILTERS[2] - green);
                    light += 2 * Math.abs(green);
                }
            }
        }
        return off / light;
    }

    /* Away from stars, whose cores change with the lights that are left out. */
    private static double distance(Raster a, Raster b) {
        double squares = 0;
        for (int i = 0; i < a.shape().samples(); i++) {
            double difference = b.get(i) < MOST_SKY ? a.get(i) - b.get(i) : 0;
            squares += Double.isNaN(difference) ? 0 : difference * difference;
        }
        return Math.sqrt(squares);
    }
}
