package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * How far the greatest light of each sample lies above what noise alone would have made of it, on the scale of the
 * greatest of N normal numbers.
 *
 * <p>With M the greatest light, m and s mean and deviation of the other frames (a star that lights one frame raises
 * neither), {@code z = (M - m) / s}, all in linear light. Codes are spread over their steps first, each sample by a fixed
 * part of a step that looks like chance, so that rounding is noise like any other. The variance is that of the sample's
 * own frames and of {@value #FRAMES_OF_OTHERS} frames more that have the median variance of the neighbourhood, so that few
 * frames do not make noise look small by chance; and s is at most 1.5 times that median, so that a star that rests on a
 * pixel is no noise.
 *
 * <p>Noise is measured, not assumed: in tiles of 1/50 of the picture's side, at least 32 pixels, z is moved so that its lower
 * quartile is that of the greatest of N normal numbers; trails lie above it, and a cloud that shone in some frame is part of
 * it. With the median of all tiles z is stretched so that its percentiles 10 and 40 are right too.
 *
 * <p>Cost: two passes over MAX, COUNT, SUM and SUMSQ, by all processors.
 */
final class SkyNoise {

    private static final int LEAST_TILE = 32;
    private static final double TILES = 50;
    private static final int FRAMES_OF_OTHERS = 64;
    private static final double MOST_SIGMAS = 1.5;
    /* Beyond these the percentiles are not those of noise. */
    private static final double LEAST_STRETCH = 0.5;
    private static final double MOST_STRETCH = 1.3;
    private static final int LEAST_FRAMES = 10;
    private static final double[] SHARES = {0.10, 0.25, 0.40};

    private final Stack stack;
    private final Shape shape;
    private final CodeTable codes;
    private final TileQuantiles.Layout layout;
    private final float[] z;
    private final double missingMean;
    private final double missingVariance;
    private final int frames;

    private SkyNoise(Stack stack, int frames) {
        this.stack = stack;
        this.shape = stack.first().shape();
        this.codes = new CodeTable(stack.type(), stack.curve());
        this.layout = new TileQuantiles.Layout(
                shape,
                Math.max(LEAST_TILE, (int) (Math.sqrt((double) shape.width() * shape.height()) / TILES)),
                stack.first().coding().mosaic().isPresent());
        this.z = new float[Math.toIntExact(shape.samples())];
        double mean = Normal.meanOfMost(frames);
        this.missingMean = mean / (frames - 1);
        this.missingVariance = (frames - Normal.squareOfMost(frames)) / (frames - 1) - missingMean * missingMean;
        this.frames = frames;
    }

    /** The scaled distances; infinite where fewer than ten frames have data, NaN where none has. */
    static float[] of(Stack stack, int frames) {
        SkyNoise noise = new SkyNoise(stack, frames);
        noise.eachRow((moments, y) -> noise.measure(moments, y));
        TileQuantiles usual = TileQuantiles.of(noise.layout, new double[] {0.5}, i -> noise.z[i])[0];
        noise.eachRow((moments, y) -> noise.compare(moments, usual, y));
        noise.scale();
        return noise.z;
    }

    private void measure(Moments moments, int y) {
        for (int i = y * shape.rowSamples(); i < (y + 1) * shape.rowSamples(); i++) {
            z[i] = (float) moments.sigma(i);
        }
    }

    private void compare(Moments moments, TileQuantiles usual, int y) {
        double[] others = new double[shape.rowSamples()];
        usual.row(y, others);
        int first = y * shape.rowSamples();
        for (int i = 0; i < others.length; i++) {
            z[first + i] = (float) (moments.distance(first + i) / sigma(z[first + i], others[i]));
        }
    }

    private double sigma(double own, double others) {
        double variance = (frames * own * own + FRAMES_OF_OTHERS * others * others) / (frames + FRAMES_OF_OTHERS);
        /* What double cannot tell apart is no noise: a sample that never changes is not lit. */
        return Math.max(1e-12, Math.min(Math.sqrt(variance), MOST_SIGMAS * others));
    }

    private interface RowWork {
        void of(Moments moments, int y);
    }

    private void eachRow(RowWork work) {
        IntStream.range(0, stack.strips().count()).parallel().forEach(strip -> {
            Moments moments = new Moments(strip);
            Rows rows = stack.strips().rows().get(strip);
            for (int y = rows.first(); y < rows.first() + rows.count(); y++) {
                work.of(moments, y);
            }
        });
    }

    /* The planes of a strip. */
    private final class Moments {

        private final int first;
        private final ByteBuffer most;
        private final ByteBuffer counts;
        private final ByteBuffer sums;
        private final ByteBuffer squares;

        Moments(int strip) {
            Rows rows = stack.strips().rows().get(strip);
            this.first = rows.first() * shape.rowSamples();
            this.most = stack.numbers(Plane.MAX, strip);
            this.counts = stack.numbers(Plane.COUNT, strip);
            this.sums = stack.numbers(Plane.SUM, strip);
            this.squares = stack.numbers(Plane.SUMSQ, strip);
        }

        /* Of the frames but the greatest; NaN for too few frames. */
        double sigma(int i) {
            int n = counts.getInt(4 * (i - first));
            if (n < LEAST_FRAMES) {
                return Double.NaN;
            }
            double greatest = codes.light(most, i - first);
            double mean = mean(i, n, greatest);
            double all = squares.getLong(8 * (i - first)) / stack.scale().fullScaleSquared();
            double variance = (all - greatest * greatest) / (n - 1) - mean * mean;
            double step = codes.step(most, i - first);
            return Math.sqrt(Math.max(0, variance) / missingVariance + step * step / 12);
        }

        private double mean(int i, int n, double greatest) {
            return (sums.getLong(8 * (i - first)) / stack.scale().fullScale() - greatest) / (n - 1);
        }

        double distance(int i) {
            int n = counts.getInt(4 * (i - first));
            if (n < LEAST_FRAMES) {
                return n == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            }
            double greatest = codes.light(most, i - first);
            return greatest + codes.step(most, i - first) * partOfStep(i) - mean(i, n, greatest) - missingMean * z[i];
        }
    }

    /* From -1/2 to 1/2, the same for a sample in every run: the high bits of a multiple of its number. */
    private static double partOfStep(int i) {
        long mixed = (i + 1L) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 11) * 0x1p-53 - 0.5;
    }

    private void scale() {
        TileQuantiles[] found = TileQuantiles.of(layout, SHARES, i -> z[i]);
        double[] normal = IntStream.range(0, 3)
                .mapToDouble(k -> Normal.mostBelow(SHARES[k], frames))
                .toArray();
        double[] stretches = new double[layout.kinds()];
        for (int kind = 0; kind < stretches.length; kind++) {
            double stretch = (normal[2] - normal[0]) / (found[2].median(kind) - found[0].median(kind));
            stretches[kind] = stretch > 0 ? Math.max(LEAST_STRETCH, Math.min(MOST_STRETCH, stretch)) : 1;
        }
        IntStream.range(0, shape.height()).parallel().forEach(y -> {
            double[] usual = new double[shape.rowSamples()];
            found[1].row(y, usual);
            int first = y * shape.rowSamples();
            for (int i = 0; i < usual.length; i++) {
                int kind = layout.kind(i / shape.channels(), y, i % shape.channels());
                z[first + i] = (float) (normal[1] + stretches[kind] * (z[first + i] - usual[i]));
            }
        });
    }
}
