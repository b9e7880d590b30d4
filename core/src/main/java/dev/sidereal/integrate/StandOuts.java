package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.nio.FloatBuffer;
import java.util.Optional;

/** Empties the pixels of lights that stand out beside the joined picture, with those around them ({@link Outliers}). One for each thread. */
public final class StandOuts {

    private final Outliers outliers;
    private final Shape lights;
    private final float[] row;

    /**
     * For lights of a shape.
     *
     * @param joined the picture of all lights on the canvas
     * @param aim    what the reference shows
     */
    public StandOuts(Raster joined, Canvas canvas, Sight aim, Shape lights) {
        SampleColours colours = new SampleColours(Optional.empty(), lights.channels());
        outliers = new Outliers(joined, canvas, colours, aim.sky(), lights.width(), lights.height());
        this.lights = lights;
        row = new float[lights.rowSamples()];
    }

    /** Bytes that one thread takes for lights of a shape. */
    public static long bytes(Shape lights) {
        return Outliers.bytes(lights.pixels(), lights.channels());
    }

    /** Makes what stands out of a calibrated light NaN, in place. */
    public void empty(Raster light, Contribution contribution) {
        boolean[] out = outliers.of(light, contribution);
        for (int y = 0; y < lights.height(); y++) {
            FloatBuffer floats = light.bytes(new Rows(y, 1)).asFloatBuffer();
            floats.get(0, row);
            for (int i = 0; i < row.length; i++) {
                row[i] = out[y * lights.width() + i / lights.channels()] ? Float.NaN : row[i];
            }
            floats.put(0, row);
        }
    }
}
