package dev.sidereal.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaxFoldTest extends FoldContract<Samples> {

    @Override
    protected Fold<Samples> fold() {
        return new MaxFold();
    }

    @Override
    protected double expected(double[] values) {
        return 0.0 + Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    @Test
    void packed_bytes_compare_like_single_ones_for_every_pair_of_codes() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b += 8) {
                long[] into = {a * 0x0101010101010101L};
                long[] from = {b * 0x0101010101010101L + 0x0706050403020100L};
                MaxFold.maxLanes(into, from, 1, 0x8080808080808080L, 7);
                for (int lane = 0; lane < 8; lane++) {
                    assertThat((int) (into[0] >>> (8 * lane)) & 0xFF).isEqualTo(Math.max(a, b + lane));
                }
            }
        }
    }

    @Test
    void packed_shorts_compare_like_single_ones_at_the_ends_of_the_range() {
        int[] codes = {0, 1, 2, 255, 256, 32766, 32767, 32768, 32769, 65534, 65535};
        for (int a : codes) {
            for (int b : codes) {
                long[] into = {a * 0x0001000100010001L};
                long[] from = {b | (long) a << 16 | (long) (65535 - b) << 32 | (long) b << 48};
                MaxFold.maxLanes(into, from, 1, 0x8000800080008000L, 15);
                assertThat((int) into[0] & 0xFFFF).isEqualTo(Math.max(a, b));
                assertThat((int) (into[0] >>> 16) & 0xFFFF).isEqualTo(a);
                assertThat((int) (into[0] >>> 32) & 0xFFFF).isEqualTo(Math.max(a, 65535 - b));
                assertThat((int) (into[0] >>> 48) & 0xFFFF).isEqualTo(Math.max(a, b));
            }
        }
    }
}
