package dev.sidereal.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridCutTest {

    private static final int SIDE = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void no_other_division_is_cheaper(long seed) {
        Random random = new Random(seed);
        GridCut cut = new GridCut(SIDE, SIDE);
        int[] pull = new int[SIDE * SIDE];
        int[][] link = new int[GridCut.DIRECTIONS][SIDE * SIDE];
        for (int i = 0; i < pull.length; i++) {
            pull[i] = random.nextInt(201) - 100;
            cut.pull(i % SIDE, i / SIDE, pull[i]);
            for (int d = 0; d < GridCut.DIRECTIONS; d += 2) {
                if (cut.hasNeighbour(i % SIDE, i / SIDE, d)) {
                    link[d][i] = random.nextInt(60);
                    cut.link(i % SIDE, i / SIDE, d, link[d][i]);
                }
            }
        }
        boolean[] found = cut.cut();
        int least = Integer.MAX_VALUE;
        for (int sides = 0; sides < 1 << (SIDE * SIDE); sides++) {
            boolean[] sky = new boolean[SIDE * SIDE];
            for (int i = 0; i < sky.length; i++) {
                sky[i] = (sides >> i & 1) == 1;
            }
            least = Math.min(least, cost(cut, pull, link, sky));
        }
        assertThat(cost(cut, pull, link, found)).isEqualTo(least);
    }

    private static int cost(GridCut cut, int[] pull, int[][] link, boolean[] sky) {
        int cost = 0;
        for (int i = 0; i < sky.length; i++) {
            cost += pull[i] > 0 != sky[i] ? Math.abs(pull[i]) : 0;
            for (int d = 0; d < GridCut.DIRECTIONS; d += 2) {
                if (cut.hasNeighbour(i % SIDE, i / SIDE, d) && sky[i] != sky[cut.neighbour(i % SIDE, i / SIDE, d)]) {
                    cost += link[d][i];
                }
            }
        }
        return cost;
    }
}
