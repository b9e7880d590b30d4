package dev.sidereal.timelapse;

/**
 * The samples along one axis that make each sample of another length, with their shares, which add up to 1.
 *
 * <p>Where the picture becomes smaller: all that a new sample covers, each by how much of it is covered (area average). Where
 * it becomes larger: the two neighbours, by nearness (linear interpolation).
 */
final class Spans {

    private final int[] first;
    private final float[][] shares;

    /**
     * For {@code count} samples.
     *
     * @param from  where the first begins, in samples of {@code length}
     * @param scale samples of {@code length} for one
     */
    Spans(int count, double from, double scale, int length) {
        first = new int[count];
        shares = new float[count][];
        for (int i = 0; i < count; i++) {
            double begin = Math.max(0, from + i * scale);
            double end = Math.min(length, from + (i + 1) * scale);
            if (scale >= 1) {
                cover(i, begin, end, length);
            } else {
                between(i, from + (i + 0.5) * scale - 0.5, length);
            }
        }
    }

    private void cover(int i, double begin, double end, int length) {
        int low = (int) Math.min(length - 1, Math.floor(begin));
        int high = (int) Math.max(low + 1, Math.min(length, Math.ceil(end)));
        double[] covered = new double[high - low];
        double sum = 0;
        for (int k = low; k < high; k++) {
            covered[k - low] = Math.max(0, Math.min(end, k + 1) - Math.max(begin, k));
            sum += covered[k - low];
        }
        first[i] = low;
        shares[i] = new float[high - low];
        for (int k = 0; k < covered.length; k++) {
            shares[i][k] = (float) (covered[k] / sum);
        }
    }

    private void between(int i, double at, int length) {
        double inside = Math.max(0, Math.min(length - 1, at));
        first[i] = (int) Math.min(Math.max(0, length - 2), Math.floor(inside));
        float share = (float) (inside - first[i]);
        shares[i] = length == 1 ? new float[] {1} : new float[] {1 - share, share};
    }

    /** The first sample that counts. */
    int first(int i) {
        return first[i];
    }

    /** The shares of that sample and of those after it. */
    float[] shares(int i) {
        return shares[i];
    }
}
