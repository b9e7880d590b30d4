package dev.sidereal.bench;

import dev.sidereal.align.Point;
import dev.sidereal.image.Raster;
import dev.sidereal.simulator.DeepSkyStar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures pictures of a {@link Session} beside its truth, every program's in the same way and with no code of any: centres of stars
 * by a Gaussian window, signal and noise by apertures.
 */
final class Surveyor {

    /* The window has the width of the stars: FWHM 3 and the pixel. */
    private static final double SIGMA = 1.31;
    private static final int REACH = 5;
    private static final int ROUNDS = 30;
    private static final double APERTURE = 4;
    private static final double RING_FROM = 7;
    private static final double RING_TO = 11;

    private final List<DeepSkyStar> stars;
    private final List<Point> empty;

    Surveyor(Session session) {
        stars = session.measured();
        empty = session.empty();
    }

    int stars() {
        return stars.size();
    }

    int places() {
        return empty.size();
    }

    /** Where a star should be in a picture. */
    interface Place {
        Point of(DeepSkyStar star);
    }

    /** How far each star's centre is from where it should be, in pixels. */
    List<Double> distances(Raster picture, Place place) {
        List<Double> distances = new ArrayList<>();
        for (DeepSkyStar star : stars) {
            Point truth = place.of(star);
            Point found = centre(picture, truth);
            distances.add(Math.hypot(found.x() - truth.x(), found.y() - truth.y()));
        }
        return distances;
    }

    /** The mean flux of the stars over the noise of apertures without any. */
    double signalToNoise(Raster picture) {
        double flux = stars.stream()
                .mapToDouble(star -> flux(picture, star.x(), star.y()))
                .average()
                .orElseThrow();
        double[] nothing =
                empty.stream().mapToDouble(at -> flux(picture, at.x(), at.y())).toArray();
        double middle = median(nothing);
        return flux
                / (1.4826
                        * median(Arrays.stream(nothing)
                                .map(value -> Math.abs(value - middle))
                                .toArray()));
    }

    /* Moved until the weighted moments about it are 0: for a Gaussian star under a window of its width, twice the moment. */
    private static Point centre(Raster picture, Point start) {
        double sky = ring(picture, start.x(), start.y());
        double x = start.x();
        double y = start.y();
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            for (int v = (int) Math.rint(y) - REACH; v <= (int) Math.rint(y) + REACH; v++) {
                for (int u = (int) Math.rint(x) - REACH; u <= (int) Math.rint(x) + REACH; u++) {
                    double r2 = (u - x) * (u - x) + (v - y) * (v - y);
                    double light = (picture.get(u, v, 0) - sky) * Math.exp(-r2 / (2 * SIGMA * SIGMA));
                    sum += light;
                    sumX += light * (u - x);
                    sumY += light * (v - y);
                }
            }
            x += 2 * sumX / sum;
            y += 2 * sumY / sum;
        }
        return new Point(x, y);
    }

    private static double flux(Raster picture, double x, double y) {
        double sky = ring(picture, x, y);
        double sum = 0;
        for (int v = (int) Math.ceil(y - APERTURE); v <= y + APERTURE; v++) {
            for (int u = (int) Math.ceil(x - APERTURE); u <= x + APERTURE; u++) {
                if (Math.hypot(u - x, v - y) <= APERTURE) {
                    sum += picture.get(u, v, 0) - sky;
                }
            }
        }
        return sum;
    }

    private static double ring(Raster picture, double x, double y) {
        double[] values = new double[600];
        int n = 0;
        for (int v = (int) Math.ceil(y - RING_TO); v <= y + RING_TO; v++) {
            for (int u = (int) Math.ceil(x - RING_TO); u <= x + RING_TO; u++) {
                double r = Math.hypot(u - x, v - y);
                if (r >= RING_FROM && r <= RING_TO) {
                    values[n++] = picture.get(u, v, 0);
                }
            }
        }
        return median(Arrays.copyOf(values, n));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
