package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.align.Point;
import dev.sidereal.align.Registrar;
import dev.sidereal.align.Registration;
import dev.sidereal.align.StarField;
import dev.sidereal.align.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints the tables of registration of docs/accuracy.md. */
@EnabledIfSystemProperty(named = "sidereal.accuracy", matches = ".+")
class RegistrationAccuracyTest {

    private static final double SKY = 400;
    private static final double READ = 5;
    private static final double SIGMAS_IN_FWHM = 2.3548200450309493;
    private static final int HALF = 30;
    private static final int FIRST_SEED = Integer.getInteger("sidereal.accuracy", 1);

    @Test
    void a_table_of_centres() {
        say("| FWHM | SNR | stars | error, pixels | bound | ratio |%n|---|---|---|---|---|---|%n");
        for (double fwhm : new double[] {2, 2.5, 3, 4}) {
            for (double snr : new double[] {10, 20, 50, 100, 200}) {
                centres(fwhm, snr);
            }
        }
    }

    private static void centres(double fwhm, double snr) {
        double flux = fluxOf(snr, fwhm);
        double squares = 0;
        int n = 0;
        for (int seed = FIRST_SEED; seed < FIRST_SEED + 6; seed++) {
            DeepSky sky = DeepSky.of(DeepSkyScene.of(640, 640, 1, seed)
                    .withStars(250, flux, flux * 1.000001)
                    .withShape(fwhm, Optional.empty(), 0));
            StarField field = RegistrationTest.field(sky, 0);
            for (DeepSkyStar star : sky.stars()) {
                boolean isInside = star.x() > 15 && star.y() > 15 && star.x() < 624 && star.y() < 624;
                boolean isAlone = sky.stars().stream()
                                .filter(other -> Math.hypot(other.x() - star.x(), other.y() - star.y()) < 7 * fwhm)
                                .count()
                        == 1;
                if (isInside && isAlone) {
                    Point truth = new Point(star.x(), star.y());
                    Optional<Double> off = field.stars().stream()
                            .map(found -> RegistrationTest.squared(new Point(found.x(), found.y()), truth))
                            .filter(square -> square < 1)
                            .min(Comparator.naturalOrder());
                    squares += off.orElse(0.0);
                    n += off.isPresent() ? 1 : 0;
                }
            }
        }
        double error = Math.sqrt(squares / (2 * n));
        double bound = 1 / Math.sqrt(information(flux, fwhm)[0]);
        say("| %.1f | %.0f | %d | %.4f | %.4f | %.3f |%n", fwhm, snr, n, error, bound, error / bound);
        assertThat(error / bound).as("R1, FWHM " + fwhm + ", SNR " + snr).isLessThanOrEqualTo(1.15);
        assertThat(n).as("stars of SNR " + snr).isGreaterThan(300);
    }

    @Test
    void a_table_of_transforms() {
        say(
                "| Frames | lens | error over the field, pixels: rms | worst frame | in the corners |%n|---|---|---|---|---|%n");
        double least = fluxOf(20, 3);
        transforms("shift and turn", least, new DeepSkyScene.Pointing(10, Math.toRadians(15), Optional.empty(), 0));
        transforms("flipped", least, new DeepSkyScene.Pointing(10, Math.toRadians(1), Optional.of(1), 0));
        transforms("shift and turn", least, new DeepSkyScene.Pointing(10, Math.toRadians(15), Optional.empty(), 0.02));
    }

    private static void transforms(String name, double least, DeepSkyScene.Pointing pointing) {
        double squares = 0;
        double worst = 0;
        double corners = 0;
        int n = 0;
        for (int seed = FIRST_SEED; seed < FIRST_SEED + 8; seed++) {
            DeepSky sky = DeepSky.of(DeepSkyScene.of(1200, 900, 4, seed)
                    .withStars(100, least, 20 * least)
                    .with(pointing));
            List<Optional<Registration>> places = RegistrationTest.places(sky, 4);
            for (int frame = 1; frame < 4; frame++) {
                Registration.Registered found =
                        (Registration.Registered) places.get(frame).orElseThrow();
                double error = RegistrationTest.error(found, sky, frame);
                squares += error * error;
                worst = Math.max(worst, error);
                for (int corner = 0; corner < 4; corner++) {
                    double x = corner % 2 * 1199.0;
                    double y = (corner & 2) / 2.0 * 899;
                    corners += RegistrationTest.squared(
                            found.transform().apply(x, y),
                            sky.toReference(frame).apply(x, y));
                }
                n++;
            }
        }
        say(
                "| %s | %.0f %% | %.4f | %.4f | %.4f |%n",
                name, 100 * pointing.k1(), Math.sqrt(squares / n), worst, Math.sqrt(corners / (4 * n)));
        assertThat(Math.sqrt(squares / n)).as("R2, " + name).isLessThanOrEqualTo(0.04);
        assertThat(Math.sqrt(corners / (4 * n))).as("R3, " + name).isLessThanOrEqualTo(0.1);
    }

