package dev.sidereal.frame;

import java.util.Arrays;

/**
 * What a value of a series should be by its neighbours: a line by Siegel's repeated medians (doi:10.1093/biomet/69.1.242),
 * which nearly half of them may spoil without effect.
 *
 * @param expected the line at the value's place, which the value itself has no part in
 * @param scatter  1.4826 times the median distance of the neighbours from the line
 */
record RobustLine(double expected, double scatter) {

    /** The line through the {@code count} nearest neighbours of a value, fewer in a short series; at least two. */
    static RobustLine around(double[] series, int at, int count) {
        int width = Math.min(count, series.length - 1);
        int first = Math.max(0, Math.min(at - width / 2, series.length - 1 - width));
        double[] x = new double[width];
        double[] y = new double[width];
        int n = 0;
        for (int i = first; i <= first + width; i++) {
            if (i != at) {
                x[n] = i - at;
                y[n++] = series[i];
            }
        }
        double slope = slope(x, y);
        double[] offsets = new double[n];
        for (int i = 0; i < n; i++) {
            offsets[i] = y[i] - slope * x[i];
        }
        double expected = median(offsets);
        for (int i = 0; i < n; i++) {
            offsets[i] = Math.abs(offsets[i] - expected);
        }
        return new RobustLine(expected, 1.4826 * median(offsets));
    }

    private static double slope(double[] x, double[] y) {
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] through = new double[x.length - 1];
            int n = 0;
            for (int j = 0; j < x.length; j++) {
                if (j != i) {
                    through[n++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
            slopes[i] = median(through);
        }
        return median(slopes);
    }

    /** The middle value, or the mean of the two. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
