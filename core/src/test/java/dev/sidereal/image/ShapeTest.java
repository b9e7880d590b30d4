package dev.sidereal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void counts_pixels_and_samples_beyond_the_range_of_int() {
        Shape shape = new Shape(60_000, 60_000, 3);
        assertThat(shape.pixels()).isEqualTo(3_600_000_000L);
        assertThat(shape.samples()).isEqualTo(10_800_000_000L);
    }

    @Test
    void two_channels_are_refused() {
        assertThatThrownBy(() -> new Shape(4, 3, 2))
                .hasMessage("shape: expected at least 1x1 pixels of 1 or 3 channels, found 4x3 of 2");
    }

    @Test
    void rasters_of_more_than_two_gibibytes_are_refused() {
        assertThatThrownBy(() -> Raster.allocate(new Shape(60_000, 60_000, 1), SampleType.UINT8))
                .hasMessage("raster: expected at most 2147483647 bytes, found 3600000000 for 60000x60000 mono, 8-bit");
    }

    @Test
    void rows_split_into_pieces_that_cover_them_once() {
        assertThat(new Rows(1, 7).split(3)).isEqualTo(List.of(new Rows(1, 3), new Rows(4, 3), new Rows(7, 1)));
    }
}
