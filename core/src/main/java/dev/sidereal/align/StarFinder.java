package dev.sidereal.align;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the stars of a frame: sky on a mesh, matched filter, windowed centres and shapes.
 *
 * <p>The width of the filter follows the stars: where they turn out to be much wider or narrower than at first thought, it is run
 * again. Single bright pixels and what is much narrower or wider than the frame's stars are no stars. At most {@value #MOST} stars
 * are kept, the brightest of each of 8x8 parts of the frame, so that its corners have theirs. NaN samples are missing; a star that
 * one touches is not found. A frame without stars has an empty field.
 *
 * <p>Cost: three passes over the picture on one thread, about 0.01 s for a megapixel, and 10 microseconds for a star.
 */
public final class StarFinder {

    private static final int MOST = 2000;
    private static final int PARTS = 8;
    private static final double FIRST_SIGMA = 1.3;
    private static final double LEAST_SIGMA = 0.6;
    private static final double MOST_SIGMA = 6;
    private static final double RERUN = 1.7;
    private static final double SIGMAS_IN_FWHM = 2.3548200450309493;
    private static final int FOR_WIDTH = 300;
    private static final int WIDTH_PASSES = 3;
    private static final double TRAILED = 1.4;
    private static final double SURE = 20;
    private static final double NARROW = 0.65;
    private static final double WIDE = 2;

    private StarFinder() {}

    /**
     * Finds the stars of a picture.
     *
     * @param light float, one channel, linear; of others {@link Luminance} makes one
     */
    public static StarField find(Raster light) {
        if (light.type() != SampleType.FLOAT32 || light.shape().channels() != 1) {
            throw new IllegalArgumentException(
                    "light: expected float of one channel, found " + light.type() + " of " + light.shape());
        }
        int width = light.shape().width();
        int height = light.shape().height();
        FloatBuffer pixels = light.bytes().asFloatBuffer();
        SkyMesh sky = new SkyMesh(pixels, width, height);
        if (Double.isNaN(sky.medianLevel())) {
            return new StarField(width, height, List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double filter = FIRST_SIGMA;
        MatchedFilter found = filtered(pixels, width, height, sky, filter);
        double sigma = width(pixels, width, height, sky, found, filter);
        if (sigma > filter * RERUN || sigma < filter / RERUN) {
            filter = sigma;
            found = filtered(pixels, width, height, sky, filter);
            sigma = width(pixels, width, height, sky, found, filter);
        }
        List<Star> stars = new ArrayList<>();
        StarGauge gauge = new StarGauge(pixels, width, height, sky, sigma);
        for (int i : chosen(found, width, height, MOST)) {
            gauge.measure(found.place(i) % width, found.place(i) / width).ifPresent(stars::add);
        }
        stars.sort(Comparator.comparingDouble((Star star) -> -star.flux())
                .thenComparingDouble(Star::y)
                .thenComparingDouble(Star::x));
        return field(width, height, sky, onlyOnce(stars, sigma));
    }

    private static MatchedFilter filtered(FloatBuffer pixels, int width, int height, SkyMesh sky, double sigma) {
        MatchedFilter filter = new MatchedFilter(pixels, width, height, sky, sigma);
        filter.run();
        return filter;
    }

    /* The sigma of the brightest stars; that of the filter where there is none to be measured. */
    private static double width(
            FloatBuffer pixels, int width, int height, SkyMesh sky, MatchedFilter found, double filter) {
        double sigma = filter;
        int[] brightest = chosen(found, width, height, FOR_WIDTH);
        for (int pass = 0; pass < WIDTH_PASSES; pass++) {
            StarGauge gauge = new StarGauge(pixels, width, height, sky, sigma);
            List<Star> stars = new ArrayList<>();
            for (int i : brightest) {
                gauge.measure(found.place(i) % width, found.place(i) / width)
                        .filter(star -> !star.saturated())
                        .ifPresent(stars::add);
            }
            double fwhm = typical(stars);
            if (Double.isNaN(fwhm)) {
                return sigma;
            }
            double elongation =
                    median(stars.stream().mapToDouble(Star::elongation).toArray());
            /* On the flat top of a trail a narrow window finds no centre. */
            fwhm *= elongation > TRAILED ? Math.sqrt(elongation) : 1;
            sigma = Math.max(LEAST_SIGMA, Math.min(MOST_SIGMA, fwhm / SIGMAS_IN_FWHM));
        }
        return sigma;
    }

    /* The median width, of sure stars if there are some. */
    private static double typical(List<Star> stars) {
        List<Star> sure = stars.stream()
                .filter(star -> !star.saturated() && star.snr() > SURE)
                .toList();
        List<Star> taken = sure.size() < 5
                ? stars.stream().filter(star -> !star.saturated()).toList()
                : sure;
        return median(taken.stream().mapToDouble(Star::fwhm).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
    }

    /* The most significant of each part, in the order in which they were found. */
    private static int[] chosen(MatchedFilter found, int width, int height, int most) {
        if (found.count() <= most) {
            int[] all = new int[found.count()];
            Arrays.setAll(all, i -> i);
            return all;
        }
        long[] keys = new long[found.count()];
        for (int i = 0; i < keys.length; i++) {
            /* Positive floats rise with their bits. */
            keys[i] = ((long) Float.floatToIntBits(found.significance(i)) << 32) | (Integer.MAX_VALUE - i);
        }
        Arrays.sort(keys);
        int[] room = new int[PARTS * PARTS];
        Arrays.fill(room, (most + PARTS * PARTS - 1) / (PARTS * PARTS));
        int[] chosen = new int[most];
        int n = 0;
        for (int k = keys.length - 1; k >= 0 && n < most; k--) {
            int i = Integer.MAX_VALUE - (int) keys[k];
            int x = found.place(i) % width;
            int y = found.place(i) / width;
            int part = (int) ((long) y * PARTS / height) * PARTS + (int) ((long) x * PARTS / width);
            if (room[part]-- > 0) {
                chosen[n++] = i;
            }
        }
        int[] sorted = Arrays.copyOf(chosen, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /* Two maxima of the filter can lead to one star, the brighter one. */
    private static List<Star> onlyOnce(List<Star> stars, double sigma) {
        Neighbours near = new Neighbours(stars, Math.max(1, sigma));
        List<Star> once = new ArrayList<>();
        for (int i = 0; i < stars.size(); i++) {
            int self = i;
            Star star = stars.get(i);
            Optional<Integer> brighter = near.first(star.x(), star.y(), Math.max(1, sigma), other -> other < self);
            if (brighter.isEmpty()) {
                once.add(star);
            }
        }
        return once;
    }

    private static StarField field(int width, int height, SkyMesh sky, List<Star> found) {
        double typical = typical(found);
        List<Star> stars = found.stream()
                .filter(star -> star.saturated() || (star.fwhm() > NARROW * typical && star.fwhm() < WIDE * typical))
                .toList();
        List<Star> shaped = stars.stream().filter(star -> !star.saturated()).toList();
        List<Star> sure = shaped.stream().filter(star -> star.snr() > SURE).toList();
        double elongation = median((sure.size() < 5 ? shaped : sure)
                .stream().mapToDouble(Star::elongation).toArray());
        return new StarField(width, height, stars, sky.medianLevel(), sky.medianNoise(), typical(shaped), elongation);
    }
}
