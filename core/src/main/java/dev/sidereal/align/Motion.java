package dev.sidereal.align;

import java.util.List;
import java.util.Optional;

/**
 * A steady motion of the sky before a camera that stands still: the way of a time is a power of the way T of another, {@code T^e} with the
 * ratio e of the times.
 *
 * <p>By the logarithm of the matrix: square roots (E. D. Denman and A. N. Beavers 1976) until it is nearly the unit matrix, its series,
 * times e, and back by the series of the exponential and squares. Points are counted from the centre of the lens in its radius meanwhile.
 * Accurate to about 1e-9; cost: some microseconds.
 */
final class Motion {

    private static final int ROOTS = 12;
    private static final int MOST_STEPS = 50;
    private static final double ENOUGH = 1e-14;
    private static final int TERMS = 5;
    private static final double[] UNIT = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    private Motion() {}

    /** A power of the matrix of a transform, without a lens; empty where it has no real logarithm, as of half a turn or a mirror. */
    static Optional<Transform> power(Transform way, double exponent, Lens lens) {
        double[] there = {lens.radius(), 0, lens.x(), 0, lens.radius(), lens.y(), 0, 0, 1};
        double[] back = {
            1 / lens.radius(), 0, -lens.x() / lens.radius(), 0, 1 / lens.radius(), -lens.y() / lens.radius(), 0, 0, 1
        };
        double[] matrix = way.matrix().stream().mapToDouble(Double::doubleValue).toArray();
        double[] root = times(back, times(matrix, there));
        double size = Math.cbrt(determinant(root));
        if (!(size > 0)) {
            return Optional.empty();
        }
        root = sum(root, root, 1 / size - 1);
        for (int i = 0; i < ROOTS; i++) {
            Optional<double[]> next = squareRoot(root);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            root = next.get();
        }
        double[] power = exponential(logarithm(root), exponent);
        for (int i = 0; i < ROOTS; i++) {
            power = times(power, power);
        }
        double[] found = times(there, times(power, back));
        double sum = 0;
        for (double cell : found) {
            sum += cell;
        }
        if (!Double.isFinite(sum)) {
            return Optional.empty();
        }
        return Optional.of(Transform.of(
                Model.HOMOGRAPHY,
                List.of(found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8]),
                Lens.NONE));
    }

    private static Optional<double[]> squareRoot(double[] of) {
        double[] y = of;
        double[] z = UNIT;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] nextY = sum(half(y), half(inverse(z)), 1);
            double[] nextZ = sum(half(z), half(inverse(y)), 1);
            double change = 0;
            for (int i = 0; i < nextY.length; i++) {
                change = Math.max(change, Math.abs(nextY[i] - y[i]));
            }
            y = nextY;
            z = nextZ;
            if (change < ENOUGH) {
                return Optional.of(y);
            }
        }
        return Optional.empty();
    }

    /* log(1 + x) = x - x^2 / 2 + x^3 / 3 - ... */
    private static double[] logarithm(double[] near) {
        double[] x = sum(near, UNIT, -1);
        double[] power = x;
        double[] log = x;
        for (int term = 2; term <= TERMS; term++) {
            power = times(power, x);
            log = sum(log, power, (term % 2 == 0 ? -1.0 : 1.0) / term);
        }
        return log;
    }

    private static double[] exponential(double[] of, double factor) {
        double[] power = UNIT;
        double[] exponential = UNIT;
        double factorial = 1;
        double factors = 1;
        for (int term = 1; term <= TERMS; term++) {
            power = times(power, of);
            factorial *= term;
            factors *= factor;
            exponential = sum(exponential, power, factors / factorial);
        }
        return exponential;
    }

    private static double[] half(double[] of) {
        return sum(of, of, -0.5);
    }

    private static double[] sum(double[] a, double[] b, double factor) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + factor * b[i];
        }
        return sum;
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            int row = i / 3 * 3;
            product[i] = a[row] * b[i % 3] + a[row + 1] * b[i % 3 + 3] + a[row + 2] * b[i % 3 + 6];
        }
        return product;
    }

    private static double[] inverse(double[] m) {
        double by = determinant(m);
        return new double[] {
            (m[4] * m[8] - m[5] * m[7]) / by, (m[2] * m[7] - m[1] * m[8]) / by, (m[1] * m[5] - m[2] * m[4]) / by,
            (m[5] * m[6] - m[3] * m[8]) / by, (m[0] * m[8] - m[2] * m[6]) / by, (m[2] * m[3] - m[0] * m[5]) / by,
            (m[3] * m[7] - m[4] * m[6]) / by, (m[1] * m[6] - m[0] * m[7]) / by, (m[0] * m[4] - m[1] * m[3]) / by
        };
    }

    private static double determinant(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
}
