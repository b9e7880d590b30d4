package dev.sidereal.calibrate;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Shape;
import java.util.Arrays;
import java.util.Optional;

/** The samples around one that see light of the same colour: the eight nearest at the pattern's distance. */
final class Neighbours {

    private final int width;
    private final int height;
    private final int channels;
    private final int right;
    private final int down;

    Neighbours(Shape shape, Optional<Mosaic> mosaic) {
        width = shape.width();
        height = shape.height();
        channels = shape.channels();
        right = mosaic.map(Mosaic::columns).orElse(1);
        down = mosaic.map(Mosaic::rows).orElse(1);
    }

    /** Takes the neighbours that are numbers and not marked; returns how many. */
    int take(float[] samples, boolean[] marked, int index, float[] into) {
        int pixel = index / channels;
        int channel = index % channels;
        int x = pixel % width;
        int y = pixel / width;
        int n = 0;
        for (int dy = -down; dy <= down; dy += down) {
            for (int dx = -right; dx <= right; dx += right) {
                int u = x + dx;
                int v = y + dy;
                if ((dx != 0 || dy != 0) && u >= 0 && u < width && v >= 0 && v < height) {
                    int at = (v * width + u) * channels + channel;
                    if (!Float.isNaN(samples[at]) && (marked.length == 0 || !marked[at])) {
                        into[n++] = samples[at];
                    }
                }
            }
        }
        return n;
    }

    /** The same, none marked, for a sample that has all neighbours; those that are not numbers are left out, too. */
    int takeAll(float[] samples, int index, float[] into) {
        int across = right * channels;
        int above = index - down * width * channels;
        int below = index + down * width * channels;
        into[0] = samples[above - across];
        into[1] = samples[above];
        into[2] = samples[above + across];
        into[3] = samples[index - across];
        into[4] = samples[index + across];
        into[5] = samples[below - across];
        into[6] = samples[below];
        into[7] = samples[below + across];
        int n = 0;
        for (int i = 0; i < 8; i++) {
            float value = into[i];
            if (!Float.isNaN(value)) {
                into[n++] = value;
            }
        }
        return n;
    }

    /** Whether a pixel has all neighbours. */
    boolean hasAll(int x, int y) {
        return x >= right && x < width - right && isInner(y);
    }

    /** How many samples at each end of a row do not have all neighbours. */
    int edge() {
        return right * channels;
    }

    /** Whether the samples of a row have neighbours above and below. */
    boolean isInner(int y) {
        return y >= down && y < height - down;
    }

    /**
     * Whether five of the eight neighbours are no farther than a limit; false where one of the five is NaN.
     *
     * <p>What is farther than the limit from the median of all eight is farther from at least four of them, so also from one of any
     * five.
     *
     * @param index of a sample that has all neighbours
     */
    boolean areFiveNear(float[] samples, int index, float limit) {
        int across = right * channels;
        int above = index - down * width * channels;
        float sample = samples[index];
        return Math.abs(sample - samples[index - across]) <= limit
                && Math.abs(sample - samples[index + across]) <= limit
                && Math.abs(sample - samples[above]) <= limit
                && Math.abs(sample - samples[above - across]) <= limit
                && Math.abs(sample - samples[above + across]) <= limit;
    }

    /**
     * Tells of most samples of a row at once that five neighbours are near: where the squares of the five differences do not add up to
     * more than that of the limit. Rows are copied, so that each is read at the number of the sample: then processors look at several
     * at a time. Belongs to one thread.
     */
    final class Calm {

        private final int samples = width * channels;
        private final float[] here = new float[samples];
        private final float[] other = new float[samples];
        private final float[] squares = new float[samples];

        /** Looks at a row that has neighbours above and below. */
        void look(float[] light, int y) {
            int at = y * samples;
            int across = right * channels;
            int above = at - down * samples;
            int below = at + down * samples;
            System.arraycopy(light, at, here, 0, samples);
            Arrays.fill(squares, 0);
            add(light, at, -across);
            add(light, at, across);
            add(light, above, 0);
            add(light, above, across);
            add(light, below, -across);
        }

        /* The outermost samples, which do not have all neighbours, get some of the rows next to theirs. */
        private void add(float[] light, int row, int shift) {
            int from = Math.max(0, row + shift);
            int to = Math.max(0, -(row + shift));
            System.arraycopy(light, from, other, to, Math.min(samples - to, light.length - from));
            addSquares(here, other, squares);
        }

        private static void addSquares(float[] here, float[] other, float[] squares) {
            for (int i = 0; i < squares.length; i++) {
                float difference = here[i] - other[i];
                squares[i] += difference * difference;
            }
        }

        /** The first sample from one on of which that is not sure for a limit; the end if there is none. */
        int next(int from, int end, float limit) {
            float most = limit * limit;
            int x = from;
            while (x < end && squares[x] <= most) {
                x++;
            }
            return x;
        }
    }

    /** The median of the first {@code n} values, which lose their order; NaN for none. */
    static float median(float[] values, int n) {
        if (n == 8) {
            return medianOfEight(values);
        }
        Arrays.sort(values, 0, n);
        return n == 0 ? Float.NaN : 0.5f * (values[(n - 1) / 2] + values[n / 2]);
    }

    /* Both halves are sorted; of two sorted fours the fourth and the fifth come from the pairs that lie across. */
    private static float medianOfEight(float[] values) {
        sortFour(values, 0);
        sortFour(values, 4);
        float fourth = Math.max(
                Math.max(Math.min(values[0], values[7]), Math.min(values[1], values[6])),
                Math.max(Math.min(values[2], values[5]), Math.min(values[3], values[4])));
        float fifth = Math.min(
                Math.min(Math.max(values[0], values[7]), Math.max(values[1], values[6])),
                Math.min(Math.max(values[2], values[5]), Math.max(values[3], values[4])));
        return 0.5f * (fourth + fifth);
    }

    private static void sortFour(float[] values, int at) {
        float a = Math.min(values[at], values[at + 1]);
        float b = Math.max(values[at], values[at + 1]);
        float c = Math.min(values[at + 2], values[at + 3]);
        float d = Math.max(values[at + 2], values[at + 3]);
        float inner = Math.max(a, c);
        float outer = Math.min(b, d);
        values[at] = Math.min(a, c);
        values[at + 1] = Math.min(inner, outer);
        values[at + 2] = Math.max(inner, outer);
        values[at + 3] = Math.max(b, d);
    }
}
