package dev.sidereal.simulator;

import java.util.List;
import java.util.function.Consumer;

/**
 * The light of passers during an exposure. Brightness is that of the line they leave: a line of peak p and width sigma
 * holds p sigma sqrt(2 pi) of light per pixel of its length.
 */
final class PasserLight {

    private static final Colour RED = new Colour(1.0, 0.16, 0.10);
    private static final Colour WHITE = new Colour(1.0, 0.96, 0.88);
    private static final Colour PALE = new Colour(0.90, 0.95, 1.0);
    private static final Colour GREEN = new Colour(0.30, 1.0, 0.55);
    private static final int METEOR_PIECES = 48;
    private static final double BLINK_SECONDS = 1.6;
    private static final double FLASH_SECONDS = 0.12;

    private final Cadence cadence;
    private final List<Passer> passers;
    private final double sigma;
    private final double height;

    PasserLight(NightScene scene, List<Passer> passers) {
        this.cadence = scene.cadence();
        this.passers = passers;
        this.sigma = scene.starfield().sigma();
        this.height = scene.field().height();
    }

    /** Hands out the light of all passers in a frame. */
    void during(int frame, Consumer<Streak> out) {
        for (Passer passer : passers) {
            double begin = Math.max(passer.begin(), cadence.begin(frame));
            double end = Math.min(passer.end(), cadence.end(frame));
            if (begin < end) {
                switch (passer.kind()) {
                    case PLANE -> plane(passer, begin, end, out);
                    case SATELLITE -> satellite(passer, begin, end, out);
                    case METEOR -> meteor(passer, out);
                }
            }
        }
    }

    /* Two lights side by side, the red one half a blink after the white one, on a line of their steady glow. */
    private void plane(Passer plane, double begin, double end, Consumer<Streak> out) {
        double apart = 0.0035 * height / plane.from().distance(plane.to());
        double acrossX = -(plane.to().y() - plane.from().y()) * apart;
        double acrossY = (plane.to().x() - plane.from().x()) * apart;
        line(plane, begin, end, 0, 0, RED.times(0.05), out);
        for (int n = (int) ((begin - plane.begin()) / BLINK_SECONDS); ; n++) {
            double flash = plane.begin() + n * BLINK_SECONDS;
            if (flash >= end) {
                return;
            }
            flash(plane, flash, begin, end, acrossX, acrossY, WHITE.times(0.9), out);
            flash(plane, flash + BLINK_SECONDS / 2, begin, end, -acrossX, -acrossY, RED.times(0.55), out);
        }
    }

    private void flash(
            Passer plane,
            double at,
            double begin,
            double end,
            double dx,
            double dy,
            Colour peak,
            Consumer<Streak> out) {
        double from = Math.max(at, begin);
        double to = Math.min(at + FLASH_SECONDS, end);
        if (from < to) {
            line(plane, from, to, dx, dy, peak, out);
        }
    }

    private void line(
            Passer passer, double begin, double end, double dx, double dy, Colour peak, Consumer<Streak> out) {
        Point from = passer.at(begin);
        Point to = passer.at(end);
        Point a = new Point(from.x() + dx, from.y() + dy);
        Point b = new Point(to.x() + dx, to.y() + dy);
        // Shorter than wide, it is a dot, and its light must be spread over the dot.
        double length = Math.max(a.distance(b), Math.sqrt(2 * Math.PI) * sigma);
        out.accept(streak(a, b, sigma, peak, length));
    }

    /* In pieces, because its brightness changes: sin^2 over the whole pass. */
    private void satellite(Passer satellite, double begin, double end, Consumer<Streak> out) {
        int pieces = 24;
        for (int i = 0; i < pieces; i++) {
            double from = begin + (end - begin) * i / pieces;
            double to = begin + (end - begin) * (i + 1) / pieces;
            double part = ((from + to) / 2 - satellite.begin()) / (satellite.end() - satellite.begin());
            double swell = StrictMath.sin(Math.PI * part);
            line(satellite, from, to, 0, 0, PALE.times(0.20 * Math.sqrt(swell)), out);
        }
    }

    /* Brightness b(s) = s^2 up to 3/4 of the way, then falls to 0; green at first, white where it is brightest. */
    private void meteor(Passer meteor, Consumer<Streak> out) {
        for (int i = 0; i < METEOR_PIECES; i++) {
            double s = (i + 0.5) / METEOR_PIECES;
            double shine = s < 0.75 ? s * s / 0.5625 : (1 - s) * 4;
            Point from = meteor.from().towards(meteor.to(), (double) i / METEOR_PIECES);
            Point to = meteor.from().towards(meteor.to(), (i + 1.0) / METEOR_PIECES);
            Colour colour = GREEN.towards(WHITE, shine * shine).times(1.6 * shine);
            double width = sigma * (0.8 + 0.7 * shine);
            out.accept(streak(from, to, width, colour, from.distance(to)));
            out.accept(streak(from, to, 4 * width, GREEN.times(0.06 * shine), from.distance(to)));
        }
    }

    private static Streak streak(Point from, Point to, double width, Colour peak, double length) {
        Colour light = peak.times(length * width * Math.sqrt(2 * Math.PI));
        return new Streak(from, to, width, light.red(), light.green(), light.blue());
    }
}
