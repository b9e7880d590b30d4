package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The distortion that the frames of a session share, if their stars show one.
 *
 * <p>Least {@code chi^2 = sum w d^2} over the paired stars of all frames, each frame with a transform of its own, for a lens of no, one
 * and two numbers and for similarities and homographies. The kind with the least {@code n ln(chi^2 / n) + p ln n} is taken
 * (G. Schwarz 1978, doi:10.1214/aos/1176344136), a lens only if it is better than none by {@value #SURE}, and if it foretells
 * better where stars lie that it was not made of: each half of the pairs is foretold by the other.
 *
 * <p>The lens is centred on the frame. Frames that lie on each other show nothing of it, and then it does not matter. Cost: some
 * 50 fits of {@value #MOST_PAIRS} pairs for each of at most {@value #MOST_FRAMES} frames.
 */
final class LensFit {

    private static final int MOST_FRAMES = 24;
    private static final int MOST_PAIRS = 400;
    private static final int LEAST_PAIRS = 30;
    private static final double SURE = 10;
    private static final double LEAST_REACH = 0.7;
    private static final double MOST_REACH = 3;
    private static final double REACH_SIGMAS = 5;
    private static final double[] STEPS = {8e-3, 4e-3, 2e-3, 1e-3, 5e-4};
    private static final double FLAT = 1e-9;
    private static final List<Model> MODELS = List.of(Model.SIMILARITY, Model.HOMOGRAPHY);

    private final int width;
    private final int height;

    private LensFit(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The pairs of a frame, and what each counts. */
    private static final class Sheet {
        final List<Pair> pairs;
        final double[] weights;
        final boolean mirrored;

        Sheet(List<Pair> pairs, double[] weights, boolean mirrored) {
            this.pairs = pairs;
            this.weights = weights;
            this.mirrored = mirrored;
        }

        Sheet half(int which) {
            double[] part = weights.clone();
            for (int i = 0; i < part.length; i++) {
                part[i] = i % 2 == which ? part[i] : 0;
            }
            return new Sheet(pairs, part, mirrored);
        }
    }

    /** A lens of so many numbers, with transforms of a kind. */
    private record Choice(Model model, int numbers, Lens lens, double price) {}

    /** The lens of frames that were registered through another, or as if there were none. */
    static Lens of(Registrar registrar, List<Optional<StarField>> fields, List<Optional<Registration>> found) {
        StarField reference = registrar.reference();
        LensFit fit = new LensFit(reference.width(), reference.height());
        List<Sheet> sheets = fit.sheets(registrar, fields, found);
        if (sheets.isEmpty()) {
            return Lens.NONE;
        }
        Choice first = fit.best(sheets);
        if (first.numbers == 0) {
            return Lens.NONE;
        }
        /* What disagreed because of the lens is believed now. */
        List<Sheet> weighed = sheets.stream()
                .map(sheet -> fit.weighed(sheet, first.model, first.lens))
                .flatMap(Optional::stream)
                .toList();
        Choice second = fit.best(weighed);
        return second.numbers > 0 && fit.foretells(weighed, second) ? second.lens : Lens.NONE;
    }

    private List<Sheet> sheets(
            Registrar registrar, List<Optional<StarField>> fields, List<Optional<Registration>> found) {
        List<Sheet> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            boolean isPlaced = fields.get(i).isPresent() && found.get(i).isPresent();
            if (isPlaced
                    && found.get(i).get() instanceof Registration.Registered registered
                    && !registered.transform().equals(Transform.IDENTITY)) {
                double reach = Math.max(LEAST_REACH, Math.min(MOST_REACH, REACH_SIGMAS * registered.residualPixels()));
                List<Pair> pairs = registrar.pairs(fields.get(i).get(), registered.transform(), reach);
                if (pairs.size() >= LEAST_PAIRS) {
                    all.add(new Sheet(
                            pairs.subList(0, Math.min(MOST_PAIRS, pairs.size())),
                            new double[0],
                            registered.transform().isMirrored()));
                }
            }
        }
        int every = (all.size() + MOST_FRAMES - 1) / MOST_FRAMES;
        List<Sheet> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += Math.max(1, every)) {
            weighed(all.get(i), Model.HOMOGRAPHY, registrar.lens()).ifPresent(some::add);
        }
        return some;
    }

    private Optional<Sheet> weighed(Sheet sheet, Model model, Lens lens) {
        return RobustFit.weights(straight(sheet.pairs, lens), model, sheet.mirrored)
                .map(weights -> new Sheet(sheet.pairs, weights, sheet.mirrored));
    }

    private Choice best(List<Sheet> sheets) {
        double n = 0;
        for (Sheet sheet : sheets) {
            for (double weight : sheet.weights) {
                n += weight > 0 ? 2 : 0;
            }
        }
        Choice none = new Choice(Model.SIMILARITY, 0, Lens.NONE, Double.POSITIVE_INFINITY);
        Choice bent = none;
        for (Model model : MODELS) {
            for (int numbers = 0; numbers <= 2; numbers++) {
                double[] k = nearest(sheets, model, numbers);
                if (!isUsable(k)) {
                    continue;
                }
                Lens lens = lens(k);
                double chi = chi(sheets, sheets, model, lens);
                double parameters = (double) sheets.size() * model.parameters() + numbers;
                Choice choice =
                        new Choice(model, numbers, lens, n * StrictMath.log(chi / n) + parameters * StrictMath.log(n));
                if (numbers == 0) {
                    none = choice.price < none.price ? choice : none;
                } else {
                    bent = choice.price < bent.price ? choice : bent;
                }
            }
        }
        return bent.price < none.price - SURE ? bent : none;
    }

    private boolean foretells(List<Sheet> sheets, Choice choice) {
        for (int half = 0; half < 2; half++) {
            int made = half;
            List<Sheet> from = sheets.stream().map(sheet -> sheet.half(made)).toList();
            List<Sheet> to = sheets.stream().map(sheet -> sheet.half(1 - made)).toList();
            double[] k = nearest(from, choice.model, choice.numbers);
            double bent = isUsable(k) ? chi(from, to, choice.model, lens(k)) : Double.POSITIVE_INFINITY;
            for (Model model : MODELS) {
                if (!(bent < chi(from, to, model, Lens.NONE))) {
                    return false;
                }
            }
        }
        return true;
    }

    /* Newton's steps to the least chi, which is nearly a parabola in the numbers of the lens. */
    private double[] nearest(List<Sheet> sheets, Model model, int numbers) {
        double[] k = new double[numbers];
        for (double h : STEPS) {
            if (numbers == 0) {
                break;
            }
            double middle = at(sheets, model, k, 0, 0, 0, 0);
            double up = at(sheets, model, k, 0, h, 0, 0);
            double down = at(sheets, model, k, 0, -h, 0, 0);
            double slope = (up - down) / (2 * h);
            double curve = (up - 2 * middle + down) / (h * h);
            if (!(curve > FLAT * middle) || Double.isInfinite(curve)) {
                return k;
            }
            if (numbers == 1) {
                k[0] -= slope / curve;
                continue;
            }
            double right = at(sheets, model, k, 1, h, 0, 0);
            double left = at(sheets, model, k, 1, -h, 0, 0);
            double both = at(sheets, model, k, 0, h, 1, h);
            double slope2 = (right - left) / (2 * h);
            double curve2 = (right - 2 * middle + left) / (h * h);
            double mixed = (both - up - right + middle) / (h * h);
            double determinant = curve * curve2 - mixed * mixed;
            if (!(determinant > FLAT * curve * curve2) || Double.isInfinite(determinant)) {
                return k;
            }
            k[0] -= (slope * curve2 - slope2 * mixed) / determinant;
            k[1] -= (slope2 * curve - slope * mixed) / determinant;
        }
        return k;
    }

    private double at(List<Sheet> sheets, Model model, double[] k, int i, double di, int j, double dj) {
        double[] moved = k.clone();
        moved[i] += di;
        moved[j] += dj;
        return isUsable(moved) ? chi(sheets, sheets, model, lens(moved)) : Double.POSITIVE_INFINITY;
    }

    private static boolean isUsable(double[] k) {
        return k.length == 0 || Lens.isUsable(k[0], k.length > 1 ? k[1] : 0);
    }

    private Lens lens(double[] k) {
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        return k.length == 0 ? Lens.NONE : new Lens(x, y, Math.hypot(x, y), k[0], k.length > 1 ? k[1] : 0);
    }

    /* How far pairs are from each other, weighted and squared, in pixels of the frames: transforms are fitted to some of them. */
    private static double chi(List<Sheet> from, List<Sheet> to, Model model, Lens lens) {
        return Arrays.stream(IntStream.range(0, from.size())
                        .parallel()
                        .mapToDouble(i -> chi(from.get(i), to.get(i), model, lens))
                        .toArray())
                .sum();
    }

    private static double chi(Sheet made, Sheet told, Model model, Lens lens) {
        Optional<Transform> fitted =
                new LeastSquares(straight(made.pairs, lens), made.weights, made.mirrored).fit(model);
        if (fitted.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        Transform through = fitted.get().with(lens);
        double sum = 0;
        for (int pair = 0; pair < told.weights.length; pair++) {
            if (told.weights[pair] > 0) {
                double distance = told.pairs.get(pair).distance(through);
                sum += told.weights[pair] * distance * distance;
            }
        }
        return sum;
    }

    private static List<Pair> straight(List<Pair> pairs, Lens lens) {
        return lens.isNone()
                ? pairs
                : pairs.stream()
                        .map(pair -> new Pair(
                                pair.frame().straight(lens), pair.reference().straight(lens)))
                        .toList();
    }
}
