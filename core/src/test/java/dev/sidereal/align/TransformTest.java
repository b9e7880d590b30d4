package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransformTest {

    @Test
    void the_inverse_leads_back_through_homography_and_lens() {
        Lens lens = new Lens(500, 400, 640, 0.02, -0.003);
        Transform there =
                Transform.of(Model.HOMOGRAPHY, List.of(0.9, -0.3, 12.0, 0.31, 0.92, -7.0, 1e-5, -2e-5, 1.0), lens);
        Point p = there.apply(123.4, 765.4);
        Point back = there.inverse().apply(p.x(), p.y());
        assertThat(back.x()).isCloseTo(123.4, within(1e-8));
        assertThat(back.y()).isCloseTo(765.4, within(1e-8));
    }

    @Test
    void one_after_another_is_what_points_see() {
        Transform first = Transform.similarity(1.1, 0.3, 5, -8);
        Transform second =
                Transform.of(Model.HOMOGRAPHY, List.of(1.0, 0.1, 3.0, -0.1, 1.0, 2.0, 1e-4, 0.0, 1.0), Lens.NONE);
        Point one = first.apply(40, 50);
        Point expected = second.apply(one.x(), one.y());
        Point found = second.after(first).apply(40, 50);
        assertThat(found.x()).isCloseTo(expected.x(), within(1e-10));
        assertThat(found.y()).isCloseTo(expected.y(), within(1e-10));
    }

    @Test
    void positive_angles_turn_from_x_to_y_which_is_clockwise_as_seen() {
        Point turned = Transform.similarity(1, Math.PI / 2, 0, 0).apply(1, 0);
        assertThat(turned.x()).isCloseTo(0, within(1e-15));
        assertThat(turned.y()).isCloseTo(1, within(1e-15));
    }

    @Test
    void a_matrix_that_loses_points_is_refused() {
        assertThatThrownBy(() ->
                        Transform.of(Model.AFFINE, List.of(1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0), Lens.NONE))
                .hasMessage("matrix: expected one that can be inverted,"
                        + " found [1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0]");
    }
}
