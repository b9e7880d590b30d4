package dev.sidereal.integrate;

import dev.sidereal.align.Transform;
import dev.sidereal.align.Warp;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The noise of lights as they lie on the canvas, normalised and resampled: what the noise of the picture is to be compared with.
 *
 * <p>Resampling smooths noise, the more the more neighbours share it already (JPEG, debayering). A light's noise before it would
 * therefore make the picture look better than it is. Each light is laid on {@value #STRIPS} strips of the canvas, {@value #SIDE} rows
 * each, where {@link Noise} measures it. The strips of the first two lights are kept: their difference is free of the sky, so
 * {@code grain = SIDE * deviation(means of SIDE x SIDE pixels) / deviation(pixels)}, 1 for noise that pixels do not share.
 *
 * <p>Each light is looked at once, by any thread. NaN where nothing can be measured. Memory: the strips of three lights and of one
 * for each thread. Cost: a strip's share of a warp.
 */
public final class LaidNoise {

    private static final int STRIPS = 16;
    private static final int SIDE = 8;
    private static final double CLIP = 4;
    private static final int ROUNDS = 4;
    /* With fewer areas their deviation is a guess. */
    private static final int LEAST_AREAS = 30;

    private final Shape canvas;
    private final Shape strips;
    private final double[] noises;
    private final float[][] kept = new float[2][0];

    /** Begins for so many lights. */
    public LaidNoise(Shape canvas, int lights) {
        this.canvas = canvas;
        strips = strips(canvas);
        noises = new double[lights];
        Arrays.fill(noises, Double.NaN);
    }

    private static Shape strips(Shape canvas) {
        int rows = canvas.height() < SIDE ? canvas.height() : Math.min(STRIPS, canvas.height() / SIDE) * SIDE;
        return new Shape(canvas.width(), rows, canvas.channels());
    }

    /** Bytes that this takes with so many threads. */
    public static long bytes(Shape canvas, int threads) {
        return (3L + threads) * 4 * strips(canvas).samples();
    }

    /** Room for one thread. */
    public Raster open() {
        return Raster.allocate(strips, SampleType.FLOAT32);
    }

    /**
     * Looks at a light.
     *
     * @param number   of the light
     * @param picture  normalised
     * @param onCanvas from its pixels to the canvas'
     * @param noise    for {@link Warp}
     * @param room     of this thread
     */
    public void look(int number, Raster picture, Transform onCanvas, double noise, Raster room) {
        int high = Math.min(SIDE, strips.height());
        int count = strips.height() / high;
        for (int strip = 0; strip < count; strip++) {
            int first = (int) ((long) (canvas.height() - high) * strip / Math.max(1, count - 1));
            Transform onStrip = Transform.shift(0, strip * high - first).after(onCanvas);
            Warp.rows(picture, onStrip, noise, new Rows(strip * high, high), room);
        }
        double sum = 0;
        for (int channel = 0; channel < strips.channels(); channel++) {
            sum += Noise.of(room, channel);
        }
        noises[number] = sum / strips.channels();
        if (number < kept.length) {
            float[] light = new float[Math.toIntExact(strips.samples())];
            FloatBuffer floats = room.bytes().asFloatBuffer();
            floats.get(light);
            kept[number] = light;
        }
    }

    /** The noise of each light, the mean of its channels. */
    public List<Double> noises() {
        return Arrays.stream(noises).boxed().toList();
    }

    /** How much more noise areas of {@value #SIDE} by {@value #SIDE} pixels have than their pixels tell; NaN for one light. */
    public double grain() {
        if (kept[0].length == 0 || kept[1].length == 0 || strips.height() < SIDE) {
            return Double.NaN;
        }
        double sum = 0;
        for (int channel = 0; channel < strips.channels(); channel++) {
            sum += grain(channel);
        }
        return sum / strips.channels();
    }

    private double grain(int channel) {
        int across = strips.width() / SIDE;
        int down = strips.height() / SIDE;
        double[] pixels = new double[across * down * SIDE * SIDE];
        double[] areas = new double[across * down];
        int area = 0;
        for (int i = 0; i < across * down; i++) {
            double sum = 0;
            for (int k = 0; k < SIDE * SIDE; k++) {
                int y = i / across * SIDE + k / SIDE;
                int x = i % across * SIDE + k % SIDE;
                int at = (y * strips.width() + x) * strips.channels() + channel;
                double difference = kept[0][at] - kept[1][at];
                pixels[area * SIDE * SIDE + k] = difference;
                sum += difference;
            }
            if (!Double.isNaN(sum)) {
                areas[area++] = sum / (SIDE * SIDE);
            }
        }
        return area < LEAST_AREAS
                ? Double.NaN
                : SIDE * deviation(Arrays.copyOf(areas, area)) / deviation(Arrays.copyOf(pixels, area * SIDE * SIDE));
    }

    /* About the median, without what is farther than four of it: stars that twinkle, satellites. */
    private static double deviation(double[] values) {
        Arrays.sort(values);
        double middle = values[values.length / 2];
        double[] sizes = Arrays.stream(values)
                .map(value -> Math.abs(value - middle))
                .sorted()
                .toArray();
        int kept = sizes.length;
        double deviation = 1.4826 * sizes[kept / 2];
        for (int round = 0; round < ROUNDS; round++) {
            while (deviation > 0 && kept > 1 && sizes[kept - 1] > CLIP * deviation) {
                kept--;
            }
            double squares = 0;
            for (int i = 0; i < kept; i++) {
                squares += sizes[i] * sizes[i];
            }
            deviation = Math.sqrt(squares / kept);
        }
        return deviation;
    }
}
