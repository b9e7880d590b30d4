package dev.sidereal.sky;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How alike the moments of neighbouring maxima are: the part of pairs of samples a few pixels apart whose greatest codes
 * come from the same or the next frame, for each cell of a grid.
 *
 * <p>Where a star, a cloud or the dusk passes, neighbours are brightest at nearly the same time. Where nothing moves, noise
 * decides, each sample for itself: of N frames {@code (3 N - 2) / N^2} of the pairs are alike by chance. A few pixels lie
 * between the two of a pair because interpolated colours and JPEG blocks share their noise. Cost: one pass over WHEN, by
 * strips, with all processors.
 */
final class Coherence {

    private static final int APART = 3;
    /* Even, so that both are of one filter. */
    private static final int APART_IN_MOSAIC = 4;

    private final Stack stack;
    private final int size;
    private final int apart;
    private final int columns;
    private final int[] pairs;
    private final int[] alike;

    private Coherence(Stack stack, int size) {
        this.stack = stack;
        this.size = size;
        this.apart = stack.first().coding().mosaic().isPresent() ? APART_IN_MOSAIC : APART;
        Shape shape = stack.first().shape();
        this.columns = (shape.width() + size - 1) / size;
        int rows = (shape.height() + size - 1) / size;
        this.pairs = new int[columns * rows];
        this.alike = new int[columns * rows];
    }

    /** Counts pairs in cells of {@code size} by {@code size} pixels. */
    static Coherence of(Stack stack, int size) {
        Coherence coherence = new Coherence(stack, size);
        IntStream.range(0, stack.strips().count()).parallel().forEach(coherence::strip);
        return coherence;
    }

    /** The coherence of cells that are some whole number of times as wide; 0 where there is no pair. */
    float[] of(Cells cells) {
        int times = cells.size() / size;
        long[] all = new long[cells.count()];
        long[] same = new long[cells.count()];
        for (int i = 0; i < pairs.length; i++) {
            int cell = i / columns / times * cells.columns() + i % columns / times;
            all[cell] += pairs[i];
            same[cell] += alike[i];
        }
        float[] parts = new float[all.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = all[i] == 0 ? 0 : (float) same[i] / all[i];
        }
        return parts;
    }

    /* A strip and the rows below it that its pairs reach into. Cells may reach over strips: sums of whole numbers. */
    private void strip(int strip) {
        Shape shape = stack.first().shape();
        List<Rows> all = stack.strips().rows();
        Rows rows = all.get(strip);
        List<int[]> lines = new ArrayList<>();
        for (int s = strip; s < all.size() && lines.size() < rows.count() + apart; s++) {
            ByteBuffer bytes = ByteBuffer.allocate(stack.strips().samples(all.get(s)) * Integer.BYTES)
                    .order(Raster.ORDER);
            stack.write(Plane.WHEN, s, bytes);
            bytes.flip();
            for (int i = 0; i < all.get(s).count(); i++) {
                int[] line = new int[shape.rowSamples()];
                bytes.slice(i * line.length * Integer.BYTES, line.length * Integer.BYTES)
                        .order(Raster.ORDER)
                        .asIntBuffer()
                        .get(line);
                lines.add(line);
            }
        }
        int[] pairsOfRow = new int[columns];
        int[] alikeOfRow = new int[columns];
        for (int i = 0; i < rows.count(); i++) {
            Arrays.fill(pairsOfRow, 0);
            Arrays.fill(alikeOfRow, 0);
            count(lines.get(i), lines.get(i), apart, pairsOfRow, alikeOfRow);
            if (i + apart < lines.size()) {
                for (int aside = -apart; aside <= apart; aside += apart) {
                    count(lines.get(i), lines.get(i + apart), aside, pairsOfRow, alikeOfRow);
                }
            }
            add((rows.first() + i) / size * columns, pairsOfRow, alikeOfRow);
        }
    }

    private void count(int[] line, int[] other, int aside, int[] pairsOfRow, int[] alikeOfRow) {
        int channels = stack.first().shape().channels();
        int width = stack.first().shape().width();
        for (int x = Math.max(0, -aside); x < width - Math.max(0, aside); x++) {
            int cell = x / size;
            for (int c = 0; c < channels; c++) {
                int a = line[x * channels + c];
                int b = other[(x + aside) * channels + c];
                if (a >= 0 && b >= 0) {
                    pairsOfRow[cell]++;
                    alikeOfRow[cell] += Math.abs(a - b) <= 1 ? 1 : 0;
                }
            }
        }
    }

    private synchronized void add(int first, int[] pairsOfRow, int[] alikeOfRow) {
        for (int i = 0; i < columns; i++) {
            pairs[first + i] += pairsOfRow[i];
            alike[first + i] += alikeOfRow[i];
        }
    }
}
