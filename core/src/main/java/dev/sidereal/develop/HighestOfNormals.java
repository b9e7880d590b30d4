package dev.sidereal.develop;

import java.util.Arrays;

/**
 * What the maximum of N frames does to a sample of one of them, in units of the noise of one frame, the noise being normal.
 *
 * <p>{@code h(A) = E[max(A + e, e_2, ..., e_N)]} is the expected maximum where one frame has light A above the sky;
 * {@code h(0)} is how far the maximum of plain sky stands above its mean: 2.51 for 100 frames, 3.24 for 1000.
 * {@link #excess} is the inverse. Integrated numerically in steps of 0.01 with {@code P(max <= t) = F(t - A) F(t)^(N-1)};
 * wrong by less than 1e-3. Cost: 120 x 1800 steps, once for a picture.
 */
final class HighestOfNormals {

    private static final double STEP = 0.01;
    private static final double END = 9;
    private static final double EXCESS_STEP = 0.1;
    private static final int EXCESSES = 121;
    private static final int ZERO = (int) Math.round(END / STEP);

    private static final int STEPS_PER_SIGMA = 16;

    private final double[] expected = new double[EXCESSES];
    /* Where to begin to look for a height among the expected ones. */
    private final int[] steps;

    /**
     * For the maximum of so many frames.
     *
     * @param frames 2 or more
     */
    HighestOfNormals(long frames) {
        double[] below = normal();
        double[] others = Arrays.stream(below)
                .map(p -> StrictMath.pow(p, (double) frames - 1))
                .toArray();
        for (int a = 0; a < EXCESSES; a++) {
            expected[a] = expected(below, others, a * EXCESS_STEP);
        }
        steps = new int[(int) ((expected[EXCESSES - 1] - expected[0]) * STEPS_PER_SIGMA) + 1];
        for (int i = 1; i < steps.length; i++) {
            steps[i] = steps[i - 1];
            while (expected[steps[i] + 1] - expected[0] <= (double) i / STEPS_PER_SIGMA) {
                steps[i]++;
            }
        }
    }

    /* F(t) from -END to END. */
    private static double[] normal() {
        double[] below = new double[2 * ZERO + 1];
        double sum = 0;
        for (int i = 1; i < below.length; i++) {
            double t = (i - ZERO - 0.5) * STEP;
            sum += StrictMath.exp(-t * t / 2);
            below[i] = sum;
        }
        for (int i = 0; i < below.length; i++) {
            below[i] /= sum;
        }
        return below;
    }

    /* E[m] = upper end minus the integral of P(m <= t). */
    private static double expected(double[] below, double[] others, double excess) {
        int shift = (int) Math.round(excess / STEP);
        double integral = 0;
        int steps = below.length - 1 + shift;
        for (int i = 0; i < steps; i++) {
            double one = i < shift ? 0 : below[i - shift];
            integral += i < others.length ? one * others[i] : one;
        }
        return (steps - ZERO) * STEP - (integral + 0.5) * STEP;
    }

    /** {@code h(0)}: the expected maximum of plain sky above its mean. */
    double sky() {
        return expected[0];
    }

    /** The light above the sky that makes this maximum the expected one; 0 for {@link #sky} and below. */
    double excess(double highest) {
        if (highest <= expected[0]) {
            return 0;
        }
        if (highest >= expected[EXCESSES - 1]) {
            return highest - expected[EXCESSES - 1] + (EXCESSES - 1) * EXCESS_STEP;
        }
        int step = steps[(int) ((highest - expected[0]) * STEPS_PER_SIGMA)];
        while (expected[step + 1] <= highest) {
            step++;
        }
        return EXCESS_STEP * (step + (highest - expected[step]) / (expected[step + 1] - expected[step]));
    }
}
