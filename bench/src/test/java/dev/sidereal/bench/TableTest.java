package dev.sidereal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final List<Cost> LIMITS = List.of(new Cost(2, 4, 80), new Cost(4, 4, 81), new Cost(2, 4, 80));
    private static final List<Cost> COSTS = List.of(new Cost(3, 6, 300), new Cost(5, 6, 301), new Cost(4, 8, 299.6));

    @Test
    void shows_the_median_of_the_ratios_of_pairs_not_the_ratio_of_medians() {
        Duel duel = new Duel("vips", "libvips 8.14.1", 40, COSTS, LIMITS, "yes");

        assertThat(Table.of(List.of(duel)).lines().toList().get(2))
                .isEqualTo("| vips | libvips 8.14.1 | 40 | 4.00 | 10.0 | 1.50 (1.25-2.00) | 1.50 | 301 | yes |");
    }

    @Test
    void leaves_ratios_out_when_there_is_no_limit() {
        Duel duel = new Duel("vips", "libvips 8.14.1", 40, COSTS, List.of(), "not checked");

        assertThat(Table.of(List.of(duel)).lines().toList().get(2))
                .isEqualTo("| vips | libvips 8.14.1 | 40 | 4.00 | 10.0 | - | - | 301 | not checked |");
    }

    @Test
    void reads_the_line_that_measure_and_gnu_time_write() throws IOException {
        assertThat(Cost.parse("4.5 8.0 0.5 102400\n")).isEqualTo(new Cost(4.5, 8.5, 100));
    }
}
