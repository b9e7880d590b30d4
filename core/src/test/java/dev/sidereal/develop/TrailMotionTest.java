package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrailMotionTest {

    private static final Shape SHAPE = new Shape(300, 200, 1);
    private static final double ALONG = Math.toRadians(30);
    private static final double ACROSS = Math.toRadians(120);
    private static final double BRIGHT = 15;

    private final float[] z = new float[(int) SHAPE.samples()];
    private final char[] when = new char[(int) SHAPE.samples()];
    private final Trails trails = new Trails(SHAPE, z, when);

    @Test
    void what_one_frame_lit_across_the_trails_is_taken_back_unless_it_is_bright() {
        twelveStars(1 / 3.0);
        int[] faint = line(150, 22, ACROSS, 24, 8, 0);
        int[] bright = line(60, 150, ACROSS, 24, 20, 0);
        TrailMotion.takeBack(trails, BRIGHT);
        assertThat(lit(faint)).isZero();
        assertThat(lit(bright)).isEqualTo(count(bright));
    }

    @Test
    void stars_that_follow_each_other_on_one_line_stay() {
        twelveStars(1 / 3.0);
        int[] first = line(20, 100, ALONG, 12, 8, 1 / 3.0);
        int[] second = line(31, 106, ALONG, 12, 8, 1 / 3.0);
        TrailMotion.takeBack(trails, BRIGHT);
        assertThat(lit(first)).isEqualTo(count(first));
        assertThat(lit(second)).isEqualTo(count(second));
    }

    @Test
    void nothing_is_taken_back_where_stars_cross_the_line_in_one_frame() {
        twelveStars(0.01);
        int[] across = line(150, 22, ACROSS, 24, 8, 0);
        TrailMotion.takeBack(trails, BRIGHT);
        assertThat(lit(across)).isEqualTo(count(across));
    }

    private void twelveStars(double pace) {
        for (int star = 0; star < 12; star++) {
            line(10 + 45 * (star % 6), 40 + 80 * (star / 6), ALONG, 60, 8, pace);
        }
    }

    /* Draws a line of lit samples, pace being frames for a pixel. */
    private int[] line(double x, double y, double angle, int length, double height, double pace) {
        int[] samples = new int[length];
        for (int k = 0; k < length; k++) {
            int i = trails.index(
                    (int) Math.round(x + k * Math.cos(angle)), (int) Math.round(y + k * Math.sin(angle)), 0);
            samples[k] = i;
            trails.marks()[i] = Trails.MARK | Trails.LIT;
            when[i] = (char) (20 + Math.round(k * pace));
            z[i] = (float) height;
        }
        return samples;
    }

    private long lit(int[] samples) {
        return Arrays.stream(samples).distinct().filter(trails::isLit).count();
    }

    private static long count(int[] samples) {
        return Arrays.stream(samples).distinct().count();
    }
}
