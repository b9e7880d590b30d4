package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the greatest light of each sample lies above what noise alone would have made of it, on the scale of the
 * greatest of N normal numbers.
 *
 * <p>With M the greatest light, m and s mean and deviation of the other frames (a star that lights one frame raises
 * neither), {@code z = (M - m) / s}, all in linear light. To s is added the deviation of rounding, a step of the code over
 * the root of 12, for noise below one code; and s is at most 1.5 times the median of its neighbourhood, so that a star that
 * rests on a pixel is no noise. Noise is measured, not assumed: in neighbourhoods of about 4096 pixels, channel by channel,
 * z is moved so that its lower quartile, and with the median of all neighbourhoods stretched so that its percentiles 10 and
 * 40, are those of the greatest of N normal numbers; trails lie above these.
 *
 * <p>Cost: one pass over MAX, COUNT, SUM and SUMSQ, by all processors.
 */
final class SkyNoise {

    private static final int TILE_PIXELS = 4096;
    private static final int MOST_SORTED = 1024;
    private static final double MOST_SIGMAS = 1.5;
    /* How far a neighbourhood may be brighter than all others: one full of trails must not pass for noise. */
    private static final double MOST_SHIFT = 0.5;
    /* Beyond these the percentiles are those of whole codes, not of noise. */
    private static final double LEAST_STRETCH = 0.5;
    private static final double MOST_STRETCH = 1.3;
    private static final int LEAST_FRAMES = 10;

    private final Stack stack;
    private final CodeTable codes;
    private final Raster z;
    private final double missingMean;
    private final double missingVariance;
    private final double[] normal = new double[3];

    private SkyNoise(Stack stack, int frames) {
        this.stack = stack;
        this.codes = new CodeTable(stack.type(), stack.curve());
        this.z = Raster.allocate(stack.first().shape(), SampleType.FLOAT32);
        double mean = Normal.meanOfMost(frames);
        this.missingMean = mean / (frames - 1);
        this.missingVariance = (frames - Normal.squareOfMost(frames)) / (frames - 1) - missingMean * missingMean;
        normal[0] = Normal.mostBelow(0.10, frames);
        normal[1] = Normal.mostBelow(0.25, frames);
        normal[2] = Normal.mostBelow(0.40, frames);
    }

    /** The scaled distances; infinite where fewer than ten frames have data, NaN where none has. */
    static Raster of(Stack stack, int frames) {
        SkyNoise noise = new SkyNoise(stack, frames);
        List<List<Tile>> tiles = IntStream.range(0, stack.strips().count())
                .parallel()
                .mapToObj(noise::measure)
                .toList();
        noise.scale(tiles);
        return noise.z;
    }

    /* Columns of one channel in a strip, with the percentiles 10, 25 and 40 of z. */
    private record Tile(Rows rows, int channel, int from, int to, double low, double quarter, double high) {}

