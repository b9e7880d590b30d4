package dev.sidereal.mosaic;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;

/**
 * Ways to estimate the two colours that a filter kept from each sample.
 *
 * <p>All of them return what was measured unchanged, keep a flat field flat, and leave a pixel whose own sample is
 * missing (NaN) missing; its neighbours make do without it. Rows are worked on in parallel, each by itself, so the result does not
 * depend on threads.
 */
public enum Debayer {
    /** Along edges, by {@link RatioCorrected}; Bayer patterns only. */
    ALONG_EDGES {
        @Override
        void picture(FilteredLight light, Raster picture) {
            requireBayer(light);
            bands(picture, RatioCorrected.BAND_ROWS).parallelStream()
                    .forEach(rows -> new RatioCorrected(light, rows).into(picture));
        }
    },
    /** The mean of the nearest samples of a colour: plain, for any pattern, with coloured fringes at edges. */
    BILINEAR {
        @Override
        void picture(FilteredLight light, Raster picture) {
            bands(picture, 1).parallelStream().forEach(row -> Nearest.row(light, row.first(), picture));
        }
    },
    /** One pixel of half the size from each 2x2 cell, the greens averaged: nothing is guessed; Bayer patterns only. */
    SUPER_PIXEL {
        @Override
        void picture(FilteredLight light, Raster picture) {
            requireBayer(light);
            bands(picture, 1).parallelStream().forEach(row -> superPixels(light, row.first(), picture));
        }

        @Override
        public Shape shape(Shape samples) {
            return new Shape(samples.width() / 2, samples.height() / 2, 3);
        }
    };

    private static final int LEAST_SIDE = 2;

    abstract void picture(FilteredLight light, Raster picture);

    /** The shape of the picture of so many samples. */
    public Shape shape(Shape samples) {
        return new Shape(samples.width(), samples.height(), 3);
    }

    /** The best way that works for a pattern. */
    public static Debayer bestFor(Mosaic mosaic) {
        return mosaic.isBayer() ? ALONG_EDGES : BILINEAR;
    }

    /**
     * A float picture of three channels in balanced camera colours, 1 being the white of the sensor.
     *
     * @param samples one channel of any type
     * @param unit    the code that sample value 1 stands for: 1 for codes
     * @throws IllegalArgumentException if there are fewer than 2x2 samples, or the way does not work for the pattern
     */
    public Raster interpolate(Raster samples, double unit, Mosaic mosaic) {
        requireSamples(samples.shape());
        return interpolate(samples, unit, mosaic, Raster.allocate(shape(samples.shape()), SampleType.FLOAT32));
    }

    /** The same into a picture that is kept. */
    Raster interpolate(Raster samples, double unit, Mosaic mosaic, Raster picture) {
        requireSamples(samples.shape());
        picture(new FilteredLight(samples, unit, mosaic), picture);
        return picture;
    }

    private static void requireSamples(Shape shape) {
        if (shape.channels() != 1 || shape.width() < LEAST_SIDE || shape.height() < LEAST_SIDE) {
            throw new IllegalArgumentException("mosaic: expected at least 2x2 samples of one channel, found " + shape);
        }
    }

    private static void requireBayer(FilteredLight light) {
        if (!light.mosaic().isBayer()) {
            throw new IllegalArgumentException(
                    "mosaic: expected one of Bayer's patterns, found " + light.mosaic() + "; use BILINEAR");
        }
    }

    private static List<Rows> bands(Raster picture, int rows) {
        return new Rows(0, picture.shape().height()).split(rows);
    }

    private static void superPixels(FilteredLight light, int row, Raster picture) {
        for (int x = 0; x < picture.shape().width(); x++) {
            double[] sums = new double[3];
            for (int i = 0; i < 4; i++) {
                int u = 2 * x + i % 2;
                int v = 2 * row + i / 2;
                int channel = light.mosaic().channel(u, v);
                sums[channel] += light.at(u, v) * (channel == 1 ? 0.5 : 1);
            }
            for (int c = 0; c < 3; c++) {
                picture.set(x, row, c, sums[c]);
            }
        }
    }
}