    @Test
    void a_count_of_frames_with_twelve_common_stars() {
        int registered = 0;
        int wrong = 0;
        int found = 0;
        int trials = 10_000;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(FIRST_SEED * 1_000_000L + trial);
            boolean isMirrored = random.nextBoolean();
            Transform turned = Transform.similarity(
                    1, 2 * Math.PI * random.nextDouble(), 1000 * random.nextDouble(), 1000 * random.nextDouble());
            List<double[]> common = places(random, 12);
            StarField reference = catalogue(common, places(random, 5), Transform.IDENTITY, false, random);
            StarField frame = catalogue(common, places(random, 5), turned, isMirrored, random);
            StarField other = catalogue(places(random, 12), places(random, 5), turned, isMirrored, random);
            Registrar registrar = new Registrar(reference);
            if (registrar.register(frame) instanceof Registration.Registered place) {
                Point at = turned.inverse().apply(500, 500);
                Point back = place.transform().apply(isMirrored ? -at.x() : at.x(), at.y());
                boolean isRight = Math.hypot(back.x() - 500, back.y() - 500) < 1;
                registered += isRight ? 1 : 0;
                wrong += isRight ? 0 : 1;
            }
            found += registrar.register(other) instanceof Registration.Registered ? 1 : 0;
        }
        say(
                "12 common stars of 17: %d of %d frames registered, %d wrongly; %d of %d frames of another sky%n",
                registered, trials, wrong, found, trials);
        assertThat(registered).as("R4").isGreaterThanOrEqualTo(trials * 995 / 1000);
        assertThat(wrong + found).as("R4, taken in").isZero();
    }

    private static List<double[]> places(Random random, int count) {
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new double[] {1000 * random.nextDouble(), 1000 * random.nextDouble(), random.nextDouble()});
        }
        return places;
    }

    private static StarField catalogue(
            List<double[]> common, List<double[]> strangers, Transform toReference, boolean mirror, Random random) {
        List<dev.sidereal.align.Star> stars = new ArrayList<>();
        Transform back = toReference.inverse();
        for (double[] place : common) {
            Point at = back.apply(place[0], place[1]);
            stars.add(star(mirror ? -at.x() : at.x(), at.y(), 20 + 80 * place[2], random));
        }
        for (double[] place : strangers) {
            Point at = back.apply(place[0], place[1]);
            stars.add(star(mirror ? -at.x() : at.x(), at.y(), 20 + 80 * place[2], random));
        }
        stars.sort(Comparator.comparingDouble(star -> -star.flux()));
        return new StarField(1000, 1000, stars, 0, 1, 3, 1);
    }

    private static dev.sidereal.align.Star star(double x, double y, double snr, Random random) {
        double error = 1.8 / snr;
        return new dev.sidereal.align.Star(
                x + error * random.nextGaussian(),
                y + error * random.nextGaussian(),
                snr * (0.8 + 0.4 * random.nextDouble()),
                snr,
                3,
                1,
                snr,
                false);
    }

    /* Fisher's information of the place along x, and the square of signal over noise of the best fit, for a star in a pixel's middle. */
    private static double[] information(double flux, double fwhm) {
        double[] middle = profile(0, fwhm);
        double[] before = profile(-1e-4, fwhm);
        double[] after = profile(1e-4, fwhm);
        double place = 0;
        double light = 0;
        for (int v = 0; v <= 2 * HALF; v++) {
            for (int u = 0; u <= 2 * HALF; u++) {
                double mean = flux * middle[u] * middle[v];
                double slope = flux * (after[u] - before[u]) / 2e-4 * middle[v];
                double variance = mean + SKY + READ * READ;
                place += slope * slope / variance;
                light += mean * mean / variance;
            }
        }
        return new double[] {place, light};
    }

    private static double[] profile(double centre, double fwhm) {
        double sigma = fwhm / SIGMAS_IN_FWHM;
        double[] shares = new double[2 * HALF + 1];
        for (int i = 0; i < shares.length; i++) {
            for (int part = 0; part < 8; part++) {
                double t = (i - HALF - 0.5 + (part + 0.5) / 8 - centre) / sigma;
                shares[i] += Math.exp(-t * t / 2) / (Math.sqrt(2 * Math.PI) * sigma * 8);
            }
        }
        return shares;
    }

    private static double fluxOf(double snr, double fwhm) {
        double low = 1;
        double high = 1e8;
        for (int step = 0; step < 60; step++) {
            double middle = Math.sqrt(low * high);
            boolean isFaint = Math.sqrt(information(middle, fwhm)[1]) < snr;
            low = isFaint ? middle : low;
            high = isFaint ? high : middle;
        }
        return low;
    }

    private static void say(String format, Object... numbers) {
        System.out.printf(Locale.ROOT, format, numbers);
    }
}
