package dev.sidereal.align;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * One channel of linear light of any frame, in which stars are found at their places in the frame.
 *
 * <p>Mono: as it is. Colour: {@code (R + 2 G + B) / 4}. A mosaic: the mean of 3x3 samples with the weights 1 2 1 along rows and
 * columns, in which every pixel of Bayer's patterns gets a quarter of red, half of green and a quarter of blue; the window is
 * symmetric, so a star stays where it is, to the fraction of a pixel, and becomes wider: {@code sqrt(fwhm^2 + 2.77)}. Before, a
 * sample that stands out alone is replaced by the mean of those of its colour around it: after the mean it would look like a
 * star. NaN samples are missing, and so is what they touch.
 *
 * <p>Cost: one pass on one thread; memory: four bytes for a pixel and a few rows.
 */
public final class Luminance {

    private static final int BAND = 64;
    private static final int HALO = 2;
    private static final int LEAST_MOSAIC_SIDE = 8;
    /* Of a lone sample, how far its neighbours of other colours may follow it, and how far it stands above its own colour. */
    private static final float FOLLOWS = 0.15f;
    private static final float OUTSTANDING = 5;

    private Luminance() {}

    /** Of linear light in float; {@code frame} itself if that is mono. */
    public static Raster of(Raster frame, Optional<Mosaic> mosaic) {
        boolean isMono = frame.shape().channels() == 1 && mosaic.isEmpty();
        return isMono && frame.type() == SampleType.FLOAT32 ? frame : of(frame, new ToneCurve.Linear(), mosaic);
    }

    /**
     * Of a frame of any type.
     *
     * @param curve how unsigned codes stand for light; float is light already
     */
    public static Raster of(Raster frame, ToneCurve curve, Optional<Mosaic> mosaic) {
        Shape shape = new Shape(frame.shape().width(), frame.shape().height(), 1);
        Raster light = Raster.allocate(shape, SampleType.FLOAT32);
        into(frame, curve, mosaic, light);
        return light;
    }

    /** The same into a raster that is kept: float, one channel, of the frame's size. */
    public static void into(Raster frame, ToneCurve curve, Optional<Mosaic> mosaic, Raster light) {
        LightRows rows = new LightRows(frame, curve);
        FloatBuffer out = light.bytes().asFloatBuffer();
        int width = frame.shape().width();
        int height = frame.shape().height();
        boolean isMosaic = mosaic.isPresent() && width >= LEAST_MOSAIC_SIDE && height >= LEAST_MOSAIC_SIDE;
        if (isMosaic) {
            mixed(rows, width, height, out);
            return;
        }
        int channels = frame.shape().channels();
        float[] samples = new float[width * channels];
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            rows.read(new Rows(y, 1), samples, 0);
            if (channels == 1) {
                out.put(y * width, samples);
            } else {
                for (int x = 0; x < width; x++) {
                    row[x] = 0.25f * (samples[3 * x] + 2 * samples[3 * x + 1] + samples[3 * x + 2]);
                }
                out.put(y * width, row);
            }
        }
    }

    private static void mixed(LightRows rows, int width, int height, FloatBuffer out) {
        float[] raw = new float[(BAND + 2 * (HALO + 1)) * width];
        float[] clean = new float[(BAND + 2) * width];
        float[] row = new float[width];
        float[] mixed = new float[width];
        for (int top = 0; top < height; top += BAND) {
            int count = Math.min(BAND, height - top);
            for (int i = 0; i < count + 2 * (HALO + 1); i++) {
                rows.read(new Rows(mirrored(top + i - HALO - 1, height), 1), raw, i * width);
            }
            for (int i = 0; i < count + 2; i++) {
                clean(raw, (i + HALO) * width, width, clean, i * width);
            }
            for (int i = 0; i < count; i++) {
                int at = (i + 1) * width;
                for (int x = 0; x < width; x++) {
                    row[x] = clean[at - width + x] + 2 * clean[at + x] + clean[at + width + x];
                }
                for (int x = 0; x < width; x++) {
                    mixed[x] = (row[Math.abs(x - 1)] + 2 * row[x] + row[mirrored(x + 1, width)]) / 16;
                }
                out.put((top + i) * width, mixed);
            }
        }
    }

    /* Mirrored at the outermost samples, which keeps the parity of the pattern. */
    private static int mirrored(int at, int size) {
        int inside = Math.abs(at);
        return inside < size ? inside : 2 * (size - 1) - inside;
    }

    /* A row without what stands out alone. */
    private static void clean(float[] raw, int at, int width, float[] into, int to) {
        System.arraycopy(raw, at, into, to, width);
        int two = 2 * width;
        for (int x = 3; x < width - 3; x++) {
            int here = at + x;
            float value = raw[here];
            float most = Math.max(
                    Math.max(Math.max(raw[here - 2], raw[here + 2]), Math.max(raw[here - two], raw[here + two])),
                    Math.max(
                            Math.max(raw[here - two - 2], raw[here - two + 2]),
                            Math.max(raw[here + two - 2], raw[here + two + 2])));
            if (value > most) {
                float mean = (raw[here - 2]
                                + raw[here + 2]
                                + raw[here - two]
                                + raw[here + two]
                                + raw[here - two - 2]
                                + raw[here - two + 2]
                                + raw[here + two - 2]
                                + raw[here + two + 2])
                        / 8;
                float excess = value - mean;
                if (excess > OUTSTANDING * (most - mean) && excessOfSides(raw, here, width) < FOLLOWS * excess) {
                    into[to + x] = mean;
                }
            }
        }
    }

    /* The mean of the four neighbours, each less those of its own colour farther away. */
    private static float excessOfSides(float[] raw, int here, int width) {
        int up = here - width;
        int down = here + width;
        float sides = raw[here - 1] + raw[here + 1] + raw[up] + raw[down];
        float around =
                raw[here - 3] + raw[here + 3] + (raw[up - 2] + raw[up + 2]) / 2 + (raw[down - 2] + raw[down + 2]) / 2;
        return (sides - around) / 4;
    }
}
