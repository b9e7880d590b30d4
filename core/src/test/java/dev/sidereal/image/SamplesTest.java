package dev.sidereal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {

    private static final Shape SHAPE = new Shape(5, 6, 3);

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void rows_loaded_and_stored_are_the_same_rows_and_no_others(SampleType type) {
        Raster from = Raster.allocate(SHAPE, type);
        for (int i = 0; i < SHAPE.samples(); i++) {
            from.set(i, type == SampleType.FLOAT32 ? i / 7.0f : i * 2);
        }
        Rows rows = new Rows(2, 3);
        Samples samples = Samples.allocate(type, 60);
        samples.load(from, rows);
        Raster to = Raster.allocate(SHAPE, type);
        samples.store(to, rows);
        for (int i = 0; i < SHAPE.samples(); i++) {
            boolean inside = i >= 2 * 15 && i < 5 * 15;
            assertThat(to.get(i)).isEqualTo(inside ? from.get(i) : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void rows_that_do_not_fit_are_refused(SampleType type) {
        Samples samples = Samples.allocate(type, 8);
        assertThatThrownBy(() -> samples.load(Raster.allocate(SHAPE, type), new Rows(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("samples: expected at most 8 of " + type + ", found 15 of " + type);
    }
}
