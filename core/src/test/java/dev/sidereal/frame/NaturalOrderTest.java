package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void numbers_count_by_value_whatever_their_length() {
        List<String> ordered = List.of(
                "img1.jpg",
                "img2.jpg",
                "img02.png",
                "IMG3.jpg",
                "img10.jpg",
                "img99999999999999999998.jpg",
                "img99999999999999999999.jpg",
                "img_1.jpg",
                "zoo");
        List<String> shuffled = new ArrayList<>(ordered);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(NaturalOrder.INSTANCE);
            assertThat(shuffled).isEqualTo(ordered);
        }
    }

    @Test
    void names_that_look_equal_still_have_an_order() {
        assertThat(NaturalOrder.INSTANCE.compare("a01", "a1")).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("a1", "a01")).isPositive();
        assertThat(NaturalOrder.INSTANCE.compare("A", "a")).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("a", "a")).isZero();
    }
}
