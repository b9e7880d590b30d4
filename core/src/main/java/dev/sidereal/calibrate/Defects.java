package dev.sidereal.calibrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Faulty samples of a sensor, hot and cold.
 *
 * <p>A sample is faulty if it differs from the median of its eight neighbours of the same colour by more than
 * {@value #SIGMAS} times the spread of such differences (1.4826 times their median absolute value). In a flat one that sees
 * less than half of what its neighbours see is cold. They are replaced by the median of those neighbours that are not faulty;
 * where there are fewer than two, by NaN.
 *
 * @param samples numbers of the faulty samples of a frame
 */
public record Defects(BitSet samples) {

    static final double SIGMAS = 10;
    private static final double COLD_PART = 0.5;
    private static final int MOST_SPREAD_SAMPLES = 1 << 20;

    /** None known. */
    public static final Defects NONE = new Defects(new BitSet());

    /** Their number. */
    public int count() {
        return samples.cardinality();
    }

    /** Those of either. */
    public Defects and(Defects other) {
        BitSet both = (BitSet) samples.clone();
        both.or(other.samples);
        return new Defects(both);
    }

    /** Those that a dark shows. */
    public static Defects ofDark(Master dark, FrameInfo lights) {
        float[] light = floats(dark.light());
        float[] differences = differences(light, lights);
        double limit = SIGMAS * spread(differences);
        BitSet faulty = new BitSet();
        for (int i = 0; i < differences.length; i++) {
            if (Math.abs(differences[i]) > limit && limit > 0) {
                faulty.set(i);
            }
        }
        return new Defects(faulty);
    }

    /** Those that hardly see what a flat shows. */
    public static Defects ofFlat(Master flat, FrameInfo lights) {
        float[] light = floats(flat.light());
        float[] differences = differences(light, lights);
        BitSet faulty = new BitSet();
        for (int i = 0; i < light.length; i++) {
            if (light[i] < COLD_PART * (light[i] - differences[i])) {
                faulty.set(i);
            }
        }
        return new Defects(faulty);
    }

    private static float[] differences(float[] light, FrameInfo info) {
        Neighbours around = new Neighbours(info.shape(), info.coding().mosaic());
        float[] differences = new float[light.length];
        float[] values = new float[8];
        for (int i = 0; i < light.length; i++) {
            int n = around.take(light, new boolean[0], i, values);
            float difference = light[i] - Neighbours.median(values, n);
            differences[i] = Float.isNaN(difference) ? 0 : difference;
        }
        return differences;
    }

    private static double spread(float[] differences) {
        int step = 1 + differences.length / MOST_SPREAD_SAMPLES;
        float[] sizes = new float[(differences.length + step - 1) / step];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(differences[i * step]);
        }
        Arrays.sort(sizes);
        return 1.4826 * sizes[sizes.length / 2];
    }

    /** Replaces the faulty samples of a frame. */
    void correct(float[] light, Neighbours around) {
        if (samples.isEmpty()) {
            return;
        }
        boolean[] marked = new boolean[light.length];
        samples.stream().forEach(i -> marked[i] = true);
        float[] values = new float[8];
        samples.stream().forEach(i -> {
            int n = around.take(light, marked, i, values);
            light[i] = n < 2 ? Float.NaN : Neighbours.median(values, n);
        });
    }

    static float[] floats(Raster raster) {
        float[] values = new float[Math.toIntExact(raster.shape().samples())];
        raster.bytes().asFloatBuffer().get(values);
        return values;
    }
}
