package dev.sidereal.integrate;

/**
 * Quantiles of Student's t distribution, by bisection of its cumulative distribution, which is an incomplete beta function
 * (continued fraction after Lentz; Press et al., Numerical Recipes, section 6.4). Right to 1e-10 of itself.
 */
final class StudentT {

    private static final int MOST_TERMS = 500;
    private static final double TINY = 1e-300;

    private StudentT() {}

    /** The t above which {@code tail} of the distribution lies; tail from 0 to 0.5, both excluded. */
    static double upper(double tail, double freedom) {
        double low = 0;
        double high = 1;
        while (tail(high, freedom) > tail) {
            high *= 2;
        }
        for (int i = 0; i < 80 && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (tail(middle, freedom) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /* P(T > t) for t above 0. */
    private static double tail(double t, double freedom) {
        return 0.5 * beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < 1e-15) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }

    /* Stirling's series, after moving the argument above 10. */
    private static double logGamma(double z) {
        double shift = 0;
        double x = z;
        while (x < 10) {
            shift -= StrictMath.log(x);
            x++;
        }
        double r = 1 / (x * x);
        return shift
                + (x - 0.5) * StrictMath.log(x)
                - x
                + 0.5 * StrictMath.log(2 * Math.PI)
                + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
    }
}
