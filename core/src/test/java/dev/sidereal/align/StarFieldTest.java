package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StarFieldTest {

    @Test
    void stars_that_are_kept_are_the_brightest_of_each_part() {
        Random random = new Random(3);
        List<Star> all = IntStream.range(0, 2000)
                .mapToObj(i -> {
                    /* Most lie in one corner. */
                    double x = i % 4 == 0 ? 640 * random.nextDouble() : 80 * random.nextDouble();
                    double y = i % 4 == 0 ? 480 * random.nextDouble() : 60 * random.nextDouble();
                    return new Star(x, y, 1 + random.nextDouble(), 1, 3, 1, 50, false);
                })
                .sorted(Comparator.comparingDouble(star -> -star.flux()))
                .toList();
        StarField field = new StarField(640, 480, all, 0, 1, 3, 1);
        assertThat(field.spread(2000)).isSameAs(field);
        StarField kept = field.spread(256);
        assertThat(kept.stars()).hasSizeBetween(200, 256).isSubsetOf(all);
        for (int part = 0; part < 64; part++) {
            int column = part % 8;
            int row = part / 8;
            List<Star> there = all.stream()
                    .filter(star -> (int) (star.x() / 80) == column && (int) (star.y() / 60) == row)
                    .toList();
            assertThat(kept.stars()).containsAll(there.subList(0, Math.min(4, there.size())));
        }
        assertThat(kept.fwhm()).isEqualTo(3);
    }
}
