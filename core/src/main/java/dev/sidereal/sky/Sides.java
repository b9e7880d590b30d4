package dev.sidereal.sky;

import java.util.Arrays;

/**
 * What sky and ground look like, learned from a division of cells: the logarithm of how much more often a look occurs on
 * one side than on the other, above 0 for the sky.
 *
 * <p>Looks are the coherence around a cell, its roughness, and its light with both colours together, taken as independent
 * of each other (naive Bayes), as histograms between their 0.5 and 99.5 percentiles, smoothed by 1-2-1.
 */
final class Sides {

    private static final int BINS = 32;
    private static final int LIGHTS = 24;
    private static final int COLOURS = 12;
    /* No single look decides alone. */
    private static final double MOST = 3;
    /* So many cells are added to each bin: looks that are rare say little. */
    private static final double RARE = 2;
    /*
     * Cells of a sample come by two dozen, around each place where something moved; where the whole grid has few cells, less
     * must do.
     */
    private static final double UNSURE = 50;
    private static final double UNSURE_PART = 1e-3;

    private Sides() {}

    /** The pull of each cell to the sky (above 0) or the ground, in natural logarithms. */
    static float[] pull(Cells cells, float[] coherence, boolean[] sky) {
        float[] pull = new float[cells.count()];
        add(pull, colours(cells), sky, LIGHTS, COLOURS, COLOURS);
        add(pull, bins(logarithms(cells.roughness()), BINS), sky, BINS);
        add(pull, bins(logarithms(coherence), BINS), sky, BINS);
        return pull;
    }

    /**
     * The pull by light and colours alone, from a sample of the sky: {@code log((k + s) / (r m + s))}, k of the m cells of a
     * look being in the sample, r the part of all cells that is, s = {@value #UNSURE} or {@value #UNSURE_PART} of all cells if
     * that is less. Looks of which little can be expected in the sample pull little.
     */
    static float[] pull(Cells cells, boolean[] sample) {
        int[] looks = colours(cells);
        double[] inSample = new double[LIGHTS * COLOURS * COLOURS];
        double[] all = new double[inSample.length];
        double rate = 0;
        for (int i = 0; i < looks.length; i++) {
            inSample[looks[i]] += sample[i] ? 1 : 0;
            all[looks[i]]++;
            rate += sample[i] ? 1.0 / looks.length : 0;
        }
        double unsure = Math.min(UNSURE, UNSURE_PART * looks.length);
        double[] found = smooth(inSample, LIGHTS, COLOURS, COLOURS);
        double[] there = smooth(all, LIGHTS, COLOURS, COLOURS);
        float[] pull = new float[looks.length];
        for (int i = 0; i < pull.length; i++) {
            double ratio = (found[looks[i]] + unsure) / (rate * there[looks[i]] + unsure);
            pull[i] = (float) Math.max(-MOST, Math.min(MOST, StrictMath.log(ratio)));
        }
        return pull;
    }

    private static int[] colours(Cells cells) {
        int[] light = bins(cells.light(), LIGHTS);
        int[] red = bins(cells.redness(), COLOURS);
        int[] blue = bins(cells.blueness(), COLOURS);
        Arrays.setAll(light, i -> (light[i] * COLOURS + red[i]) * COLOURS + blue[i]);
        return light;
    }

    /** Natural logarithms; what is below a thousandth counts as that. */
    static float[] logarithms(float[] values) {
        float[] logs = new float[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) StrictMath.log(Math.max(values[i], 1e-3));
        }
        return logs;
    }

    private static void add(float[] pull, int[] bins, boolean[] sky, int... lengths) {
        int count = Arrays.stream(lengths).reduce(1, (a, b) -> a * b);
        double[] ofSky = new double[count];
        double[] ofGround = new double[count];
        for (int i = 0; i < bins.length; i++) {
            (sky[i] ? ofSky : ofGround)[bins[i]]++;
        }
        double skies = Arrays.stream(ofSky).sum();
        double grounds = bins.length - skies;
        if (skies == 0 || grounds == 0) {
            return;
        }
        double[] here = smooth(ofSky, lengths);
        double[] there = smooth(ofGround, lengths);
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            double p = here[i] / skies + RARE / bins.length;
            double q = there[i] / grounds + RARE / bins.length;
            ratios[i] = Math.max(-MOST, Math.min(MOST, StrictMath.log(p / q)));
        }
        for (int i = 0; i < bins.length; i++) {
            pull[i] += (float) ratios[bins[i]];
        }
    }

    private static int[] bins(float[] values, int bins) {
        float[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        float least = sorted[sorted.length / 200];
        float range = sorted[sorted.length - 1 - sorted.length / 200] - least;
        int[] result = new int[values.length];
        Arrays.setAll(
                result, i -> range > 0 ? (int) Math.min(bins - 1, Math.max(0, (values[i] - least) / range * bins)) : 0);
        return result;
    }

    /* Along each axis of the histogram in turn. */
    private static double[] smooth(double[] counts, int... lengths) {
        double[] from = counts;
        int step = counts.length;
        for (int length : lengths) {
            step /= length;
            double[] to = new double[counts.length];
            for (int i = 0; i < to.length; i++) {
                int place = i / step % length;
                double before = from[place > 0 ? i - step : i];
                double after = from[place < length - 1 ? i + step : i];
                to[i] = (before + 2 * from[i] + after) / 4;
            }
            from = to;
        }
        return from;
    }
}
