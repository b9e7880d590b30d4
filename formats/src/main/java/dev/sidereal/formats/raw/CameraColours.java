package dev.sidereal.formats.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arithmetic of camera colours. */
final class CameraColours {

    /* Linear light of sRGB's primaries to CIE XYZ, white D65 (IEC 61966-2-1). */
    private static final double[] SRGB_TO_XYZ = {
        0.412453, 0.357580, 0.180423, 0.212671, 0.715160, 0.072169, 0.019334, 0.119193, 0.950227
    };
    private static final double LEAST_DETERMINANT = 1e-9;

    private CameraColours() {}

    /** Factors of which the least is 1. */
    static List<Double> balance(double red, double green, double blue) {
        double least = Math.min(red, Math.min(green, blue));
        return List.of(red / least, green / least, blue / least);
    }

    /**
     * The matrix from balanced camera colours to sRGB, of one from XYZ to the camera: the inverse of
     * {@code fromXyz * SRGB_TO_XYZ} with rows scaled so that white is white. Empty if there is no inverse.
     */
    static Optional<List<Double>> toSrgb(double[] fromXyz) {
        double[] m = new double[9];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    m[3 * i + j] += fromXyz[3 * i + k] * SRGB_TO_XYZ[3 * k + j];
                }
                sum += m[3 * i + j];
            }
            for (int j = 0; j < 3; j++) {
                m[3 * i + j] /= sum;
            }
        }
        return inverse(m);
    }

    private static Optional<List<Double>> inverse(double[] m) {
        double determinant = m[0] * cofactor(m, 0, 0) + m[1] * cofactor(m, 0, 1) + m[2] * cofactor(m, 0, 2);
        if (!(Math.abs(determinant) > LEAST_DETERMINANT)) {
            return Optional.empty();
        }
        List<Double> inverse = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                inverse.add(cofactor(m, j, i) / determinant);
            }
        }
        return Optional.of(inverse);
    }

    /* Cyclic indices give the sign. */
    private static double cofactor(double[] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
    }
}
