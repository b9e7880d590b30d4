package dev.sidereal.integrate;

import dev.sidereal.frame.Mosaic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which channel a sample of a light belongs to, and how channels of the camera become those of the picture: by the mosaic's matrix;
 * without a mosaic they are the same.
 */
final class SampleColours {

    private static final int THREE = 3;

    private final int channels;
    private final boolean isMosaic;
    private final int columns;
    private final int rows;
    private final int[] pattern;
    private final boolean isMixed;
    private final double[] toPicture;
    private final double[] toCamera;

    /** For lights of some channels, or under filters that make three of one. */
    SampleColours(Optional<Mosaic> filters, int channels) {
        isMosaic = filters.isPresent();
        this.channels = isMosaic ? THREE : channels;
        columns = filters.map(Mosaic::columns).orElse(1);
        rows = filters.map(Mosaic::rows).orElse(1);
        pattern = new int[columns * rows];
        for (int place = 0; place < pattern.length && isMosaic; place++) {
            pattern[place] = filters.orElseThrow().channel(place % columns, place / columns);
        }
        List<Double> matrix = filters.map(Mosaic::toSrgb).orElse(Mosaic.CAMERA_COLOURS);
        isMixed = !matrix.equals(Mosaic.CAMERA_COLOURS);
        toPicture = matrix.stream().mapToDouble(Double::doubleValue).toArray();
        toCamera = inverse(toPicture);
    }

    /** Channels of the picture. */
    int channels() {
        return channels;
    }

    /** Samples of a light's pixel. */
    int samples() {
        return isMosaic ? 1 : channels;
    }

    /** Whether the camera's channels are others than the picture's. */
    boolean isMixed() {
        return isMixed;
    }

    /** The camera's channel of a sample. */
    int channel(int x, int y, int sample) {
        return isMosaic ? pattern[y % rows * columns + x % columns] : sample;
    }

    /** The share of a light's pixels that have a channel. */
    double share(int channel) {
        if (!isMosaic) {
            return 1;
        }
        int found = 0;
        for (int of : pattern) {
            found += of == channel ? 1 : 0;
        }
        return found / (double) pattern.length;
    }

    /** Makes the picture's three channels of the camera's, in place. */
    void toPicture(double[] camera) {
        double red = dot(toPicture, 0, camera);
        double green = dot(toPicture, 1, camera);
        double blue = dot(toPicture, 2, camera);
        camera[0] = red;
        camera[1] = green;
        camera[2] = blue;
    }

    /** A channel of the camera, of the picture's three. */
    double ofCamera(int channel, double[] picture) {
        return dot(toCamera, channel, picture);
    }

    /** The sky in the camera's channels, of that in the picture's. */
    List<SkyPlane> ofCamera(List<SkyPlane> picture) {
        if (!isMixed) {
            return picture;
        }
        List<SkyPlane> camera = new ArrayList<>();
        for (int channel = 0; channel < THREE; channel++) {
            double[] level = picture.stream().mapToDouble(SkyPlane::level).toArray();
            double[] across = picture.stream().mapToDouble(SkyPlane::dx).toArray();
            double[] down = picture.stream().mapToDouble(SkyPlane::dy).toArray();
            camera.add(new SkyPlane(ofCamera(channel, level), ofCamera(channel, across), ofCamera(channel, down)));
        }
        return camera;
    }

    private static double dot(double[] matrix, int row, double[] of) {
        return matrix[THREE * row] * of[0] + matrix[THREE * row + 1] * of[1] + matrix[THREE * row + 2] * of[2];
    }

    /* By cofactors. */
    private static double[] inverse(double[] m) {
        double[] inverse = {
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
        };
        double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] /= determinant;
        }
        return inverse;
    }
}
