package dev.sidereal.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DropTest {

    private final Drop drop = new Drop();
    private final Random random = new Random(5);

    @Test
    void the_shares_of_a_drop_are_its_whole_area_however_it_is_turned_and_mirrored() {
        for (int i = 0; i < 10_000; i++) {
            double[] uv = new double[4];
            for (int k = 0; k < 4; k++) {
                uv[k] = i % 3 == 0 && k % 3 != 0 ? 0 : 3 * random.nextDouble() - 1.5;
            }
            drop.lay(100 * random.nextDouble(), 100 * random.nextDouble(), uv[0], uv[1], uv[2], uv[3]);
            assertThat(sum()).isCloseTo(4 * Math.abs(uv[0] * uv[3] - uv[1] * uv[2]), within(1e-10));
        }
    }

    @Test
    void a_share_is_that_of_points_of_the_drop_in_the_pixel() {
        int points = 400;
        for (int i = 0; i < 20; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double ux = 0.8 * Math.cos(angle);
            double uy = 0.8 * Math.sin(angle);
            double x = 10 + random.nextDouble();
            double y = 20 + random.nextDouble();
            drop.lay(x, y, ux, uy, -uy, ux);
            double[][] counted = new double[drop.rows()][drop.columns()];
            for (int k = 0; k < points * points; k++) {
                double s = (k % points + 0.5) / points * 2 - 1;
                int row = k / points;
                double t = (row + 0.5) / points * 2 - 1;
                int column = (int) Math.rint(x + s * ux - t * uy) - drop.left();
                int line = (int) Math.rint(y + s * uy + t * ux) - drop.top();
                counted[line][column] += 4 * 0.64 / (points * points);
            }
            for (int line = 0; line < drop.rows(); line++) {
                for (int column = 0; column < drop.columns(); column++) {
                    assertThat(drop.area(column, line)).isCloseTo(counted[line][column], within(4e-3));
                }
            }
        }
    }

    @Test
    void an_upright_drop_is_laid_as_one_that_is_hardly_turned() {
        drop.lay(7.4, 2.95, 0.8, 0, 0, 0.6);
        double[] upright = {drop.area(0, 0), drop.area(1, 0), drop.area(0, 1), drop.area(1, 1)};
        drop.lay(7.4, 2.95, 0.8, 1e-9, -1e-9, 0.6);
        assertThat(new double[] {drop.area(0, 0), drop.area(1, 0), drop.area(0, 1), drop.area(1, 1)})
                .containsExactly(upright, within(1e-8));
        assertThat(upright[0]).isCloseTo((7.5 - 6.6) * (2.5 - 2.35), within(1e-12));
    }

    private double sum() {
        double sum = 0;
        for (int row = 0; row < drop.rows(); row++) {
            for (int column = 0; column < drop.columns(); column++) {
                assertThat(drop.area(column, row)).isBetween(-1e-10, 1 + 1e-10);
                sum += drop.area(column, row);
            }
        }
        return sum;
    }
}
