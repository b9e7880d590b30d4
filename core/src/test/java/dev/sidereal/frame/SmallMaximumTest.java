package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallMaximumTest {

    @Test
    void every_nth_pixel_holds_the_greatest_code_of_all_frames_in_any_order() {
        Shape shape = new Shape(70, 41, 3);
        SmallMaximum night = new SmallMaximum(shape, SampleType.UINT16, 30);
        assertThat(night.picture()).isEmpty();
        Random random = new Random(5);
        Raster expected = Raster.allocate(shape, SampleType.UINT16);
        for (int number : new int[] {2, 0, 1}) {
            Raster frame = Raster.allocate(shape, SampleType.UINT16);
            for (int i = 0; i < shape.samples(); i++) {
                frame.set(i, random.nextInt(65_536));
                expected.set(i, Math.max(expected.get(i), frame.get(i)));
            }
            night.see(number, frame);
        }
        Raster small = night.picture().orElseThrow();
        assertThat(small.shape()).isEqualTo(new Shape(23, 13, 3));
        for (int y = 0; y < 13; y++) {
            for (int x = 0; x < 23; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(small.get(x, y, c)).isEqualTo(expected.get(3 * x, 3 * y, c));
                }
            }
        }
        assertThat(night.bytes()).isEqualTo(2L * 23 * 13 * 3);
    }

    @Test
    void light_below_zero_and_missing_light_are_no_zeros() {
        Shape shape = new Shape(2, 1, 1);
        SmallMaximum night = new SmallMaximum(shape, SampleType.FLOAT32, 2);
        for (double light : new double[] {-3, -2, -4}) {
            Raster frame = Raster.allocate(shape, SampleType.FLOAT32);
            frame.set(0, light);
            frame.set(1, Double.NaN);
            night.see(0, frame);
        }
        Raster small = night.picture().orElseThrow();
        assertThat(small.get(0)).isEqualTo(-2);
        assertThat(small.get(1)).isZero();
    }
}
