package dev.sidereal.sky;

import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How alike the moments of neighbouring maxima are beyond chance, for each cell of a grid: 0 where each sample goes its own
 * way, 1 where all go together.
 *
 * <p>Where a star or a cloud passes, neighbours are brightest at nearly the same time. Where nothing moves, noise decides,
 * each sample for itself. A pair of samples a few pixels apart is alike if their greatest codes come from the same or the
 * next frame. What part of pairs is alike by chance depends on how often each frame is the brightest thereabouts (a lamp or
 * dusk makes few frames win everywhere, coarse codes make the first of equals win), so it is computed from just that, in
 * blocks of {@value #BLOCK} pixels: {@code p = sum c(f) (c(f-1) + c(f) - 1 + c(f+1)) / (n (n - 1))}, c(f) of n samples being
 * brightest in frame f. With a part a of pairs alike, coherence is {@code (a - p) / (1 - p)} (Cohen's kappa,
 * doi:10.1177/001316446002000104). A few pixels lie between the two of a pair because interpolated colours and JPEG blocks
 * share their noise. Samples that never changed have no moment; a cell with few others has little coherence. Cost: one
 * pass over the planes, by rows of blocks, with all processors.
 */
final class Coherence {

    private static final int APART = 3;
    private static final int JPEG_BLOCK = 8;
    /* About the part of pairs that reach over the edge of such a block. */
    private static final double PART_OVER = 0.53;
    /* Even, so that both are of one filter. */
    private static final int APART_IN_MOSAIC = 4;
    private static final int BLOCK = 32;
    /* Pairs that begin at a sample: to the right, and down in three directions. */
    private static final int WAYS = 4;
    /* The part of all pairs a cell must have to have half the coherence that those say. */
    private static final double FEW = 0.02;
    private static final int REACH = 4;
    private static final double LEAST = 0.12;
    private static final double SIGMAS = 5;
    /* Pairs share samples, so that their number varies more than that of as many independent ones. */
    private static final double SHARED = 1.7;
    private static final int PART = 8;
    private static final double HIGH = 6;
    /* Of the middle rise: as far as the lower half of rises reaches in plain noise, whatever coarse codes make of it. */
    private static final double NARROW = 0.15;
    private static final double LIGHTS = 4.5;
    private static final double MOSTLY = 0.4;

    private final Stack stack;
    private final Moments moments;
    private final int size;
    private final int apart;
    private final int columns;
    private final double possible;
    private final int[] pairs;
    private final int[] alike;
    /* Pairs of which both rise above their mean as noise seldom does, and those of them that are alike. */
    private final int[] bright;
    private final int[] brightAlike;
    private final int blocks;
    private final float[] chance;

    private Coherence(Stack stack, int size) {
        this.stack = stack;
        this.moments = new Moments(stack);
        this.size = size;
        this.apart = stack.first().coding().mosaic().isPresent() ? APART_IN_MOSAIC : APART;
        Shape shape = stack.first().shape();
        this.possible = (double) WAYS * PART_OVER * size * size;
        this.columns = (shape.width() + size - 1) / size;
        int rows = (shape.height() + size - 1) / size;
        this.pairs = new int[columns * rows];
        this.alike = new int[columns * rows];
        this.bright = new int[columns * rows];
        this.brightAlike = new int[columns * rows];
        this.blocks = (shape.width() + BLOCK - 1) / BLOCK;
        this.chance = new float[blocks * ((shape.height() + BLOCK - 1) / BLOCK)];
    }

    /** Counts pairs in cells of {@code size} by {@code size} pixels. */
    static Coherence of(Stack stack, int size) {
        Coherence coherence = new Coherence(stack, size);
        IntStream.range(0, coherence.chance.length / coherence.blocks)
                .parallel()
                .forEach(coherence::row);
        return coherence;
    }

    /** The coherence of cells that are some whole number of times as wide, 0 to 1. */
    float[] of(Cells cells) {
        int times = cells.size() / size;
        double[] beyond = new double[cells.count()];
        double[] room = new double[cells.count()];
        for (int i = 0; i < pairs.length; i++) {
            int cell = i / columns / times * cells.columns() + i % columns / times;
            beyond[cell] += beyond(i);
            room[cell] += room(i);
        }
        float[] parts = new float[beyond.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) Math.max(0, beyond[i] / room[i]);
        }
        return parts;
    }

    /**
     * The cells where something certainly moved: in an eighth of their area, each place being looked at with {@value #REACH}
     * pixels around it, coherence is beyond what noise can do, or there are five alike pairs more than by chance, and
     * most are alike, of which both rise above their mean as noise seldom does: a thin trail.
     */
    boolean[] certain(Cells cells) {
        float[] beyond = around(i -> beyond(i));
        float[] room = around(i -> room(i));
        float[] variance = around(i -> chance(i) * (1 - chance(i)) * pairs[i]);
        float[] brightBeyond = around(i -> brightAlike[i] - chance(i) * bright[i]);
        float[] brightRoom = around(i -> (1 - chance(i)) * bright[i]);
        int times = cells.size() / size;
        int[] found = new int[cells.count()];
        int[] all = new int[cells.count()];
        for (int i = 0; i < pairs.length; i++) {
            int cell = i / columns / times * cells.columns() + i % columns / times;
            double least = LIGHTS + SIGMAS * Math.sqrt(SHARED * variance[i]);
            boolean isTogether = beyond[i] > least && beyond[i] > LEAST * room[i];
            boolean isTrail = brightBeyond[i] > LIGHTS && brightBeyond[i] > MOSTLY * brightRoom[i];
            found[cell] += isTogether || isTrail ? 1 : 0;
            all[cell]++;
        }
        boolean[] certain = new boolean[found.length];
        for (int i = 0; i < certain.length; i++) {
            certain[i] = PART * found[i] >= all[i];
        }
        return certain;
    }

    /* The sum over the cells around each. */
    private float[] around(IntToDoubleFunction value) {
        float[] values = new float[pairs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        int radius = Math.max(1, (REACH + size / 2) / size);
        float[] around = Cells.blur(values, columns, pairs.length / columns, radius);
        for (int i = 0; i < around.length; i++) {
            around[i] *= (2 * radius + 1) * (2 * radius + 1);
        }
        return around;
    }

    private double beyond(int i) {
        return alike[i] - chance(i) * pairs[i];
    }

    private double room(int i) {
        return (1 - chance(i)) * pairs[i] + FEW * possible;
    }

    private double chance(int i) {
        int x = Math.min(blocks - 1, (i % columns * size + size / 2) / BLOCK);
        int y = Math.min(chance.length / blocks - 1, (i / columns * size + size / 2) / BLOCK);
        return chance[y * blocks + x];
    }

    /* A row of blocks, and the rows below it that its pairs reach into. Cells may reach over blocks: sums of whole numbers. */
    private void row(int row) {
        int height = stack.first().shape().height();
        int first = row * BLOCK;
        int count = Math.min(BLOCK, height - first);
        Moments.Lines lines = moments.of(new Rows(first, Math.min(count + apart, height - first)));
        int[] won = new int[stack.frames().size() + 2];
        float[] high = new float[blocks];
        for (int block = 0; block < blocks; block++) {
            chance[row * blocks + block] = (float) chance(lines.when, count, block, won);
            high(lines, count, block, high);
        }
        for (int i = 0; i < count; i++) {
            Tally tally = new Tally(columns);
            count(lines, i, i, apart, false, high, tally);
            if (i + apart < lines.when.length) {
                for (int aside = -apart; aside <= apart; aside += apart) {
                    boolean isOver = (first + i) / JPEG_BLOCK != (first + i + apart) / JPEG_BLOCK;
                    count(lines, i, i + apart, aside, isOver, high, tally);
                }
            }
            add((first + i) / size * columns, tally);
        }
    }

    /* What was counted in one row of samples. */
    private static final class Tally {
        private final int[] pairs;
        private final int[] alike;
        private final int[] bright;
        private final int[] brightAlike;

        Tally(int columns) {
            pairs = new int[columns];
            alike = new int[columns];
            bright = new int[columns];
            brightAlike = new int[columns];
        }
    }

    /* What a maximum must rise above the mean to be no noise, by the block's own rises: some distances of their lower half. */
    private void high(Moments.Lines lines, int count, int block, float[] high) {
        int from = block * BLOCK;
        int to = Math.min(stack.first().shape().width(), from + BLOCK);
        float[] rises = new float[BLOCK * BLOCK];
        int n = 0;
        for (int y = 0; y < count; y++) {
            for (int x = from; x < to; x++) {
                rises[n] = lines.rise[y][x];
                n += rises[n] > 0 ? 1 : 0;
            }
        }
        Arrays.sort(rises, 0, n);
        float middle = n == 0 ? Float.MAX_VALUE : rises[n / 2];
        float below = n == 0 ? 0 : middle - rises[n / 6];
        high[block] = (float) (middle + HIGH * Math.max(below, NARROW * middle));
    }

    /* The room `won` is all zero before and after. */
    private double chance(int[][] lines, int count, int block, int[] won) {
        int from = block * BLOCK;
        int to = Math.min(stack.first().shape().width(), from + BLOCK);
        long n = 0;
        for (int y = 0; y < count; y++) {
            for (int i = from; i < to; i++) {
                if (lines[y][i] != Moments.NONE) {
                    won[lines[y][i] + 1]++;
                    n++;
                }
            }
        }
        long same = 0;
        for (int y = 0; y < count; y++) {
            for (int i = from; i < to; i++) {
                int f = lines[y][i] + 1;
                same += f > 0 ? won[f - 1] + won[f] - 1 + (f + 1 < won.length ? won[f + 1] : 0) : 0;
            }
        }
        for (int y = 0; y < count; y++) {
            for (int i = from; i < to; i++) {
                won[lines[y][i] + 1] = 0;
            }
        }
        return n < 2 ? 0 : (double) same / (n * (n - 1));
    }

    private void count(
            Moments.Lines lines, int row, int otherRow, int aside, boolean isOver, float[] high, Tally tally) {
        int width = stack.first().shape().width();
        int[] line = lines.when[row];
        int[] other = lines.when[otherRow];
        float[] rise = lines.rise[row];
        float[] otherRise = lines.rise[otherRow];
        for (int x = Math.max(0, -aside); x < width - Math.max(0, aside); x++) {
            int end = x + aside;
            if ((isOver || x / JPEG_BLOCK != end / JPEG_BLOCK) && line[x] >= 0 && other[end] >= 0) {
                int cell = x / size;
                float least = high[x / BLOCK];
                int bright = rise[x] > least && otherRise[end] > least ? 1 : 0;
                int alike = Math.abs(line[x] - other[end]) <= 1 ? 1 : 0;
                tally.pairs[cell]++;
                tally.alike[cell] += alike;
                tally.bright[cell] += bright;
                tally.brightAlike[cell] += bright * alike;
            }
        }
    }

    private synchronized void add(int first, Tally tally) {
        for (int i = 0; i < columns; i++) {
            pairs[first + i] += tally.pairs[i];
            alike[first + i] += tally.alike[i];
            bright[first + i] += tally.bright[i];
            brightAlike[first + i] += tally.brightAlike[i];
        }
    }
}
