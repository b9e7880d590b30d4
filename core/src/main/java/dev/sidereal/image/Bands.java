package dev.sidereal.image;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whole pictures worked on in bands of rows, by all processors at once.
 *
 * <p>The bands are the same for every machine and number of threads, and each is worked on by one thread; where the work
 * on a band does not look at other bands, the result does not depend on threads either. Bands come in any order.
 */
public final class Bands {

    /* A band of float stays in a core's own cache. */
    private static final int BAND_SAMPLES = 1 << 16;

    private Bands() {}

    /** The bands of a picture, from top to bottom. */
    public static List<Rows> of(Shape shape) {
        return new Rows(0, shape.height()).split(Math.max(1, BAND_SAMPLES / shape.rowSamples()));
    }

    /** Does some work for every band; returns when all of it is done. */
    public static void each(Shape shape, Consumer<Rows> work) {
        of(shape).parallelStream().forEach(work);
    }

    /** Changes the samples of one band. */
    public interface Change {

        /**
         * Changes samples in place.
         *
         * @param samples those of whole rows, the first one being channel 0 of a pixel
         */
        void apply(float[] samples);
    }

    /** Changes every sample of a float picture. */
    public static void change(Raster raster, Change change) {
        each(raster.shape(), rows -> {
            float[] samples = floats(raster, rows);
            change.apply(samples);
            raster.bytes(rows).asFloatBuffer().put(samples);
        });
    }

    /** A copy of the samples of some rows of a float picture. */
    public static float[] floats(Raster raster, Rows rows) {
        FloatBuffer buffer = raster.bytes(rows).asFloatBuffer();
        float[] samples = new float[buffer.remaining()];
        buffer.get(samples);
        return samples;
    }
}
