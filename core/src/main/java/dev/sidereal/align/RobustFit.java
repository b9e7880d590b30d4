package dev.sidereal.align;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The transform that most of the paired stars agree on, and the least kind of transform that explains them.
 *
 * <p>Pairs are weighted by {@code 1 / (e_f^2 + e_r^2 + s^2)} with the errors of both stars and the scatter s that the better half of
 * the pairs shows beyond them (air, lens, pixels), times Tukey's biweight of their distance, a few times over. Of the kinds the one is
 * taken whose {@code N ln(chi^2 / N) + p ln N} is least (G. Schwarz 1978, doi:10.1214/aos/1176344136), N being two numbers for
 * each believed pair: freedom that does not pay is not used.
 *
 * @param transform frame to reference
 * @param residual  root mean square distance of believed pairs
 * @param believed  number of pairs with a weight
 */
record RobustFit(Transform transform, double residual, int believed) {

    private static final int PASSES = 6;
    private static final double TUKEY = 4.685;
    /* Of a two-dimensional normal distribution: median of squared distances in units of the variance of one axis. */
    private static final double MEDIAN_SQUARE = 2 * 0.6931471805599453;
    private static final double LEAST_SCALE = 0.5;
    /* Pairs for each parameter that a kind needs before it is thought of. */
    private static final int PAIRS_FOR_AFFINE = 9;
    private static final int PAIRS_FOR_HOMOGRAPHY = 16;

    /** The best of a kind, or of the greatest kind that so many pairs allow. */
    static Optional<RobustFit> of(List<Pair> pairs, Model most, boolean mirrored) {
        return weighed(pairs, allowed(most, pairs.size()), mirrored).map(Weighed::result);
    }

    /** The best of the least kind that explains the pairs. */
    static Optional<RobustFit> simplest(List<Pair> pairs, boolean mirrored) {
        Optional<Weighed> freest = weighed(pairs, allowed(Model.HOMOGRAPHY, pairs.size()), mirrored);
        if (freest.isEmpty()) {
            return Optional.empty();
        }
        double[] weights = freest.get().weights;
        int n = 2 * freest.get().result.believed;
        LeastSquares squares = new LeastSquares(pairs, weights, mirrored);
        double best = Double.POSITIVE_INFINITY;
        Optional<Transform> taken = Optional.empty();
        for (Model model : Model.values()) {
            if (model.compareTo(allowed(Model.HOMOGRAPHY, pairs.size())) > 0 || model.parameters() > n) {
                break;
            }
            Optional<Transform> fitted = squares.fit(model);
            if (fitted.isPresent()) {
                double chi = Math.max(Double.MIN_NORMAL, chi(pairs, weights, fitted.get()));
                double price = n * StrictMath.log(chi / n) + model.parameters() * StrictMath.log(n);
                if (price < best) {
                    best = price;
                    taken = fitted;
                }
            }
        }
        return taken.flatMap(
                transform -> weighed(pairs, transform.model(), mirrored).map(Weighed::result));
    }

    /** What each pair counts in the best of a kind: 0 where it is not believed. */
    static Optional<double[]> weights(List<Pair> pairs, Model model, boolean mirrored) {
        return weighed(pairs, allowed(model, pairs.size()), mirrored).map(weighed -> weighed.weights);
    }

    private static Model allowed(Model most, int pairs) {
        Model allowed = pairs < 2
                ? Model.SHIFT
                : pairs < PAIRS_FOR_AFFINE
                        ? Model.SIMILARITY
                        : pairs < PAIRS_FOR_HOMOGRAPHY ? Model.AFFINE : Model.HOMOGRAPHY;
        return most.compareTo(allowed) < 0 ? most : allowed;
    }

    private static double chi(List<Pair> pairs, double[] weights, Transform transform) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double distance = pairs.get(i).distance(transform);
                sum += weights[i] * distance * distance;
            }
        }
        return sum;
    }

    private static final class Weighed {
        final RobustFit result;
        final double[] weights;

        Weighed(RobustFit result, double[] weights) {
            this.result = result;
            this.weights = weights;
        }

        RobustFit result() {
            return result;
        }
    }

    private static Optional<Weighed> weighed(List<Pair> pairs, Model model, boolean mirrored) {
        int n = pairs.size();
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        Optional<Transform> fitted = Optional.empty();
        double[] distances = new double[n];
        double[] variances = pairs.stream().mapToDouble(Pair::variance).toArray();
        boolean[] better = better(variances);
        for (int pass = 0; pass < PASSES; pass++) {
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            if (!(sum > 0)) {
                return Optional.empty();
            }
            fitted = new LeastSquares(pairs, weights, mirrored).fit(model);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < n; i++) {
                distances[i] = pairs.get(i).distance(fitted.get());
            }
            weigh(variances, better, distances, model.parameters(), weights);
        }
        double squares = 0;
        int believed = 0;
        for (int i = 0; i < n; i++) {
            if (weights[i] > 0) {
                squares += distances[i] * distances[i];
                believed++;
            }
        }
        return believed == 0
                ? Optional.empty()
                : Optional.of(new Weighed(
                        new RobustFit(fitted.orElseThrow(), Math.sqrt(squares / believed), believed), weights));
    }

    private static void weigh(
            double[] variances, boolean[] better, double[] distances, int parameters, double[] weights) {
        int n = distances.length;
        /* A fit through few pairs is nearer to them than the truth is. */
        double freedom = Math.max(0.25, 1 - parameters / (2.0 * n));
        double excess = excess(variances, better, distances, freedom);
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            squares[i] = distances[i] * distances[i] / ((variances[i] + excess) * freedom);
        }
        double scale = Math.max(LEAST_SCALE, Math.sqrt(median(squares) / MEDIAN_SQUARE));
        for (int i = 0; i < n; i++) {
            double part = squares[i] / (TUKEY * TUKEY * scale * scale);
            double bell = part < 1 ? (1 - part) * (1 - part) : 0;
            weights[i] = bell / (variances[i] + excess);
        }
    }

    private static boolean[] better(double[] variances) {
        double middle = median(variances);
        boolean[] better = new boolean[variances.length];
        for (int i = 0; i < better.length; i++) {
            better[i] = variances[i] <= middle;
        }
        return better;
    }

    /* What the better measured half of the pairs scatters beyond its errors. */
    private static double excess(double[] variances, boolean[] better, double[] distances, double freedom) {
        double[] over = new double[distances.length];
        int n = 0;
        for (int i = 0; i < distances.length; i++) {
            if (better[i]) {
                over[n++] = distances[i] * distances[i] / (MEDIAN_SQUARE * freedom) - variances[i];
            }
        }
        return Math.max(0, median(Arrays.copyOf(over, n)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
