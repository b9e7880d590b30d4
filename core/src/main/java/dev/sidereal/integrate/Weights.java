package dev.sidereal.integrate;

import java.util.Arrays;

/** What each frame counts, above 0 and at most 1, and its light as whole numbers ({@link Fixed}). */
final class Weights {

    private final double[] weights;
    private final long[] fixed;

    Weights(double[] weights) {
        double most = Arrays.stream(weights).max().orElse(1);
        this.weights = Arrays.stream(weights).map(weight -> weight / most).toArray();
        fixed = Arrays.stream(this.weights).mapToLong(Fixed::of).toArray();
    }

    int count() {
        return weights.length;
    }

    /** The weight, the largest being 1. */
    double weight(int frame) {
        return weights[frame];
    }

    /** The weight as a whole number. */
    long fixed(int frame) {
        return fixed[frame];
    }

    /** Weight times light as a whole number. */
    long light(int frame, float value) {
        return Fixed.of(weights[frame] * value);
    }
}
