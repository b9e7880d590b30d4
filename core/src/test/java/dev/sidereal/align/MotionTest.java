package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionTest {

    private static final Lens LENS = new Lens(640, 360, 734, 0.1, 0);

    @ParameterizedTest
    @ValueSource(doubles = {-1.5, -1, 0, 0.5, 1, 1.1237, 3})
    void a_camera_before_a_turning_sky_sees_powers_of_one_way(double exponent) {
        Transform step = turned(Math.toRadians(14));
        Transform expected = turned(Math.toRadians(14) * exponent);
        Transform found = Motion.power(step, exponent, LENS).orElseThrow();
        for (double x = 0; x <= 1280; x += 320) {
            for (double y = 0; y <= 720; y += 180) {
                Point at = found.apply(x, y);
                Point truth = expected.apply(x, y);
                assertThat(at.x()).isCloseTo(truth.x(), within(1e-6 * (1 + Math.abs(truth.x()))));
                assertThat(at.y()).isCloseTo(truth.y(), within(1e-6 * (1 + Math.abs(truth.y()))));
            }
        }
    }

    @Test
    void half_a_turn_and_a_mirror_have_no_part() {
        assertThat(Motion.power(Transform.similarity(1, Math.PI, 700, 500), 0.5, LENS))
                .isEmpty();
        Transform mirror =
                Transform.of(Model.AFFINE, List.of(-1.0, 0.0, 1280.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0), Lens.NONE);
        assertThat(Motion.power(mirror, 0.5, LENS)).isEmpty();
    }

    /* A camera of 700 pixels focal length that looks 50 degrees away from the pole: K R K^-1. */
    private static Transform turned(double angle) {
        double tilt = Math.toRadians(50);
        double[] axis = {0.3 * Math.sin(tilt), -Math.sqrt(1 - 0.09) * Math.sin(tilt), Math.cos(tilt)};
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double[][] r = new double[3][3];
        double[][] cross = {{0, -axis[2], axis[1]}, {axis[2], 0, -axis[0]}, {-axis[1], axis[0], 0}};
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                r[i][k] = (i == k ? c : 0) + s * cross[i][k] + (1 - c) * axis[i] * axis[k];
            }
        }
        double f = 700;
        Transform in = Transform.of(
                Model.AFFINE, List.of(1 / f, 0.0, -640 / f, 0.0, 1 / f, -360 / f, 0.0, 0.0, 1.0), Lens.NONE);
        Transform turn = Transform.of(
                Model.HOMOGRAPHY,
                List.of(r[0][0], r[0][1], r[0][2], r[1][0], r[1][1], r[1][2], r[2][0], r[2][1], r[2][2]),
                Lens.NONE);
        return in.inverse().after(turn.after(in));
    }
}
