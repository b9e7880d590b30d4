package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearMarksTest {

    private static final Shape SHAPE = new Shape(45, 33, 3);
    private static final int FIRST = 3;
    private static final int LAST = 10;
    private static final double SLOWEST = 3.2;

    private final char[] when = new char[(int) SHAPE.samples()];
    private final Trails trails = new Trails(SHAPE, new float[when.length], when);

    @Test
    void marks_on_both_halves_of_every_line_are_counted_as_one_by_one() {
        Random random = new Random(7);
        for (int i = 0; i < when.length; i++) {
            when[i] = (char) random.nextInt(100);
            trails.marks()[i] = random.nextInt(3) == 0 ? Trails.MARK : 0;
        }
        for (int channel = 0; channel < 3; channel++) {
            NearMarks near = new NearMarks(trails, channel, 5, FIRST, LAST, SLOWEST);
            for (int y = 5; y < SHAPE.height(); y += y == 20 ? 7 : 1) {
                near.row(y);
                for (int x = 0; x < SHAPE.width(); x++) {
                    for (int d = 0; d < Direction.COUNT && isMarked(x, y, channel); d++) {
                        int ahead = count(x, y, channel, Direction.ALL.get(d), 1);
                        int behind = count(x, y, channel, Direction.ALL.get(d), -1);
                        assertThat(near.ahead(x, d)).isEqualTo(ahead);
                        assertThat(near.all(x, d)).isEqualTo(ahead + behind);
                    }
                }
            }
        }
    }

    private boolean isMarked(int x, int y, int channel) {
        return trails.isInside(x, y) && trails.marks()[trails.index(x, y, channel)] != 0;
    }

    private int count(int x, int y, int channel, Direction direction, int sign) {
        int count = 0;
        for (int k = FIRST; k <= LAST; k++) {
            int u = x + sign * direction.dx(k);
            int v = y + sign * direction.dy(k);
            if (isMarked(u, v, channel)) {
                int delay = when[trails.index(u, v, channel)] - when[trails.index(x, y, channel)];
                count += Math.abs(delay) <= 1 + (int) (SLOWEST * k) ? 1 : 0;
            }
        }
        return count;
    }
}
