package dev.sidereal.integrate;

import dev.sidereal.align.Transform;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a frame takes part: where it lies, how its sky and stars are brought to those of the reference, and what it counts.
 *
 * <p>A sample becomes {@code scale (sample - its sky)}; the sky of the reference is put under the joined picture. So levels, gradients and
 * transparency agree. The weight is {@code 1 / (scale noise)^2}, that of the best mean; for points of light it is divided by the
 * square of the width of stars (B. Zackay and E. Ofek 2017, arXiv:1512.06872). It is never 0.
 *
 * @param transform frame pixels to reference pixels
 * @param scale     factor from the frame's light to the reference's
 * @param weight    above 0
 * @param sight     of the frame
 */
public record Contribution(Transform transform, double scale, double weight, Sight sight) {

    /* A weight beyond these parts of the median is a mistake of measurement. */
    private static final double LEAST_PART = 0.05;
    private static final double MOST_PART = 20;

    /** What weights are good for. */
    public enum Weighting {
        /** All frames count the same. */
        EQUAL,
        /** For faint extended light. */
        NOISE,
        /** For faint stars: sharp frames count more. */
        STARS;

        /**
         * The weighting of a name.
         *
         * @param option whose value the name is
         * @throws OptionException if there is none
         */
        public static Weighting named(String option, String name) {
            return switch (name) {
                case "stars" -> STARS;
                case "noise" -> NOISE;
                case "equal" -> EQUAL;
                default -> throw new OptionException(option + ": expected stars, noise or equal, found " + name);
            };
        }
    }

    /**
     * All frames of a session.
     *
     * @param transforms of each
     * @param sights     of each
     * @param reference  which is the reference
     */
    public static List<Contribution> of(
            List<Transform> transforms, List<Sight> sights, int reference, Weighting weighting) {
        double[] scales = IntStream.range(0, sights.size())
                .parallel()
                .mapToDouble(i -> StarScale.of(
                                sights.get(reference).stars(), sights.get(i).stars(), transforms.get(i))
                        .orElse(1))
                .toArray();
        double[] weights = IntStream.range(0, scales.length)
                .mapToDouble(i -> weight(sights.get(i), scales[i], weighting))
                .toArray();
        double median = median(weights);
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < scales.length; i++) {
            double weight = Double.isNaN(median)
                    ? 1
                    : Math.max(LEAST_PART * median, Math.min(MOST_PART * median, fill(weights[i], median)));
            contributions.add(new Contribution(transforms.get(i), scales[i], weight, sights.get(i)));
        }
        return List.copyOf(contributions);
    }

    private static double fill(double weight, double otherwise) {
        return Double.isNaN(weight) ? otherwise : weight;
    }

    private static double weight(Sight sight, double scale, Weighting weighting) {
        double noise = scale * sight.meanNoise();
        double fwhm = weighting == Weighting.STARS ? sight.stars().fwhm() : 1;
        double weight = 1 / (noise * noise * fwhm * fwhm);
        return weighting == Weighting.EQUAL ? 1 : weight > 0 && weight < Double.POSITIVE_INFINITY ? weight : Double.NaN;
    }

    private static double median(double[] values) {
        double[] sorted = java.util.Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Takes its own sky off a calibrated frame and brings what is left to the scale of the reference, in place. */
    public void liftOffSky(Raster picture) {
        int channels = picture.shape().channels();
        float[] row = new float[picture.shape().rowSamples()];
        float[] sky = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            int x = i / channels;
            sky[i] = (float) (scale * sight.sky().get(i % channels).dx() * x);
        }
        float[] first = new float[channels];
        for (int y = 0; y < picture.shape().height(); y++) {
            FloatBuffer floats = picture.bytes(new Rows(y, 1)).asFloatBuffer();
            floats.get(0, row);
            for (int c = 0; c < channels; c++) {
                first[c] = (float) (scale * sight.sky().get(c).at(0, y));
            }
            if (channels == 1) {
                lift(row, (float) scale, sky, first[0]);
            } else {
                lift(row, (float) scale, sky, first);
            }
            floats.put(0, row);
        }
    }

    private static void lift(float[] row, float scale, float[] sky, float[] first) {
        for (int i = 0; i < row.length; i++) {
            row[i] = scale * row[i] - (sky[i] + first[i % first.length]);
        }
    }

    /* Apart, because processors then do it for several samples at a time. */
    private static void lift(float[] row, float scale, float[] sky, float first) {
        for (int i = 0; i < row.length; i++) {
            row[i] = scale * row[i] - (sky[i] + first);
        }
    }
}
