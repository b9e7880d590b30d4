package dev.sidereal.spark;

import dev.sidereal.align.Registration;
import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.Stretch;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked of a deep-sky session, each option checked before anything is read.
 *
 * @param files       what is written
 * @param calibration names of frames of each kind
 * @param saved       folder for masters
 * @param reference   name of the light that all others are laid on
 * @param places      file that says where lights lie
 * @param memory      of one task
 * @param dry         whether to stop when it is known what would be done
 */
record SessionWishes(
        SessionFiles files,
        Map<Master.Kind, List<String>> calibration,
        boolean scaleDark,
        Optional<String> saved,
        Optional<String> reference,
        Optional<String> places,
        Rejection rejection,
        Contribution.Weighting weighting,
        Canvas.Extent canvas,
        Stretch stretch,
        Grouping grouping,
        Selection selection,
        Reading reading,
        BadFrames badFrames,
        Gate gate,
        Optional<Long> memory,
        boolean dry,
        boolean force) {

    static final String SCALE_DARK = "--scale-dark";
    static final String DRY_RUN = "--dry-run";
    static final Set<String> VALUED = Stream.concat(
                    SessionFiles.VALUED.stream(),
                    Stream.of(
                            "--dark",
                            "--flat",
                            "--bias",
                            "--dark-flat",
                            "--save-masters",
                            "--reference",
                            "--use-transforms",
                            "--reject",
                            "--reject-limits",
                            "--weights",
                            "--canvas",
                            "--stretch",
                            "--group-by",
                            "--gate",
                            "--order",
                            "--from",
                            "--to",
                            "--every",
                            "--raw",
                            "--memory"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";

    /** Reads a command line. */
    static SessionWishes of(Arguments given) {
        Map<Master.Kind, List<String>> calibration = new LinkedHashMap<>();
        for (Master.Kind kind : Master.Kind.values()) {
            List<String> names = given.all("--" + kind);
            if (!names.isEmpty()) {
                calibration.put(kind, names);
            }
        }
        SessionWishes wishes = new SessionWishes(
                SessionFiles.of(given),
                calibration,
                given.has(SCALE_DARK),
                given.value("--save-masters"),
                given.value("--reference"),
                given.value("--use-transforms"),
                rejection(given),
                weighting(given),
                extent(given),
                stretch(given.value("--stretch").orElse("auto")),
                Grouping.of(given),
                Wishes.selection(given),
                Wishes.reading(given.value("--raw")),
                given.has("--strict") ? BadFrames.STOP : BadFrames.SKIP,
                Wishes.gate(given.value("--gate").orElse("off")),
                Wishes.memory(given),
                given.has(DRY_RUN),
                given.has("--force"));
        wishes.check();
        return wishes;
    }

    private void check() {
        if (calibration.containsKey(Master.Kind.DARK_FLAT) && !calibration.containsKey(Master.Kind.FLAT)) {
            throw new OptionException("--dark-flat: expected --flat with it, found none");
        }
        if (scaleDark && !calibration.containsKey(Master.Kind.DARK)) {
            throw new OptionException("--scale-dark: expected --dark with it, found none");
        }
        grouping.check(files.all());
        if (!(grouping instanceof Grouping.None) && (reference.isPresent() || places.isPresent())) {
            throw new OptionException(
                    "--reference, --use-transforms: expected neither with --group-by, found one; each group has a"
                            + " reference of its own");
        }
        List<String> written =
                Stream.concat(files.all().stream(), masters().stream()).toList();
        if (written.stream().distinct().count() < written.size()) {
            throw new OptionException("--output: expected each output once, found one twice");
        }
    }

    /** Files of masters that will be written. */
    List<String> masters() {
        return calibration.keySet().stream()
                .flatMap(kind -> master(kind).stream())
                .toList();
    }

    /** Where a master is kept. */
    Optional<String> master(Master.Kind kind) {
        return saved.map(folder -> folder.replaceAll("/+$", "") + "/master-" + kind + ".fits");
    }

    /**
     * The recipe for lights.
     *
     * @param position of the reference
     * @param given    where lights lie, by their positions
     */
    DeepSkyRecipe recipe(
            ToneCurve curve, Masters masters, Optional<Integer> position, Map<Integer, Registration> given) {
        return new DeepSkyRecipe(
                selection,
                badFrames,
                new Budget(1, memory),
                curve,
                masters,
                position,
                canvas,
                rejection,
                weighting,
                given,
                gate,
                Optional.empty());
    }

    private static Rejection rejection(Arguments given) {
        String name = given.value("--reject").orElse("gesd");
        Optional<String> limits = given.value("--reject-limits");
        if (limits.isPresent() && !name.matches("sigma|winsorized|linear-fit")) {
            throw new OptionException(
                    "--reject-limits: expected --reject sigma, winsorized or linear-fit with it, found " + name);
        }
        return switch (name) {
            case "none" -> new Rejection.None();
            case "gesd" -> Rejection.usual();
            case "median" -> new Rejection.Median();
            case "sigma" -> new Rejection.Sigma(limit(limits, 0, 3), limit(limits, 1, 3));
            case "winsorized" -> new Rejection.Winsorized(limit(limits, 0, 4), limit(limits, 1, 3));
            case "linear-fit" -> new Rejection.LinearFit(limit(limits, 0, 5), limit(limits, 1, 3.5));
            default ->
                throw new OptionException(
                        "--reject: expected none, sigma, gesd, winsorized, linear-fit or median, found " + name);
        };
    }

    private static double limit(Optional<String> limits, int side, double otherwise) {
        if (limits.isEmpty()) {
            return otherwise;
        }
        if (!limits.get().matches(NUMBER + "," + NUMBER)) {
            throw new OptionException("--reject-limits: expected two numbers such as 4,3, found " + limits.get());
        }
        double limit = Double.parseDouble(limits.get().split(",", 2)[side]);
        if (!(limit > 0)) {
            throw new OptionException("--reject-limits: expected limits above 0, found " + limits.get());
        }
        return limit;
    }

    private static Contribution.Weighting weighting(Arguments given) {
        String name = given.value("--weights").orElse("stars");
        return switch (name) {
            case "stars" -> Contribution.Weighting.STARS;
            case "noise" -> Contribution.Weighting.NOISE;
            case "equal" -> Contribution.Weighting.EQUAL;
            default -> throw new OptionException("--weights: expected stars, noise or equal, found " + name);
        };
    }

    private static Canvas.Extent extent(Arguments given) {
        String name = given.value("--canvas").orElse("reference");
        return switch (name) {
            case "reference" -> Canvas.Extent.REFERENCE;
            case "union" -> Canvas.Extent.UNION;
            case "intersection" -> Canvas.Extent.INTERSECTION;
            default -> throw new OptionException("--canvas: expected reference, union or intersection, found " + name);
        };
    }

    private static Stretch stretch(String name) {
        return switch (name) {
            case "none" -> Stretch.NONE;
            case "auto" -> Stretch.AUTO;
            case "auto-unlinked" -> Stretch.AUTO_UNLINKED;
            case "asinh" -> Stretch.ASINH;
            default ->
                throw new OptionException("--stretch: expected auto, auto-unlinked, asinh or none, found " + name);
        };
    }
}
