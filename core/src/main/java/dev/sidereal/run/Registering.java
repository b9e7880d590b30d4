package dev.sidereal.run;

import dev.sidereal.align.Lens;
import dev.sidereal.align.Placing;
import dev.sidereal.align.ReferenceChoice;
import dev.sidereal.align.Registration;
import dev.sidereal.align.StarField;
import dev.sidereal.align.Transform;
import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Sight;
import dev.sidereal.recipe.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the place of every light on the reference, by its stars or as it is given, and says which lights are doubtful. */
final class Registering {

    private static final double WIDE = 1.6;
    private static final double LONG = 1.6;
    private static final double FAR = 3;
    private static final double LEAST_RESIDUAL = 0.2;
    private static final int LEAST_FRAMES = 5;

    private static final Registration NOT_GIVEN =
            new Registration.Unregistered("transforms: expected its place, found none", 0);

    private final DeepSkyJob job;

    Registering(DeepSkyJob job) {
        this.job = job;
    }

    /**
     * The lights with their places.
     *
     * @param remarks gets a sentence for each doubtful light that is used all the same
     * @throws OptionException        if the reference that was asked for cannot be used
     * @throws UnusableNightException if a light cannot be registered and the recipe says to stop
     */
    DeepSkyLights place(List<DeepSkyFrame> looked, List<String> remarks) throws UnusableNightException {
        int reference = reference(looked);
        List<DeepSkyFrame> placed = new ArrayList<>();
        int done = 0;
        List<DeepSkyFrame> found =
                job.recipe().places().isEmpty() ? doubtful(byStars(looked, reference)) : asGiven(looked);
        for (DeepSkyFrame frame : found) {
            DeepSkyFrame next = frame;
            if (next.doubt().isPresent() && job.recipe().gate() == Gate.AUTO) {
                next = next.skip(next.doubt().get());
            } else if (next.doubt().isPresent()) {
                remarks.add(
                        next.record().name() + ": " + next.doubt().get() + "; it is used, --gate auto leaves it out");
            }
            if (!next.record().used() && frame.sight().isPresent()) {
                job.leave(next.record(), next.record().skipped().orElse(""), ++done, looked.size());
            }
            placed.add(next);
        }
        placed.stream()
                .flatMap(frame -> frame.transform().stream())
                .map(Transform::lens)
                .filter(lens -> !lens.isNone())
                .findFirst()
                .ifPresent(lens -> remarks.add(sentence(lens)));
        return new DeepSkyLights(placed, reference);
    }

    /* As asked for; else the best, and where none has stars the first that can be read. */
    private int reference(List<DeepSkyFrame> looked) {
        if (job.recipe().reference().isEmpty()) {
            return ReferenceChoice.of(looked.stream()
                            .map(frame -> frame.sight().map(Sight::stars))
                            .toList())
                    .orElseGet(() -> IntStream.range(0, looked.size())
                            .filter(row -> looked.get(row).sight().isPresent())
                            .findFirst()
                            .orElseThrow());
        }
        int position = job.recipe().reference().get();
        for (int row = 0; row < looked.size(); row++) {
            if (position(row) == position) {
                DeepSkyFrame frame = looked.get(row);
                if (frame.sight().isEmpty()) {
                    throw new OptionException("--reference: expected a light that can be used, found "
                            + frame.record().name() + ": "
                            + frame.record().skipped().orElse(""));
                }
                return row;
            }
        }
        throw new OptionException("--reference: expected one of the lights, found another file");
    }

    private int position(int row) {
        return job.night().entries().get(row).position();
    }

    private List<DeepSkyFrame> asGiven(List<DeepSkyFrame> looked) {
        List<DeepSkyFrame> placed = new ArrayList<>();
        for (int row = 0; row < looked.size(); row++) {
            DeepSkyFrame frame = looked.get(row);
            Registration place = job.recipe().places().getOrDefault(position(row), NOT_GIVEN);
            placed.add(frame.record().used() ? placed(frame, place) : frame);
        }
        return placed;
    }

    private static List<DeepSkyFrame> byStars(List<DeepSkyFrame> looked, int reference) {
        List<DeepSkyFrame> placed = new ArrayList<>();
        List<Optional<Registration>> found = Placing.of(
                reference,
                looked.stream().map(frame -> frame.sight().map(Sight::stars)).toList());
        for (int row = 0; row < looked.size(); row++) {
            DeepSkyFrame frame = looked.get(row);
            placed.add(found.get(row).map(place -> placed(frame, place)).orElse(frame));
        }
        return placed;
    }

    private static DeepSkyFrame placed(DeepSkyFrame frame, Registration place) {
        if (place instanceof Registration.Registered registered && frame.sight().isPresent()) {
            return new DeepSkyFrame(
                    frame.record(),
                    frame.sight(),
                    Optional.of(registered.transform()),
                    registered.residualPixels(),
                    registered.stars(),
                    Optional.empty(),
                    Optional.empty());
        }
        return place instanceof Registration.Unregistered unregistered ? frame.skip(unregistered.reason()) : frame;
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

    private static String sentence(Lens lens) {
        return String.format(
                Locale.ROOT,
                "lens: expected straight lines, found them bent by %.1f pixels in the corners; the lights are laid on"
                        + " each other through it",
                lens.radius() * (lens.k1() + lens.k2()));
    }

    private static String sentence(String what, double expected, double found) {
        String number = what.contains(".2f") ? "%.2f" : "%.1f";
        return String.format(Locale.ROOT, "expected " + what + " like most, found " + number, expected, found);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
