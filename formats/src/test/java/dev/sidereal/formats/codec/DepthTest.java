package dev.sidereal.formats.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DepthTest {

    @Test
    void every_8_bit_code_times_257_is_its_16_bit_code_and_comes_back() {
        Raster codes = Raster.allocate(new Shape(256, 1, 1), SampleType.UINT8);
        Raster wide = Raster.allocate(new Shape(256, 1, 1), SampleType.UINT16);
        for (int i = 0; i < 256; i++) {
            codes.set(i, i);
            wide.set(i, 257 * i);
        }
        ByteBuffer sixteen = rows(Depth.SIXTEEN, codes, ByteOrder.BIG_ENDIAN);
        byte[] eight = Depth.EIGHT.rows(wide, new Rows(0, 1), ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < 256; i++) {
            assertThat(sixteen.getShort(2 * i) & 0xFFFF).isEqualTo(257 * i);
            assertThat(eight[i] & 0xFF).isEqualTo(i);
        }
    }

    @Test
    void the_way_down_to_8_bits_rounds_to_nearest() {
        Raster wide = raster(SampleType.UINT16, 0, 128, 129, 385, 386, 65406, 65407, 65535);
        assertThat(Depth.EIGHT.rows(wide, new Rows(0, 1), ByteOrder.BIG_ENDIAN))
                .isEqualTo(new byte[] {0, 0, 1, 1, 2, (byte) 254, (byte) 255, (byte) 255});
    }

    @ParameterizedTest
    @EnumSource(
            value = Depth.class,
            names = {"EIGHT", "SIXTEEN"})
    void float_codes_outside_0_to_1_are_clipped_and_missing_ones_become_black(Depth depth) {
        Raster light = raster(
                SampleType.FLOAT32,
                -0.5,
                0,
                1,
                1.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e-9);
        int full = depth == Depth.EIGHT ? 255 : 65535;
        int[] expected = {0, 0, full, full, 0, full, 0, 0};
        ByteBuffer codes = rows(depth, light, ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < expected.length; i++) {
            int code = depth == Depth.EIGHT ? codes.get(i) & 0xFF : codes.getShort(2 * i) & 0xFFFF;
            assertThat(code).as("value %s", light.get(i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void full_scale_is_one_in_float() {
        assertThat(rows(Depth.FLOAT, raster(SampleType.UINT8, 0, 51, 255), ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer())
                .isEqualTo(java.nio.FloatBuffer.wrap(new float[] {0, 0.2f, 1}));
        assertThat(rows(Depth.FLOAT, raster(SampleType.UINT16, 0, 13107, 65535), ByteOrder.BIG_ENDIAN)
                        .asFloatBuffer())
                .isEqualTo(java.nio.FloatBuffer.wrap(new float[] {0, 0.2f, 1}));
    }

    @Test
    void bits_of_float_and_16_bit_samples_stay_in_either_byte_order() {
        Raster light = raster(SampleType.FLOAT32, -3.25, Double.NaN, 1e30);
        Raster wide = raster(SampleType.UINT16, 1, 0x1234, 0xFFFE);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ByteBuffer floats = rows(Depth.FLOAT, light, order);
            ByteBuffer shorts = rows(Depth.SIXTEEN, wide, order);
            for (int i = 0; i < 3; i++) {
                assertThat(floats.getInt(4 * i)).isEqualTo(light.bytes().getInt(4 * i));
                assertThat(shorts.getShort(2 * i)).isEqualTo(wide.bytes().getShort(2 * i));
            }
        }
    }

    @Test
    void rows_are_those_asked_for() {
        Raster raster = Raster.allocate(new Shape(2, 5, 3), SampleType.UINT8);
        for (int i = 0; i < 30; i++) {
            raster.set(i, i);
        }
        assertThat(Depth.EIGHT.rows(raster, new Rows(3, 2), ByteOrder.BIG_ENDIAN))
                .isEqualTo(new byte[] {18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29});
        assertThat(Depth.SIXTEEN.rows(raster, new Rows(1, 1), ByteOrder.BIG_ENDIAN))
                .isEqualTo(new byte[] {6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11});
    }

    private static Raster raster(SampleType type, double... codes) {
        Raster raster = Raster.allocate(new Shape(codes.length, 1, 1), type);
        for (int i = 0; i < codes.length; i++) {
            raster.set(i, codes[i]);
        }
        return raster;
    }

    private static ByteBuffer rows(Depth depth, Raster raster, ByteOrder order) {
        return ByteBuffer.wrap(depth.rows(raster, new Rows(0, 1), order)).order(order);
    }
}
