package dev.sidereal.simulator;

import java.util.ArrayList;
import java.util.List;

/** Draws when and where planes, satellites and meteors cross the picture. */
final class PasserSchedule {

    private static final double METEOR_SECONDS = 0.6;

    private final Field field;
    private final Cadence cadence;
    private final Dice dice;

    private PasserSchedule(NightScene scene) {
        this.field = scene.field();
        this.cadence = scene.cadence();
        this.dice = new Dice(scene.seed(), "passers");
    }

    /** The passers of a scene: planes, satellites, meteors. */
    static List<Passer> of(NightScene scene) {
        PasserSchedule schedule = new PasserSchedule(scene);
        List<Passer> passers = new ArrayList<>();
        for (int i = 0; i < scene.passers().planes(); i++) {
            passers.add(schedule.plane());
        }
        for (int i = 0; i < scene.passers().satellites(); i++) {
            passers.add(schedule.satellite());
        }
        for (int i = 0; i < scene.passers().meteors(); i++) {
            passers.add(schedule.meteor());
        }
        return List.copyOf(passers);
    }

    /* From edge to edge in 5 frames, gently rising or falling in the upper half. */
    private Passer plane() {
        Point left = new Point(-0.03 * field.width(), dice.uniform(0.38, 0.58) * field.height());
        Point right = new Point(1.03 * field.width(), dice.uniform(0.10, 0.30) * field.height());
        boolean leftwards = dice.uniform() < 0.5;
        return crossing(Passer.Kind.PLANE, leftwards ? right : left, leftwards ? left : right, 5, 0.15, 0.5);
    }

    /* Steeply down the side on which there is more sky, in 3 frames. */
    private Passer satellite() {
        boolean leftSide = field.pole().x() > 0.5 * field.width();
        double top = dice.uniform(0.12, 0.30);
        double bottom = dice.uniform(0.30, 0.42);
        Point from = new Point(field.width() * (leftSide ? top : 1 - top), -0.02 * field.height());
        Point to = new Point(field.width() * (leftSide ? bottom : 1 - bottom), 0.66 * field.height());
        return crossing(Passer.Kind.SATELLITE, from, to, 3, 0.55, 0.85);
    }

    private Passer crossing(Passer.Kind kind, Point from, Point to, int span, double earliest, double latest) {
        int frames = Math.min(span, cadence.frames());
        int first = Math.min(cadence.frames() - frames, (int) (dice.uniform(earliest, latest) * cadence.frames()));
        int last = first + frames - 1;
        // Not the whole of the outer exposures: it comes and goes while the shutter is open.
        double begin = cadence.begin(first) + 0.3 * cadence.exposureSeconds();
        double end = cadence.end(last) - 0.2 * cadence.exposureSeconds();
        return new Passer(kind, from, to, begin, end, first, last);
    }

    /* Right or left of the pole, whichever side is wider, falling outwards. */
    private Passer meteor() {
        int frame = dice.below(cadence.frames());
        double aside = field.pole().x() > 0.5 * field.width() ? -1 : 1;
        Point from = new Point(
                field.width() * (0.5 + aside * dice.uniform(0.02, 0.12)), field.height() * dice.uniform(0.08, 0.16));
        double slope = dice.uniform(0.5, 1.0);
        double length = dice.uniform(0.17, 0.22) * field.diagonal();
        double across = length / Math.sqrt(1 + slope * slope);
        Point to = new Point(from.x() + aside * across, from.y() + slope * across);
        double seconds = Math.min(METEOR_SECONDS, 0.5 * cadence.exposureSeconds());
        double begin = cadence.begin(frame) + dice.uniform() * (cadence.exposureSeconds() - seconds);
        return new Passer(Passer.Kind.METEOR, from, to, begin, begin + seconds, frame, frame);
    }
}
