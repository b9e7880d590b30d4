package dev.sidereal.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FillTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private static Raster spotted(long seed) {
        Raster mask = Raster.allocate(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8);
        Random random = new Random(seed);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                mask.set(x, y, 0, random.nextInt(100) < 58 ? 100 + random.nextInt(28) : 128 + random.nextInt(100));
            }
        }
        return mask;
    }

    @Test
    void all_that_is_reached_on_one_side_of_the_middle_is_filled_and_nothing_else() {
        for (int seed = 0; seed < 20; seed++) {
            Raster mask = spotted(seed);
            Raster before = spotted(seed);
            int x = seed % WIDTH;
            int y = seed % HEIGHT;
            boolean[][] expected = plainly(before, x, y);
            new Fill(SkyMask.GROUND).paint(x, y, mask);
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    assertThat(mask.get(column, row, 0))
                            .as("%d: %d,%d", seed, column, row)
                            .isEqualTo(expected[row][column] ? SkyMask.GROUND : before.get(column, row, 0));
                }
            }
        }
    }

    /* Spreads by one step until nothing changes. */
    private static boolean[][] plainly(Raster mask, int x, int y) {
        boolean[][] part = new boolean[HEIGHT][WIDTH];
        part[y][x] = true;
        boolean sky = mask.get(x, y, 0) >= 128;
        for (boolean grown = true; grown; ) {
            grown = false;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    boolean near = (row > 0 && part[row - 1][column])
                            || (row < HEIGHT - 1 && part[row + 1][column])
                            || (column > 0 && part[row][column - 1])
                            || (column < WIDTH - 1 && part[row][column + 1]);
                    if (near && !part[row][column] && mask.get(column, row, 0) >= 128 == sky) {
                        part[row][column] = true;
                        grown = true;
                    }
                }
            }
        }
        return part;
    }

    @Test
    void a_pixel_outside_is_refused() {
        assertThatThrownBy(() -> new Fill(SkyMask.SKY).paint(WIDTH, 0, spotted(1)))
                .hasMessage("fill: expected a pixel inside 37x23, found 37,0");
    }
}
