package dev.sidereal.formats.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    /* Exif 2.32, 4.6.4, tag 274: where the 0th row and the 0th column of what is stored are seen. */
    @ParameterizedTest
    @CsvSource({
        "1, abc def",
        "2, cba fed",
        "3, fed cba",
        "4, def abc",
        "5, ad be cf",
        "6, da eb fc",
        "7, fc eb da",
        "8, cf be ad"
    })
    void a_stored_picture_stands_upright_as_the_standard_says(int value, String rows) {
        for (SampleType type : SampleType.values()) {
            for (int channels : new int[] {1, 3}) {
                Raster stored = raster("abc def", type, channels);
                Orientation orientation = Orientation.of(value);
                Raster upright = Raster.allocate(orientation.turn(stored.shape()), type);
                orientation.copy(stored, upright);
                Raster expected = raster(rows, type, channels);
                assertThat(upright.shape()).isEqualTo(expected.shape());
                assertThat(upright.bytes()).isEqualTo(expected.bytes());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, -1, 65535})
    void a_value_outside_the_standard_means_nothing(int value) {
        assertThat(Orientation.of(value)).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void turning_twice_by_180_degrees_changes_nothing() {
        Raster stored = raster("abc def", SampleType.UINT8, 3);
        Raster once = Raster.allocate(stored.shape(), SampleType.UINT8);
        Raster twice = Raster.allocate(stored.shape(), SampleType.UINT8);
        Orientation.ROTATED_180.copy(stored, once);
        Orientation.ROTATED_180.copy(once, twice);
        assertThat(twice.bytes()).isEqualTo(stored.bytes());
    }

    /* Letters are codes; channels differ. */
    private static Raster raster(String text, SampleType type, int channels) {
        String[] rows = text.split(" ", -1);
        Raster raster = Raster.allocate(new Shape(rows[0].length(), rows.length, channels), type);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                for (int c = 0; c < channels; c++) {
                    raster.set(x, y, c, rows[y].charAt(x) + 40 * c);
                }
            }
        }
        return raster;
    }
}
