package dev.sidereal.run;

import dev.sidereal.align.Registrar;
import dev.sidereal.align.Registration;
import dev.sidereal.align.StarField;
import dev.sidereal.align.Transform;
import dev.sidereal.integrate.Sight;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the place of every light on the reference, by its stars or as it is given, and says which lights are doubtful. */
final class Registering {

    private static final double WIDE = 1.6;
    private static final double LONG = 1.6;
    private static final double FAR = 3;
    private static final double LEAST_RESIDUAL = 0.2;
    private static final int LEAST_FRAMES = 5;

    private Registering() {}

    /** The row of the best light: many stars, sharp and round, in little noise. */
    static int reference(List<DeepSkyFrame> frames) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < frames.size(); row++) {
            double score = frames.get(row).sight().map(Registering::score).orElse(Double.NEGATIVE_INFINITY);
            if (score > most) {
                best = row;
                most = score;
            }
        }
        return best;
    }

    private static double score(Sight sight) {
        StarField stars = sight.stars();
        double score = stars.stars().size() / (stars.fwhm() * stars.fwhm() * stars.elongation() * sight.meanNoise());
        return score > 0 ? score : 0;
    }

    /**
     * The lights with their places.
     *
     * @param positions of the lights' rows in the source
     */
    static List<DeepSkyFrame> place(
            List<DeepSkyFrame> frames, int reference, List<Integer> positions, DeepSkyRecipe recipe) {
        List<DeepSkyFrame> placed = new ArrayList<>();
        if (!recipe.places().isEmpty()) {
            for (int row = 0; row < frames.size(); row++) {
                DeepSkyFrame frame = frames.get(row);
                Optional<Transform> place = recipe.places().getOrDefault(positions.get(row), Optional.empty());
                placed.add(
                        place.isPresent()
                                ? placed(frame, place.get(), Double.NaN, 0)
                                : frame.record().used() ? frame.skip("left out by --transforms") : frame);
            }
            return placed;
        }
        StarField stars = frames.get(reference).sight().orElseThrow().stars();
        Registrar registrar = new Registrar(stars);
        Optional<Transform> last = Optional.empty();
        for (int row = 0; row < frames.size(); row++) {
            DeepSkyFrame frame = frames.get(row);
            if (row == reference) {
                placed.add(placed(frame, Transform.IDENTITY, 0, stars.stars().size()));
                last = Optional.of(Transform.IDENTITY);
            } else if (frame.sight().isEmpty()) {
                placed.add(frame);
            } else {
                Registration found = registrar.register(frame.sight().get().stars(), last);
                if (found instanceof Registration.Registered registered) {
                    last = Optional.of(registered.transform());
                    placed.add(placed(frame, registered.transform(), registered.residualPixels(), registered.stars()));
                } else {
                    placed.add(frame.skip(((Registration.Unregistered) found).reason()));
                }
            }
        }
        return doubtful(placed);
    }

    private static DeepSkyFrame placed(DeepSkyFrame frame, Transform transform, double residual, int pairs) {
        return frame.sight().isEmpty()
                ? frame
                : new DeepSkyFrame(
                        frame.record(),
                        frame.sight(),
                        Optional.of(transform),
                        residual,
                        pairs,
                        Optional.empty(),
                        Optional.empty());
    }

    private static List<DeepSkyFrame> doubtful(List<DeepSkyFrame> frames) {
        List<DeepSkyFrame> placed =
                frames.stream().filter(frame -> frame.transform().isPresent()).toList();
        if (placed.size() < LEAST_FRAMES) {
            return frames;
        }
        double fwhm = median(placed.stream()
                .mapToDouble(frame -> frame.sight().orElseThrow().stars().fwhm())
                .toArray());
        double elongation = median(placed.stream()
                .mapToDouble(frame -> frame.sight().orElseThrow().stars().elongation())
                .toArray());
        double residual = Math.max(
                LEAST_RESIDUAL,
                median(placed.stream().mapToDouble(DeepSkyFrame::residualPixels).toArray()));
        return frames.stream()
                .map(frame -> frame.transform().isEmpty()
                        ? frame
                        : new DeepSkyFrame(
                                frame.record(),
                                frame.sight(),
                                frame.transform(),
                                frame.residualPixels(),
                                frame.pairs(),
                                frame.contribution(),
                                doubt(frame, fwhm, elongation, residual)))
                .toList();
    }

    private static Optional<String> doubt(DeepSkyFrame frame, double fwhm, double elongation, double residual) {
        StarField stars = frame.sight().orElseThrow().stars();
        if (stars.fwhm() > WIDE * fwhm) {
            return Optional.of(sentence("stars of %.1f pixels", fwhm, stars.fwhm()));
        }
        if (stars.elongation() > LONG * elongation) {
            return Optional.of(sentence("stars %.1f times as long as wide", elongation, stars.elongation()));
        }
        if (frame.residualPixels() > FAR * residual) {
            return Optional.of(sentence("stars within %.2f pixels of their places", residual, frame.residualPixels()));
        }
        return Optional.empty();
    }

    private static String sentence(String what, double expected, double found) {
        String number = what.contains(".2f") ? "%.2f" : "%.1f";
        return String.format(Locale.ROOT, "expected " + what + " like most, found " + number, expected, found);
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
