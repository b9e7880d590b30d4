package dev.sidereal.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the stars of a night: evenly over the part of the sky that crosses the picture. */
final class StarCatalogue {

    /* Linear light of hot to cool stars, somewhat more colourful than in nature, as photographers print them. */
    private static final List<Colour> COLOURS = List.of(
            new Colour(0.32, 0.54, 1.00),
            new Colour(0.58, 0.76, 1.00),
            new Colour(1.00, 0.96, 0.88),
            new Colour(1.00, 0.74, 0.40),
            new Colour(1.00, 0.50, 0.20));

    private static final int MOMENTS = 24;

    private final NightScene scene;
    private final Field field;
    private final StarTracks tracks;
    private final Dice dice;

    private StarCatalogue(NightScene scene) {
        this.scene = scene;
        this.field = scene.field();
        this.tracks = new StarTracks(field, scene.cadence(), List.of());
        this.dice = new Dice(scene.seed(), "stars");
    }

    /** The stars of a scene, brightest first. */
    static List<Star> of(NightScene scene) {
        return new StarCatalogue(scene).draw();
    }

    private List<Star> draw() {
        List<Star> stars = new ArrayList<>();
        int count = scene.starfield().count();
        while (stars.size() < count) {
            Star star = star(stars.size(), count);
            // The brightest but one stands close to the pole where there is room, as in the northern sky.
            boolean polar = stars.size() == 1 && field.contains(field.pole(), 0);
            Star candidate = polar ? at(star, 0.012 * field.height(), star.angle()) : star;
            if (crossesThePicture(candidate)) {
                stars.add(candidate);
            }
        }
        stars.sort(Comparator.comparingInt(Star::number));
        return List.copyOf(stars);
    }

    private Star star(int number, int count) {
        Colour colour = colour();
        double near = nearest();
        double far = farthest();
        double radius = Math.sqrt(dice.uniform(near * near, far * far));
        double angle = dice.uniform(0, 2 * Math.PI);
        return new Star(number, magnitude(number, count), colour.red(), colour.green(), colour.blue(), radius, angle);
    }

    private static Star at(Star star, double radius, double angle) {
        return new Star(star.number(), star.magnitude(), star.red(), star.green(), star.blue(), radius, angle);
    }

    /* The (n + 1/2)-th of N magnitudes: N(m) ~ 10^(0.5 m) between the limits, so that every night has its bright stars. */
    private double magnitude(int number, int count) {
        Starfield s = scene.starfield();
        double first = StrictMath.pow(10, 0.5 * (s.brightest() - s.faintest()));
        double part = (number + 0.5) / count;
        return s.faintest() + 2 * StrictMath.log10(first + (1 - first) * part);
    }

    private Colour colour() {
        double place = dice.uniform() * (COLOURS.size() - 1);
        int i = (int) place;
        return COLOURS.get(i).towards(COLOURS.get(i + 1), place - i);
    }

    private double nearest() {
        double x = Math.max(0, Math.max(-field.pole().x(), field.pole().x() - field.width()));
        double y = Math.max(0, Math.max(-field.pole().y(), field.pole().y() - field.height()));
        return Math.sqrt(x * x + y * y);
    }

    private double farthest() {
        double x = Math.max(
                Math.abs(field.pole().x()),
                Math.abs(field.width() - field.pole().x()));
        double y = Math.max(
                Math.abs(field.pole().y()),
                Math.abs(field.height() - field.pole().y()));
        return Math.sqrt(x * x + y * y);
    }

    private boolean crossesThePicture(Star star) {
        double end = scene.cadence().end(scene.frames() - 1);
        for (int i = 0; i <= MOMENTS; i++) {
            if (field.contains(tracks.at(star, end * i / MOMENTS), 0)) {
                return true;
            }
        }
        return false;
    }
}
