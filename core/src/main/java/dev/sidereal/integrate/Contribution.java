package dev.sidereal.integrate;

import dev.sidereal.align.Transform;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How a frame takes part: where it lies, how its sky and stars are brought to those of the reference, and what it counts.
 *
 * <p>A sample becomes {@code scale (sample - its sky) + sky of the reference} at its place, so that levels, gradients and
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
        double[] scales = new double[sights.size()];
        double[] weights = new double[sights.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = StarScale.of(
                            sights.get(reference).stars(), sights.get(i).stars(), transforms.get(i))
                    .orElse(1);
            weights[i] = weight(sights.get(i), scales[i], weighting);
        }
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

    /** Brings a calibrated frame to the sky and scale of the reference, in place. */
    public void normalise(Raster picture, Sight reference) {
        int channels = picture.shape().channels();
        float[] row = new float[picture.shape().rowSamples()];
        List<SkyPlane> to = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            to.add(seenFromFrame(reference.sky().get(c)));
        }
        for (int y = 0; y < picture.shape().height(); y++) {
            FloatBuffer floats = picture.bytes(new Rows(y, 1)).asFloatBuffer();
            floats.get(0, row);
            for (int c = 0; c < channels; c++) {
                double add = to.get(c).at(0, y) - scale * sight.sky().get(c).at(0, y);
                double slope = to.get(c).dx() - scale * sight.sky().get(c).dx();
                for (int x = 0; x < picture.shape().width(); x++) {
                    int at = x * channels + c;
                    row[at] = (float) (scale * row[at] + add + slope * x);
                }
            }
            floats.put(0, row);
        }
    }

    /* The plane through what the reference's plane is at three corners of the frame: exact but for perspective. */
    private SkyPlane seenFromFrame(SkyPlane reference) {
        double right = sight.stars().width();
        double down = sight.stars().height();
        double origin = at(reference, 0, 0);
        return new SkyPlane(
                origin, (at(reference, right, 0) - origin) / right, (at(reference, 0, down) - origin) / down);
    }

    private double at(SkyPlane reference, double x, double y) {
        return reference.at(transform.apply(x, y).x(), transform.apply(x, y).y());
    }
}
