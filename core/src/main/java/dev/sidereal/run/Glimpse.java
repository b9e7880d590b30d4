package dev.sidereal.run;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.SkyPlane;
import java.util.List;
import java.util.Optional;

/**
 * A small picture of lights while they are joined: the plain mean, so far, of every n-th pixel, nothing rejected. It is for the eye:
 * the order in which lights come may change its last digits. Costs one addition for each of its samples and light, and 8 bytes a
 * sample. Safe for use by many threads.
 */
public final class Glimpse {

    private final int mostSide;
    private Optional<Shape> whole = Optional.empty();
    private Shape shape = new Shape(1, 1, 1);
    private int step = 1;
    private float[] sums = new float[0];
    private int[] counts = new int[0];
    private List<SkyPlane> sky = List.of();

    /** A glimpse with so many pixels on its longer side at most, 1 or more. */
    public Glimpse(int mostSide) {
        this.mostSide = mostSide;
    }

    /** Begins a canvas, above this sky of its channels. */
    synchronized void begin(Shape canvas, List<SkyPlane> under) {
        sky = List.copyOf(under);
        step = Math.max(1, (Math.max(canvas.width(), canvas.height()) + mostSide - 1) / mostSide);
        shape = new Shape(Math.max(1, canvas.width() / step), Math.max(1, canvas.height() / step), canvas.channels());
        sums = new float[Math.toIntExact(shape.samples())];
        counts = new int[sums.length];
        whole = Optional.of(canvas);
    }

    /** Takes whole rows of a light of the canvas, above the sky, from row {@code first} on. */
    synchronized void rows(int first, float[] light, int samples, int rowSamples) {
        int channels = shape.channels();
        for (int i = 0; i < samples / rowSamples; i++) {
            int row = first + i;
            if (row % step != 0 || row / step >= shape.height()) {
                continue;
            }
            int to = row / step * shape.rowSamples();
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < channels; c++) {
                    float value = light[i * rowSamples + x * step * channels + c];
                    if (!Float.isNaN(value)) {
                        sums[to + x * channels + c] += value;
                        counts[to + x * channels + c]++;
                    }
                }
            }
        }
    }

    /** The shape of the whole picture; empty before a light is joined. */
    public synchronized Optional<Shape> canvas() {
        return whole;
    }

    /** The mean so far as float, 1 being full scale, NaN where nothing came yet; empty before a light is joined. */
    public synchronized Optional<Raster> mean() {
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        Raster mean = Raster.allocate(shape, SampleType.FLOAT32);
        for (int i = 0; i < sums.length; i++) {
            int x = i / shape.channels() % shape.width() * step;
            int y = i / shape.rowSamples() * step;
            double under = sky.get(i % shape.channels()).at(x, y);
            mean.set(i, counts[i] == 0 ? Double.NaN : sums[i] / counts[i] + under);
        }
        return Optional.of(mean);
    }
}
