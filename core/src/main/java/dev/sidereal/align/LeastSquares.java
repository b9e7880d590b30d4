package dev.sidereal.align;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The transform of a kind that brings paired stars nearest to each other: least {@code sum w_i d_i^2}, d in the reference.
 *
 * <p>By normal equations in coordinates about the pairs' middle, of size about one. A homography is fitted a few times, each time
 * with the denominators of the last, which leads to the least distances. Cost: some 100 operations for a pair.
 */
final class LeastSquares {

    private static final int HOMOGRAPHY_PASSES = 2;
    private static final double SINGULAR = 1e-13;

    private final List<Pair> pairs;
    private final double[] weights;
    private final boolean mirrored;
    private double middleX;
    private double middleY;
    private double goalX;
    private double goalY;
    private double size;

    /**
     * @param weights  of the pairs; those of 0 do not count
     * @param mirrored whether left and right are exchanged, which kinds below the affine must know
     */
    LeastSquares(List<Pair> pairs, double[] weights, boolean mirrored) {
        this.pairs = pairs;
        this.weights = weights;
        this.mirrored = mirrored;
        centre();
    }

    private void centre() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Pair pair = pairs.get(i);
            sum += weights[i];
            middleX += weights[i] * pair.frame().x();
            middleY += weights[i] * pair.frame().y();
            goalX += weights[i] * pair.reference().x();
            goalY += weights[i] * pair.reference().y();
        }
        middleX /= sum;
        middleY /= sum;
        goalX /= sum;
        goalY /= sum;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double dx = pairs.get(i).frame().x() - middleX;
            double dy = pairs.get(i).frame().y() - middleY;
            squares += weights[i] * (dx * dx + dy * dy);
        }
        size = Math.max(1e-9, Math.sqrt(squares / sum));
    }

    /** Empty where the pairs do not determine one. */
    Optional<Transform> fit(Model model) {
        return switch (model) {
            case SHIFT ->
                Optional.of(Transform.shift(goalX - middleX, goalY - middleY)).filter(shift -> !mirrored);
            case SIMILARITY -> linear(model, 4, this::similarityRows);
            case AFFINE -> linear(model, 6, this::affineRows);
            case HOMOGRAPHY -> homography();
        };
    }

    private interface Rows {
        void of(double x, double y, double u, double v, double[] first, double[] second);
    }

    private void similarityRows(double x, double y, double u, double v, double[] first, double[] second) {
        double sign = mirrored ? -1 : 1;
        first[0] = x;
        first[1] = -sign * y;
        first[2] = 1;
        first[3] = 0;
        second[0] = sign * y;
        second[1] = x;
        second[2] = 0;
        second[3] = 1;
        first[4] = u;
        second[4] = v;
    }

    private void affineRows(double x, double y, double u, double v, double[] first, double[] second) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        first[0] = x;
        first[1] = y;
        first[2] = 1;
        second[3] = x;
        second[4] = y;
        second[5] = 1;
        first[6] = u;
        second[6] = v;
    }

    private Optional<Transform> homography() {
        double[] last = new double[8];
        last[0] = 1;
        last[4] = 1;
        for (int pass = 0; pass < HOMOGRAPHY_PASSES; pass++) {
            Optional<double[]> solved = eliminated(homographyNormal(last[6], last[7]), 8);
            if (solved.isEmpty()) {
                return Optional.empty();
            }
            last = solved.get();
        }
        return Optional.of(placed(Model.HOMOGRAPHY, last));
    }

    /*
     * Of the rows (x y 1 0 0 0 -ux -uy | u) / w and (0 0 0 x y 1 -vx -vy | v) / w with w = g x + h y + 1. All products are those of
     * x x, x y, x, y y, y and 1 with 1, u, v and u u + v v.
     */
    private double[][] homographyNormal(double g, double h) {
        double[][] sums = new double[4][6];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            Pair pair = pairs.get(i);
            double x = (pair.frame().x() - middleX) / size;
            double y = (pair.frame().y() - middleY) / size;
            double u = (pair.reference().x() - goalX) / size;
            double v = (pair.reference().y() - goalY) / size;
            double w = g * x + h * y + 1;
            double part = weights[i] / (w * w);
            add(sums[0], part, x, y);
            add(sums[1], part * u, x, y);
            add(sums[2], part * v, x, y);
            add(sums[3], part * (u * u + v * v), x, y);
        }
        double[][] normal = new double[8][9];
        int[][] product = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                normal[r][c] = sums[0][product[r][c]];
                normal[r + 3][c + 3] = sums[0][product[r][c]];
            }
            for (int c = 0; c < 2; c++) {
                normal[r][6 + c] = -sums[1][product[r][c]];
                normal[r + 3][6 + c] = -sums[2][product[r][c]];
                normal[6 + c][r] = normal[r][6 + c];
                normal[6 + c][r + 3] = normal[r + 3][6 + c];
            }
            normal[r][8] = sums[1][product[r][2]];
            normal[r + 3][8] = sums[2][product[r][2]];
        }
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                normal[6 + r][6 + c] = sums[3][product[r][c]];
            }
            normal[6 + r][8] = -sums[3][product[r][2]];
        }
        return normal;
    }

    private static void add(double[] sums, double part, double x, double y) {
        sums[0] += part * x * x;
        sums[1] += part * x * y;
        sums[2] += part * x;
        sums[3] += part * y * y;
        sums[4] += part * y;
        sums[5] += part;
    }

    private Optional<Transform> linear(Model model, int n, Rows rows) {
        return solve(n, rows).map(p -> {
            double sign = mirrored ? -1 : 1;
            double[] full = n == 4
                    ? new double[] {p[0], -sign * p[1], p[2], p[1], sign * p[0], p[3], 0, 0}
                    : new double[] {p[0], p[1], p[2], p[3], p[4], p[5], 0, 0};
            return placed(model, full);
        });
    }

    /* From coordinates about the middle back to pixels. */
    private Transform placed(Model model, double[] p) {
        Transform in = new Transform(
                Model.SIMILARITY, 1 / size, 0, -middleX / size, 0, 1 / size, -middleY / size, 0, 0, Lens.NONE);
        Transform out = new Transform(Model.SIMILARITY, size, 0, goalX, 0, size, goalY, 0, 0, Lens.NONE);
        Transform core = new Transform(model, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], Lens.NONE);
        Transform whole = out.after(core.after(in));
        return Transform.of(model, whole.matrix(), Lens.NONE);
    }

    private Optional<double[]> solve(int n, Rows rows) {
        double[][] normal = new double[n][n + 1];
        double[] first = new double[n + 1];
        double[] second = new double[n + 1];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            Pair pair = pairs.get(i);
            rows.of(
                    (pair.frame().x() - middleX) / size,
                    (pair.frame().y() - middleY) / size,
                    (pair.reference().x() - goalX) / size,
                    (pair.reference().y() - goalY) / size,
                    first,
                    second);
            for (int r = 0; r < n; r++) {
                for (int c = r; c <= n; c++) {
                    normal[r][c] += weights[i] * (first[r] * first[c] + second[r] * second[c]);
                }
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < r; c++) {
                normal[r][c] = normal[c][r];
            }
        }
        return eliminated(normal, n);
    }

    private static Optional<double[]> eliminated(double[][] m, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(m[i][i]));
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(m[r][c]) > Math.abs(m[pivot][c]) ? r : pivot;
            }
            double[] swap = m[c];
            m[c] = m[pivot];
            m[pivot] = swap;
            if (!(Math.abs(m[c][c]) > SINGULAR * largest)) {
                return Optional.empty();
            }
            for (int r = c + 1; r < n; r++) {
                double factor = m[r][c] / m[c][c];
                for (int k = c; k <= n; k++) {
                    m[r][k] -= factor * m[c][k];
                }
            }
        }
        double[] solution = new double[n];
        for (int r = n - 1; r >= 0; r--) {
            double sum = m[r][n];
            for (int k = r + 1; k < n; k++) {
                sum -= m[r][k] * solution[k];
            }
            solution[r] = sum / m[r][r];
        }
        return Optional.of(solution);
    }
}
