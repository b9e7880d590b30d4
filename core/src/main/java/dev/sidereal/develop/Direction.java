package dev.sidereal.develop;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of {@value #COUNT} directions in the half circle: where a straight line through a pixel meets the pixels around.
 */
final class Direction {

    static final int COUNT = 24;
    static final int REACH = 40;
    static final List<Direction> ALL = IntStream.range(0, COUNT)
            .mapToObj(d -> new Direction(Math.PI * d / COUNT))
            .toList();

    private final int[] columns;
    private final int[] rows;

    private Direction(double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        columns = IntStream.rangeClosed(0, REACH)
                .map(k -> (int) Math.round(k * cos))
                .toArray();
        rows = IntStream.rangeClosed(0, REACH)
                .map(k -> (int) Math.round(k * sin))
                .toArray();
    }

    /** Columns from the middle, at a distance from 0 to {@value #REACH}. */
    int dx(int distance) {
        return columns[distance];
    }

    /** Rows from the middle. */
    int dy(int distance) {
        return rows[distance];
    }
}