    private List<Tile> measure(int strip) {
        Rows rows = stack.strips().rows().get(strip);
        float[] distances = new float[stack.strips().samples(rows)];
        float[] sigmas = new float[distances.length];
        moments(strip, distances, sigmas);
        int width = stack.first().shape().width();
        int channels = stack.first().shape().channels();
        int count = Math.max(1, (int) ((long) width * rows.count() / TILE_PIXELS));
        List<Tile> tiles = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            for (int t = 0; t < count; t++) {
                int from = (int) ((long) width * t / count);
                int to = (int) ((long) width * (t + 1) / count);
                double most = MOST_SIGMAS * percentiles(sigmas, rows, c, from, to)[3];
                forEach(rows, c, from, to, i -> distances[i] = (float) ratio(distances[i], Math.min(most, sigmas[i])));
                double[] found = percentiles(distances, rows, c, from, to);
                tiles.add(new Tile(rows, c, from, to, found[0], found[1], found[2]));
            }
        }
        z.bytes(rows).asFloatBuffer().put(distances);
        return tiles;
    }

    private static double ratio(double distance, double sigma) {
        return sigma > 0 ? distance / sigma : distance > 0 ? Double.POSITIVE_INFINITY : distance == 0 ? 0 : distance;
    }

    private void moments(int strip, float[] distances, float[] sigmas) {
        ByteBuffer most = numbers(Plane.MAX, strip);
        ByteBuffer counts = numbers(Plane.COUNT, strip);
        ByteBuffer sums = numbers(Plane.SUM, strip);
        ByteBuffer squares = numbers(Plane.SUMSQ, strip);
        double one = stack.scale().fullScale();
        double oneSquared = stack.scale().fullScaleSquared();
        for (int i = 0; i < distances.length; i++) {
            int n = counts.getInt(4 * i);
            double greatest = codes.light(most, i);
            if (n < LEAST_FRAMES) {
                distances[i] = n == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
                sigmas[i] = Float.NaN;
                continue;
            }
            double mean = (sums.getLong(8 * i) / one - greatest) / (n - 1);
            double variance = (squares.getLong(8 * i) / oneSquared - greatest * greatest) / (n - 1) - mean * mean;
            double step = codes.step(most, i);
            double sigma = Math.sqrt(Math.max(0, variance) / missingVariance + step * step / 12);
            distances[i] = (float) (greatest - mean - missingMean * sigma);
            sigmas[i] = (float) sigma;
        }
    }

    private ByteBuffer numbers(Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
        stack.write(plane, strip, numbers);
        return numbers.flip().order(Raster.ORDER);
    }

    private interface Work {
        void on(int index);
    }

    private void forEach(Rows rows, int channel, int from, int to, Work work) {
        int channels = stack.first().shape().channels();
        int rowSamples = stack.first().shape().rowSamples();
        for (int row = 0; row < rows.count(); row++) {
            for (int x = from; x < to; x++) {
                work.on(row * rowSamples + x * channels + channel);
            }
        }
    }

    /* Percentiles 10, 25, 40 and 50 of finite numbers, of about a thousand of them; NaN without any. */
    private double[] percentiles(float[] numbers, Rows rows, int channel, int from, int to) {
        int every = Math.max(1, rows.count() * (to - from) / MOST_SORTED);
        float[] some = new float[rows.count() * (to - from) / every + 1];
        int[] at = {0, 0};
        forEach(rows, channel, from, to, i -> {
            if (at[0]++ % every == 0 && Float.isFinite(numbers[i])) {
                some[at[1]++] = numbers[i];
            }
        });
        Arrays.sort(some, 0, at[1]);
        return IntStream.of(10, 25, 40, 50)
                .mapToDouble(percent -> at[1] == 0 ? Double.NaN : some[(at[1] - 1) * percent / 100])
                .toArray();
    }

    private void scale(List<List<Tile>> tiles) {
        int channels = stack.first().shape().channels();
        for (int channel = 0; channel < channels; channel++) {
            int c = channel;
            List<Tile> mine = tiles.stream()
                    .flatMap(List::stream)
                    .filter(tile -> tile.channel() == c && Double.isFinite(tile.quarter()))
                    .toList();
            if (mine.isEmpty()) {
                continue;
            }
            double stretch = median(mine.stream()
                    .filter(tile -> tile.high() > tile.low())
                    .map(tile -> (normal[2] - normal[0]) / (tile.high() - tile.low()))
                    .toList());
            double factor = Double.isNaN(stretch) ? 1 : Math.max(LEAST_STRETCH, Math.min(MOST_STRETCH, stretch));
            double shift = median(mine.stream()
                    .map(tile -> normal[1] - factor * tile.quarter())
                    .toList());
            mine.parallelStream().forEach(tile -> {
                double own = Math.max(shift - MOST_SHIFT, normal[1] - factor * tile.quarter());
                int first = tile.rows().first() * stack.first().shape().rowSamples();
                forEach(
                        tile.rows(),
                        tile.channel(),
                        tile.from(),
                        tile.to(),
                        i -> z.set(first + i, own + factor * z.get(first + i)));
            });
        }
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
