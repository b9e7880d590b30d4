package dev.sidereal.develop;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Takes back what does not move as the stars do.
 *
 * <p>The edge of a cloud is narrow and long too, but all of it is of one frame, or of frames without order. On the line
 * through a lit pixel that has the most lit ones within {@value #REACH} pixels, frames of a star rise or fall steadily:
 * their correlation with the place is {@value #LEAST_CORRELATION} or more, over {@value #LEAST_RANGE} frames at least. Where most lit
 * pixels of a picture move so, others on such lines are taken back unless theirs has one of the three directions in which a quarter of what
 * moves nearby goes (where a star follows another on one line, frames jump), or they are bright. Where a star crosses the
 * line in a frame or two nothing moves, and nothing is taken back.
 *
 * <p>Cost: 768 looks for a lit pixel, and a byte for each pixel.
 */
final class TrailMotion {

    private static final int REACH = 16;
    private static final double LEAST_CORRELATION = 0.8;
    private static final double LEAST_RANGE = 2;
    private static final int LEAST_ON_LINE = 6;
    /* Tiles on the longer side; a tile asks its neighbours as well. */
    private static final int TILES = 12;
    private static final double LEAST_SHARE = 0.25;
    private static final byte MOVES = -1;

    private final Trails trails;
    private final int tile;
    private final int columns;
    private final AtomicIntegerArray directions;
    /* Of each pixel one more than the direction of its line; 0: none, below 0: it moves. */
    private final byte[] lines;
    private final int[] offsets = new int[Direction.COUNT * (REACH + 1)];

    private TrailMotion(Trails trails) {
        this.trails = trails;
        int width = trails.shape().width();
        int height = trails.shape().height();
        this.tile = Math.max(1, (Math.max(width, height) + TILES - 1) / TILES);
        this.columns = (width + tile - 1) / tile;
        this.lines = new byte[Math.toIntExact(trails.shape().pixels())];
        for (int d = 0; d < Direction.COUNT; d++) {
            for (int k = 1; k <= REACH; k++) {
                offsets[d * (REACH + 1) + k] = Direction.ALL.get(d).dy(k) * width
                        + Direction.ALL.get(d).dx(k);
            }
        }
        this.directions = new AtomicIntegerArray(columns * ((height + tile - 1) / tile) * Direction.COUNT);
    }

    /**
     * Takes back lit samples.
     *
     * @param bright heights above noise from which a sample stays lit
     */
    static void takeBack(Trails trails, double bright) {
        trails.settle();
        TrailMotion motion = new TrailMotion(trails);
        if (motion.find()) {
            trails.eachLit((x, y) -> {
                int line = motion.lines[y * trails.shape().width() + x];
                if (line > 0 && !motion.goesAlong(x, y, line - 1)) {
                    trails.takeBack(x, y, bright);
                }
            });
        }
        trails.settle();
    }

    /* Whether most of what is lit moves. */
    private boolean find() {
        int[] moving = new int[trails.shape().height()];
        int[] still = new int[trails.shape().height()];
        trails.eachLit((x, y) -> {
            int d = direction(x, y);
            boolean moves = d >= 0 && rises(x, y, Direction.ALL.get(d));
            lines[y * trails.shape().width() + x] = (byte) (moves ? MOVES : d + 1);
            if (!moves) {
                still[y]++;
            } else {
                moving[y]++;
                directions.incrementAndGet((y / tile * columns + x / tile) * Direction.COUNT + d);
            }
        });
        return Arrays.stream(moving).asLongStream().sum()
                > Arrays.stream(still).asLongStream().sum();
    }

    private boolean goesAlong(int x, int y, int d) {
        int along = 0;
        int all = 0;
        for (int row = y / tile - 1; row <= y / tile + 1; row++) {
            for (int column = x / tile - 1; column <= x / tile + 1; column++) {
                int first = (row * columns + column) * Direction.COUNT;
                if (column >= 0 && column < columns && first >= 0 && first < directions.length()) {
                    for (int other = 0; other < Direction.COUNT; other++) {
                        int apart = Math.abs(other - d);
                        int count = directions.get(first + other);
                        all += count;
                        along += Math.min(apart, Direction.COUNT - apart) <= 1 ? count : 0;
                    }
                }
            }
        }
        return along > LEAST_SHARE * all;
    }

    /* The direction with the most lit pixels; -1 if they are few. */
    private int direction(int x, int y) {
        boolean inside = trails.isInside(x - REACH, y - REACH) && trails.isInside(x + REACH, y + REACH);
        int most = LEAST_ON_LINE - 1;
        int best = -1;
        for (int d = 0; d < Direction.COUNT; d++) {
            int count = inside ? countInside(x, y, d) : count(x, y, d);
            if (count > most) {
                most = count;
                best = d;
            }
        }
        return best;
    }

    private int count(int x, int y, int d) {
        int count = 0;
        for (int k = -REACH; k <= REACH; k++) {
            count += k != 0 && when(x, y, Direction.ALL.get(d), k) >= 0 ? 1 : 0;
        }
        return count;
    }

    /* The same where the whole line lies in the picture. */
    private int countInside(int x, int y, int d) {
        int pixel = y * trails.shape().width() + x;
        int count = 0;
        for (int k = 1; k <= REACH; k++) {
            int off = offsets[d * (REACH + 1) + k];
            count += (trails.isLitPixel(pixel + off) ? 1 : 0) + (trails.isLitPixel(pixel - off) ? 1 : 0);
        }
        return count;
    }

    private boolean rises(int x, int y, Direction direction) {
        double n = 0;
        double places = 0;
        double frames = 0;
        double placesSquared = 0;
        double framesSquared = 0;
        double products = 0;
        int first = 0;
        int last = 0;
        for (int k = -REACH; k <= REACH; k++) {
            int when = when(x, y, direction, k);
            if (when >= 0) {
                first = n == 0 ? k : first;
                last = k;
                n++;
                places += k;
                frames += when;
                placesSquared += k * k;
                framesSquared += (double) when * when;
                products += (double) k * when;
            }
        }
        double spread = placesSquared - places * places / n;
        double rise = products - places * frames / n;
        double steady = spread * (framesSquared - frames * frames / n);
        return Math.abs(rise) * (last - first) >= LEAST_RANGE * spread
                && rise * rise >= LEAST_CORRELATION * LEAST_CORRELATION * steady;
    }

    private int when(int x, int y, Direction direction, int k) {
        return trails.litWhen(
                x + Integer.signum(k) * direction.dx(Math.abs(k)), y + Integer.signum(k) * direction.dy(Math.abs(k)));
    }
}
