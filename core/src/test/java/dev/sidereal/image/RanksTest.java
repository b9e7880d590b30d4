package dev.sidereal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void a_rank_is_the_value_that_sorting_brings_there() {
        Random random = new Random(1);
        for (int n : new int[] {1, 2, 3, 1000, 1001}) {
            float[] values = new float[n + 5];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 7 == 0 ? 0.25f : (float) Math.abs(random.nextGaussian());
            }
            values[0] = n > 3 ? Float.POSITIVE_INFINITY : -0f;
            float[] sorted = Arrays.copyOf(values, n);
            Arrays.sort(sorted);
            float[] before = values.clone();
            for (int rank = 0; rank < n; rank += Math.max(1, n / 13)) {
                assertThat(Ranks.of(values, n, rank)).as("%d of %d", rank, n).isEqualTo(sorted[rank] + 0f);
            }
            assertThat(Ranks.median(values, n)).isEqualTo(0.5 * (sorted[(n - 1) / 2] + (double) sorted[n / 2]));
            assertThat(values).containsExactly(before);
        }
    }
}
