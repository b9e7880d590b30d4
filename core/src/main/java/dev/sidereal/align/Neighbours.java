package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Stars by place: a grid of squares in which those near a point are found in constant time. */
final class Neighbours {

    private static final int MOST_CELLS = 1 << 18;

    private final double[] x;
    private final double[] y;
    private final double left;
    private final double top;
    private final double square;
    private final int columns;
    private final int rows;
    private final int[] first;
    private final int[] next;

    /** @param reach the distance that will be asked for most */
    Neighbours(List<Star> stars, double reach) {
        x = stars.stream().mapToDouble(Star::x).toArray();
        y = stars.stream().mapToDouble(Star::y).toArray();
        left = Arrays.stream(x).min().orElse(0);
        top = Arrays.stream(y).min().orElse(0);
        double wide = Arrays.stream(x).max().orElse(0) - left;
        double high = Arrays.stream(y).max().orElse(0) - top;
        square = Math.max(reach, Math.sqrt(Math.max(1, wide) * Math.max(1, high) / MOST_CELLS));
        columns = (int) (wide / square) + 1;
        rows = (int) (high / square) + 1;
        first = new int[columns * rows];
        next = new int[x.length];
        Arrays.fill(first, -1);
        for (int i = x.length - 1; i >= 0; i--) {
            int cell = row(y[i]) * columns + column(x[i]);
            next[i] = first[cell];
            first[cell] = i;
        }
    }

    /** Number of the nearest star within reach; -1 if there is none. */
    int nearest(double px, double py, double reach) {
        double best = reach * reach;
        int found = -1;
        for (int row = row(py - reach); row <= row(py + reach); row++) {
            for (int column = column(px - reach); column <= column(px + reach); column++) {
                for (int i = first[row * columns + column]; i >= 0; i = next[i]) {
                    double distance = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
                    if (distance < best) {
                        best = distance;
                        found = i;
                    }
                }
            }
        }
        return found;
    }

    /** Numbers of all stars within reach. */
    List<Integer> within(double px, double py, double reach) {
        List<Integer> found = new ArrayList<>();
        for (int row = row(py - reach); row <= row(py + reach); row++) {
            for (int column = column(px - reach); column <= column(px + reach); column++) {
                for (int i = first[row * columns + column]; i >= 0; i = next[i]) {
                    if ((x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py) < reach * reach) {
                        found.add(i);
                    }
                }
            }
        }
        return found;
    }

    /** Some star within reach that is as asked. */
    Optional<Integer> first(double px, double py, double reach, IntPredicate asked) {
        for (int row = row(py - reach); row <= row(py + reach); row++) {
            for (int column = column(px - reach); column <= column(px + reach); column++) {
                for (int i = first[row * columns + column]; i >= 0; i = next[i]) {
                    if ((x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py) < reach * reach && asked.test(i)) {
                        return Optional.of(i);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private int column(double px) {
        return (int) Math.max(0, Math.min(columns - 1.0, Math.floor((px - left) / square)));
    }

    private int row(double py) {
        return (int) Math.max(0, Math.min(rows - 1.0, Math.floor((py - top) / square)));
    }
}
