package dev.sidereal.mosaic;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import java.util.List;

/**
 * Makes a colour picture of linear light of a mosaic: black subtracted, balanced, interpolated along edges (patterns other than
 * Bayer's: by the nearest samples), brought to sRGB's primaries where the camera's matrix is known.
 *
 * <p>Cost: one pass over the picture on all processors; memory: the picture, 12 bytes for a sample.
 */
public final class Mosaics {

    private Mosaics() {}

    /**
     * The picture of a frame or of extremes: samples are codes.
     *
     * @return float, three channels, 1 being full scale; NaN where the sample is missing
     */
    public static Raster develop(Raster codes, Mosaic mosaic) {
        return develop(codes, 1, mosaic);
    }

    /** The same in a way that is chosen into a picture that is kept: float, three channels, of {@link Debayer#shape}. */
    public static void develop(Raster codes, Mosaic mosaic, Debayer way, Raster into) {
        toSrgb(way.interpolate(codes, 1, mosaic, into), mosaic);
    }

    /** The same into a picture that is kept: float, three channels, of the size of the mosaic. */
    public static void develop(Raster codes, Mosaic mosaic, Raster into) {
        toSrgb(Debayer.bestFor(mosaic).interpolate(codes, 1, mosaic, into), mosaic);
    }

    /**
     * The picture of samples of which 1 stands for the code {@code unit}, such as means in linear light.
     *
     * @return float, three channels, 1 being full scale; NaN where the sample is missing
     */
    public static Raster develop(Raster samples, double unit, Mosaic mosaic) {
        return toSrgb(Debayer.bestFor(mosaic).interpolate(samples, unit, mosaic), mosaic);
    }

    private static Raster toSrgb(Raster picture, Mosaic mosaic) {
        if (!mosaic.toSrgb().equals(Mosaic.CAMERA_COLOURS)) {
            convert(picture, mosaic.toSrgb());
        }
        return picture;
    }

    private static void convert(Raster picture, List<Double> matrix) {
        double[] m = matrix.stream().mapToDouble(Double::doubleValue).toArray();
        for (int at = 0; at < picture.shape().samples(); at += 3) {
            double red = picture.get(at);
            double green = picture.get(at + 1);
            double blue = picture.get(at + 2);
            for (int c = 0; c < 3; c++) {
                picture.set(at + c, m[3 * c] * red + m[3 * c + 1] * green + m[3 * c + 2] * blue);
            }
        }
    }
}
