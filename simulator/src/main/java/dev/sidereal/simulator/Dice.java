package dev.sidereal.simulator;

/**
 * Random numbers by counting: the n-th number of a stream is a hash of the stream and n, so that any part of a night
 * can be drawn on its own, in any order, with the same bits on any machine.
 *
 * <p>The hash is the finisher of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014,
 * doi:10.1145/2660193.2660195), variant 13 of Stafford.
 */
final class Dice {

    /** Step of the counter: 2^64 / golden ratio, odd. */
    static final long STEP = 0x9E3779B97F4A7C15L;

    private final long stream;
    private long count;

    /** The numbers of one purpose: streams of different names are independent. */
    Dice(long seed, String purpose) {
        this.stream = stream(seed, purpose);
    }

    /** The key of a stream, for {@link #mix}. */
    static long stream(long seed, String purpose) {
        // String.hashCode is specified to the bit.
        return mix(mix(seed) + purpose.hashCode() * STEP);
    }

    /** 64 bits that look random, from 64 bits that need not. */
    static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (mix(stream + ++count * STEP) >>> 11) * 0x1p-53;
    }

    /** Uniform between two numbers. */
    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Uniform in 0 to {@code n - 1}. */
    int below(int n) {
        return (int) (uniform() * n);
    }
}
