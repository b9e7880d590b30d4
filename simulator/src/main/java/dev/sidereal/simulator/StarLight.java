package dev.sidereal.simulator;

import java.util.List;
import java.util.function.Consumer;

/**
 * The light of stars during an exposure: each moves along its arc, cut into chords that leave the arc by less than
 * 0.01 pixel; bright ones have a faint wide halo. Stars near the horizon are dimmer and redder, as seen through more air.
 */
final class StarLight {

    private static final double SAGITTA = 0.01;
    private static final double HALO_WIDTH = 2.8;
    private static final double HALO_PART = 0.16;
    private static final double FAINTEST_HALO = 1.5;
    private static final int STREAK_BYTES = 128;

    private final Field field;
    private final Cadence cadence;
    private final StarTracks tracks;
    private final double sigma;

    StarLight(NightScene scene, StarTracks tracks) {
        this.field = scene.field();
        this.cadence = scene.cadence();
        this.tracks = tracks;
        this.sigma = scene.starfield().sigma();
    }

    /** Hands out the light of all stars in a frame. */
    void during(int frame, Consumer<Streak> out) {
        double angle = Math.abs(tracks.turn(cadence.exposureSeconds()));
        List<Star> stars = tracks.stars();
        for (Star star : stars) {
            if (field.contains(tracks.at(star, frame), 40 * sigma + star.radius() * angle)) {
                double chords = Math.ceil(angle * Math.sqrt(star.radius() / (8 * SAGITTA)));
                draw(star, frame, Math.max(1, (int) chords), out);
            }
        }
    }

    private void draw(Star star, int frame, int chords, Consumer<Streak> out) {
        double peak = StrictMath.pow(10, -0.4 * star.magnitude());
        double light = peak * 2 * Math.PI * sigma * sigma / chords;
        Colour colour = throughAir(star, tracks.at(star, frame)).times(light);
        boolean halo = star.magnitude() < FAINTEST_HALO;
        for (int i = 0; i < chords; i++) {
            Point from = tracks.at(star, moment(frame, i, chords));
            Point to = tracks.at(star, moment(frame, i + 1, chords));
            out.accept(streak(from, to, sigma, colour));
            if (halo) {
                out.accept(streak(from, to, HALO_WIDTH * sigma, colour.times(HALO_PART)));
            }
        }
    }

    private double moment(int frame, int chord, int chords) {
        return cadence.begin(frame) + cadence.exposureSeconds() * chord / chords;
    }

    private Colour throughAir(Star star, Point at) {
        double height = Math.max(0, 0.85 - at.y() / field.height());
        double air = 0.9 * StrictMath.exp(-height / 0.12);
        return new Colour(
                star.red() * StrictMath.exp(-0.7 * air),
                star.green() * StrictMath.exp(-1.1 * air),
                star.blue() * StrictMath.exp(-1.7 * air));
    }

    private static Streak streak(Point from, Point to, double sigma, Colour colour) {
        return new Streak(from, to, sigma, colour.red(), colour.green(), colour.blue());
    }

    /** Bytes that the light of all stars in a frame takes, from above. */
    long bytes() {
        double angle = Math.abs(tracks.turn(cadence.exposureSeconds()));
        double chords = 1 + angle * Math.sqrt(2 * field.diagonal() / (8 * SAGITTA));
        return (long) (STREAK_BYTES * 2 * chords * tracks.stars().size());
    }
}
