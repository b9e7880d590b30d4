package dev.sidereal.bench;

import java.util.List;

/** The middle and the ends of a few measured values; honest about noise where a mean would hide it. */
record Spread(double median, double least, double most) {

    /** The spread of at least one value; of an even number, the median is midway between the two in the middle. */
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("spread: expected at least one value, found none");
        }
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
