package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SrgbCodesTest {

    @Test
    void every_code_is_the_nearest() {
        check(SrgbCodes.EIGHT_BITS, 255);
        check(SrgbCodes.SIXTEEN_BITS, 65_535);
    }

    /* At the code's own light, and just inside of both limits to its neighbours. */
    private static void check(SrgbCodes codes, int max) {
        for (int code = 0; code <= max; code++) {
            assertThat(codes.code(light(code, max))).isEqualTo(code);
            assertThat(codes.code(light(Math.max(0, code - 0.49), max))).isEqualTo(code);
            assertThat(codes.code(light(Math.min(max, code + 0.49), max))).isEqualTo(code);
        }
    }

    private static float light(double code, int max) {
        return (float) SrgbCodes.decode(code / max);
    }

    @Test
    void light_outside_of_the_range_is_clipped() {
        assertThat(SrgbCodes.EIGHT_BITS.code(-0.1f)).isZero();
        assertThat(SrgbCodes.EIGHT_BITS.code(Float.NaN)).isZero();
        assertThat(SrgbCodes.EIGHT_BITS.code(7)).isEqualTo(255);
    }
}
