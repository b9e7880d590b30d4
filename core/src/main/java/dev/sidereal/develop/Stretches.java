package dev.sidereal.develop;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;

/**
 * The stretches, on light between black (0) and white (1), changed in place.
 *
 * <p>Auto: with m the median of a channel and d its median absolute deviation times 1.4826 (0.001 where that is 0), the
 * black point is {@code max(0, mean(m - 2.8 d))} and the midtone is chosen so that the mean median becomes 0.25 under
 * {@code MTF(x, m) = (m - 1) x / ((2 m - 1) x - m)}. A picture whose every median is above 0.5 is stretched the other way
 * round. Linked takes means over the channels, unlinked each channel by itself. This is the stretch of Siril's autostretch
 * (src/algos, version 1.2) and of PixInsight's screen transfer function.
 *
 * <p>Asinh: {@code x * asinh(v s) / (v asinh(s))} with v the mean of the channels and s = 100.
 */
final class Stretches {

    private static final double SHADOWS = 2.8;
    private static final double TARGET = 0.25;
    private static final double ASINH_STRENGTH = 100;

    private Stretches() {}

    static Raster apply(Stretch stretch, Raster light) {
        switch (stretch) {
            case NONE -> {}
            case AUTO -> auto(light, true);
            case AUTO_UNLINKED -> auto(light, false);
            case ASINH -> asinh(light);
        }
        return light;
    }

    private static void auto(Raster light, boolean linked) {
        int channels = light.shape().channels();
        double[] medians = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            medians[c] = new OrderStatistics(light, c).percentile(50);
            deviations[c] = deviation(light, c, medians[c]);
        }
        boolean inverted = java.util.Arrays.stream(medians).allMatch(m -> m > 0.5);
        double[] lows = new double[channels];
        double[] highs = new double[channels];
        double[] midtones = new double[channels];
        for (int c = 0; c < channels; c++) {
            double median = linked ? mean(medians) : medians[c];
            double deviation = linked ? mean(deviations) : deviations[c];
            lows[c] = inverted ? 0 : Math.max(0, median - SHADOWS * deviation);
            highs[c] = inverted ? Math.min(1, median + SHADOWS * deviation) : 1;
            midtones[c] = inverted ? 1 - transfer(highs[c] - median, TARGET) : transfer(median - lows[c], TARGET);
        }
        Bands.change(light, samples -> {
            for (int i = 0; i < samples.length; i += channels) {
                for (int c = 0; c < channels; c++) {
                    double x = (samples[i + c] - lows[c]) / (highs[c] - lows[c]);
                    samples[i + c] = (float) (Double.isNaN(x) ? x : transfer(Math.max(0, Math.min(1, x)), midtones[c]));
                }
            }
        });
    }

    private static double deviation(Raster light, int channel, double median) {
        double deviation =
                1.4826 * new OrderStatistics(light, channel, sample -> Math.abs(sample - median)).percentile(50);
        return deviation == 0 ? 0.001 : deviation;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(0);
    }

    /* The midtones transfer function; also the midtone that takes x to a target, because it is its own partner. */
    private static double transfer(double x, double midtone) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        return (midtone - 1) * x / ((2 * midtone - 1) * x - midtone);
    }

    private static void asinh(Raster light) {
        int channels = light.shape().channels();
        double norm = asinh(ASINH_STRENGTH);
        Bands.change(light, samples -> {
            for (int p = 0; p < samples.length; p += channels) {
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += Math.max(0, samples[p + c]);
                }
                double v = sum / channels;
                double factor = v > 0 ? asinh(v * ASINH_STRENGTH) / (v * norm) : ASINH_STRENGTH / norm;
                for (int c = 0; c < channels; c++) {
                    samples[p + c] = (float) (samples[p + c] * factor);
                }
            }
        });
    }

    private static double asinh(double x) {
        return StrictMath.log(x + Math.sqrt(x * x + 1));
    }
}
