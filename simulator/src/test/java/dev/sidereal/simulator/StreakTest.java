package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StreakTest {

    @Test
    void no_light_is_lost() {
        for (double length : new double[] {0, 0.01, 1, 9}) {
            Band band = new Band(Field.of(64, 32));
            new Streak(new Point(30.3, 15.6), new Point(30.3 + 0.8 * length, 15.6 - 0.6 * length), 0.9, 5, 2, 1)
                    .addTo(band);
            double sum = 0;
            for (int i = 0; i < band.samples(); i += 3) {
                sum += band.light()[i];
            }
            assertThat(sum).as("length " + length).isCloseTo(5, within(2e-3));
        }
    }

    @Test
    void a_long_line_is_even_along_its_middle() {
        Band band = new Band(Field.of(64, 32));
        double sigma = 0.9;
        new Streak(new Point(4, 16), new Point(60, 16), sigma, 56, 56, 56).addTo(band);

        // Light of 1 per pixel of length: a peak of 1 / (sigma sqrt(2 pi)).
        for (int x = 10; x < 54; x++) {
            assertThat((double) band.light()[band.index(x, 16)])
                    .isCloseTo(1 / (sigma * Math.sqrt(2 * Math.PI)), within(1e-5));
        }
    }
}
