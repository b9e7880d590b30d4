package dev.sidereal.develop;

/**
 * The normal distribution.
 *
 * <p>The upper tail is that of W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23
 * (1969), in the short form of Abramowitz and Stegun 26.2.17 near the centre and its continued fraction (26.2.14) beyond 3:
 * wrong by less than 7.5e-8 near the centre, by less than a ten-thousandth of itself in the tail.
 */
final class Normal {

    private static final double[] B = {0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429};

    private Normal() {}

    /** The probability of more than {@code x}. */
    static double tail(double x) {
        if (x < 0) {
            return 1 - tail(-x);
        }
        double density = StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (x < 3) {
            double t = 1 / (1 + 0.2316419 * x);
            double sum = 0;
            for (int i = B.length - 1; i >= 0; i--) {
                sum = (sum + B[i]) * t;
            }
            return density * sum;
        }
        double fraction = x;
        for (int i = 24; i >= 1; i--) {
            fraction = x + i / fraction;
        }
        return density / fraction;
    }

    /** The probability that the greatest of {@code n} is more than {@code x}. */
    static double tailOfMost(double x, int n) {
        return -StrictMath.expm1(n * StrictMath.log1p(-Math.min(tail(x), 1 - 1e-15)));
    }

    /** The value below which the greatest of {@code n} lies with a probability between 0 and 1. */
    static double mostBelow(double probability, int n) {
        double low = -40;
        double high = 40;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (tailOfMost(middle, n) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Mean of the greatest of {@code n}. */
    static double meanOfMost(int n) {
        return moment(n, 1);
    }

    /** Mean square of the greatest of {@code n}. */
    static double squareOfMost(int n) {
        return moment(n, 2);
    }

    private static double moment(int n, int power) {
        double sum = 0;
        double step = 1.0 / 512;
        for (double x = -10; x < 12; x += step) {
            double share = tailOfMost(x, n) - tailOfMost(x + step, n);
            sum += share * StrictMath.pow(x + step / 2, power);
        }
        return sum;
    }
}
