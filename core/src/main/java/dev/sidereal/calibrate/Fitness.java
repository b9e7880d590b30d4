package dev.sidereal.calibrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether masters belong to lights: size and colour filters must agree; exposure, gain and temperature should.
 *
 * <p>What a file does not say is not compared.
 */
public final class Fitness {

    /* A dark's current grows by a tenth for about one degree. */
    private static final double DEGREES = 2;
    private static final double PART = 0.05;

    private Fitness() {}

    /**
     * Compares.
     *
     * @return a sentence for each mismatch that harms but can be lived with
     * @throws OptionException if a master is of another size or under other filters, or if a dark cannot be scaled as asked
     */
    public static List<String> check(FrameInfo lights, Masters masters) {
        List<String> sentences = new ArrayList<>();
        masters.all().forEach(master -> {
            requireSize(master, lights);
            requireFilters(master, lights);
            unknownFilters(master, lights).ifPresent(sentences::add);
            gain(master, lights).ifPresent(sentences::add);
        });
        masters.dark().ifPresent(dark -> {
            temperature(dark, lights).ifPresent(sentences::add);
            if (masters.scaleDark()) {
                requireScalable(masters, lights);
            } else {
                exposure(dark, lights.exposure(), "the lights").ifPresent(sentences::add);
            }
        });
        masters.flat().flatMap(flat -> filter(flat, lights)).ifPresent(sentences::add);
        masters.darkFlat()
                .ifPresent(dark -> exposure(
                                dark, masters.flat().flatMap(flat -> flat.info().exposure()), "the flats")
                        .ifPresent(sentences::add));
        return List.copyOf(sentences);
    }

    private static void requireSize(Master master, FrameInfo lights) {
        Shape expected = lights.shape();
        Shape found = master.light().shape();
        if (!found.equals(expected)) {
            throw new OptionException("--" + master.kind() + ": expected " + expected + " as the lights are, found "
                    + found + "; use frames of the same camera and binning");
        }
    }

    private static void requireFilters(Master master, FrameInfo lights) {
        Optional<Mosaic> expected = lights.coding().mosaic();
        Optional<Mosaic> found = master.info().coding().mosaic();
        if (expected.isPresent()
                && found.isPresent()
                && !expected.get().colours().equals(found.get().colours())) {
            throw new OptionException(
                    "--" + master.kind() + ": expected filters " + expected.get() + " as the lights have, found "
                            + found.get() + "; use frames of the same camera, not turned or cut");
        }
    }

    private static Optional<String> unknownFilters(Master master, FrameInfo lights) {
        return lights.coding().mosaic().isPresent() || lights.shape().channels() > 1
                ? Optional.empty()
                : master.info()
                        .coding()
                        .mosaic()
                        .map(found -> master.kind()
                                + ": expected no filters over the samples as the lights state none, found " + found
                                + "; the lights are taken as grey");
    }

    private static Optional<String> filter(Master flat, FrameInfo lights) {
        return lights.readout()
                .filter()
                .flatMap(expected -> flat.info()
                        .readout()
                        .filter()
                        .filter(found -> !found.equalsIgnoreCase(expected))
                        .map(found -> flat.kind() + ": expected filter " + expected + " as the lights have, found "
                                + found + "; dust on the filter may show twice"));
    }

    private static Optional<String> gain(Master master, FrameInfo lights) {
        return both(lights.readout().gain(), master.info().readout().gain())
                .filter(pair -> pair.light() != pair.other())
                .map(pair -> master.kind() + ": expected gain " + number(pair.light()) + " as the lights have, found "
                        + number(pair.other()) + "; what it removes may be too much or too little");
    }

    private static Optional<String> temperature(Master dark, FrameInfo lights) {
        return both(lights.readout().temperature(), dark.info().readout().temperature())
                .filter(pair -> Math.abs(pair.light() - pair.other()) > DEGREES)
                .map(pair -> dark.kind() + ": expected " + number(pair.light()) + " degrees as the lights have, found "
                        + number(pair.other()) + "; hot pixels may stay, or become dark holes");
    }

    private static Optional<String> exposure(Master master, Optional<Duration> expected, String whose) {
        return both(expected.map(Fitness::seconds), master.info().exposure().map(Fitness::seconds))
                .filter(pair -> Math.abs(pair.other() - pair.light()) > PART * pair.light())
                .map(pair -> master.kind() + ": expected an exposure of " + number(pair.light()) + " s as " + whose
                        + " have, found " + number(pair.other()) + " s; it is used as it is"
                        + (master.kind() == Master.Kind.DARK ? ", --scale-dark with --bias scales it" : ""));
    }

    private static void requireScalable(Masters masters, FrameInfo lights) {
        Optional<Duration> dark = masters.dark().flatMap(master -> master.info().exposure());
        if (masters.bias().isEmpty()) {
            throw new OptionException(
                    "--scale-dark: expected --bias with it, found none; only what a dark has beyond its bias grows with"
                            + " time");
        }
        if (dark.isEmpty() || lights.exposure().isEmpty()) {
            throw new OptionException("--scale-dark: expected exposures of lights and darks, found none in the "
                    + (dark.isEmpty() ? "darks" : "lights") + "; use darks as long as the lights");
        }
    }

    private record Pair(double light, double other) {}

    private static Optional<Pair> both(Optional<Double> light, Optional<Double> other) {
        return light.flatMap(a -> other.map(b -> new Pair(a, b)));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
