package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameGlanceTest {

    private static final Offset<Double> HALF_A_CODE = Offset.offset(0.002);

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void level_and_contrast_are_the_median_of_green_and_the_mean_distance_from_it(SampleType type) {
        Raster raster = Raster.allocate(new Shape(300, 60, 3), type);
        for (int i = 0; i < 300 * 60; i++) {
            raster.set(3 * i, full(type));
            raster.set(3 * i + 1, (i % 300 < 100 ? 0.6 : 0.2) * full(type));
        }
        FrameGlance glance = FrameGlance.of(raster);
        assertThat(glance.level()).isCloseTo(0.2, HALF_A_CODE);
        assertThat(glance.contrast()).isCloseTo(0.4 / 3, HALF_A_CODE);
        assertThat(glance.points()).isZero();
    }

    @Test
    void points_stand_out_from_both_their_neighbours() {
        Raster raster = Raster.allocate(new Shape(300, 60, 1), SampleType.UINT8);
        for (int i = 0; i < 10; i++) {
            raster.set(20 * i + 10, 3 * i, 0, 200);
        }
        raster.set(250, 10, 0, 4);
        raster.set(270, 10, 0, 200);
        raster.set(271, 10, 0, 200);
        assertThat(FrameGlance.of(raster).points()).isEqualTo(10);
    }

    @Test
    void missing_samples_count_as_dark_and_those_beyond_full_scale_as_full() {
        Raster raster = Raster.allocate(new Shape(100, 30, 1), SampleType.FLOAT32);
        for (int i = 0; i < 3000; i++) {
            raster.set(i, i % 100 < 60 ? 3 : Double.NaN);
        }
        assertThat(FrameGlance.of(raster)).isEqualTo(new FrameGlance(1, 0.4, 0));
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void a_frame_of_one_pixel_has_a_level(SampleType type) {
        Raster raster = Raster.allocate(new Shape(1, 1, 1), type);
        raster.set(0, full(type));
        assertThat(FrameGlance.of(raster)).isEqualTo(new FrameGlance(1, 0, 0));
    }

    private static double full(SampleType type) {
        return type == SampleType.FLOAT32 ? 1 : type == SampleType.UINT8 ? 255 : 65535;
    }
}
