package dev.sidereal.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrushTest {

    private static Raster black() {
        return Raster.allocate(new Shape(60, 40, 1), SampleType.UINT8);
    }

    @Test
    void a_hard_brush_paints_all_within_its_radius_of_the_line_and_nothing_beyond() {
        Raster mask = black();
        new Brush(5, 0, SkyMask.SKY).paint(List.of(new Brush.Point(20, 20), new Brush.Point(40, 20)), mask);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                double aside = Math.max(0, Math.max(20 - x, x - 40));
                boolean inside = Math.hypot(aside, y - 20) < 5 || Math.hypot(aside, y - 20) == 5;
                boolean edge = Math.hypot(aside, y - 20) == 5;
                if (!edge) {
                    assertThat(mask.get(x, y, 0)).as("%d,%d", x, y).isEqualTo(inside ? 255 : 0);
                }
            }
        }
    }

    @Test
    void a_soft_brush_falls_smoothly_from_its_middle_to_its_edge() {
        Raster mask = black();
        new Brush(10, 1, SkyMask.SKY).paint(List.of(new Brush.Point(30, 20)), mask);
        assertThat(mask.get(30, 20, 0)).isEqualTo(255);
        assertThat(mask.get(35, 20, 0)).isEqualTo(Math.rint(255 * 0.5));
        assertThat(mask.get(40, 20, 0)).isZero();
        for (int x = 30; x < 40; x++) {
            assertThat(mask.get(x + 1, 20, 0)).isLessThanOrEqualTo(mask.get(x, 20, 0));
        }
    }

    @Test
    void lines_may_leave_the_picture() {
        Raster mask = black();
        new Brush(3, 0.5, SkyMask.SKY).paint(List.of(new Brush.Point(-100, -100), new Brush.Point(1000, 1000)), mask);
        assertThat(mask.get(20, 20, 0)).isEqualTo(255);
        new Brush(200, 0, SkyMask.GROUND).paint(List.of(new Brush.Point(30, 20)), mask);
        assertThat(mask.bytes()).isEqualTo(black().bytes());
    }

    @Test
    void a_brush_without_size_is_refused() {
        assertThatThrownBy(() -> new Brush(0, 0, SkyMask.SKY))
                .hasMessage("radius: expected pixels above 0 and at most 5000, found 0.0");
        assertThatThrownBy(() -> new Brush(1, 2, SkyMask.SKY)).hasMessage("feather: expected 0 to 1, found 2.0");
    }
}
