package dev.sidereal.integrate;

import dev.sidereal.align.Point;
import dev.sidereal.align.Star;
import dev.sidereal.align.StarField;
import dev.sidereal.align.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The factor that brings a frame's stars to the brightness they have in the reference: the median of the ratios of their fluxes, each
 * counting by the square of its signal to noise, so that bright stars decide.
 *
 * <p>Stars pair within {@value #RADIUS} pixels; saturated ones and those of less than {@value #LEAST_SNR} times their noise do not
 * count. Empty with fewer than {@value #LEAST_STARS} pairs.
 */
final class StarScale {

    private static final double RADIUS = 2;
    private static final double LEAST_SNR = 15;
    private static final int LEAST_STARS = 5;

    private StarScale() {}

    static OptionalDouble of(StarField reference, StarField frame, Transform toReference) {
        List<Ratio> ratios = new ArrayList<>();
        List<Star> byColumn = reference.stars().stream()
                .filter(star -> !star.saturated() && star.flux() > 0)
                .sorted(Comparator.comparingDouble(Star::x))
                .toList();
        double[] columns = byColumn.stream().mapToDouble(Star::x).toArray();
        for (Star star : frame.stars()) {
            if (!star.saturated() && star.snr() >= LEAST_SNR && star.flux() > 0) {
                brightest(byColumn, columns, toReference.apply(star.x(), star.y()))
                        .ifPresent(other -> {
                            double noise = 1 / (star.snr() * star.snr()) + 1 / (other.snr() * other.snr());
                            ratios.add(new Ratio(other.flux() / star.flux(), 1 / noise));
                        });
            }
        }
        if (ratios.size() < LEAST_STARS) {
            return OptionalDouble.empty();
        }
        ratios.sort(Comparator.comparingDouble(Ratio::value));
        double half = ratios.stream().mapToDouble(Ratio::weight).sum() / 2;
        double below = 0;
        for (Ratio ratio : ratios) {
            below += ratio.weight();
            if (below >= half) {
                return OptionalDouble.of(ratio.value());
            }
        }
        return OptionalDouble.empty();
    }

    private static Optional<Star> brightest(List<Star> byColumn, double[] columns, Point near) {
        int at = Arrays.binarySearch(columns, near.x() - RADIUS);
        Optional<Star> found = Optional.empty();
        for (int i = at < 0 ? -at - 1 : at; i < columns.length && columns[i] <= near.x() + RADIUS; i++) {
            Star star = byColumn.get(i);
            if (Math.abs(star.y() - near.y()) <= RADIUS
                    && found.filter(other -> other.flux() >= star.flux()).isEmpty()) {
                found = Optional.of(star);
            }
        }
        return found;
    }

    private record Ratio(double value, double weight) {}
}
