package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import java.util.Arrays;
import java.util.List;

/**
 * How many samples of a developed picture have each of {@value #BINS} tones: float codes from 0 to 1, those beyond counted
 * at the ends, NaN nowhere. Cost: one pass.
 *
 * @param channels for each channel the counts, darkest first
 */
public record Histogram(List<List<Integer>> channels) {

    /** Tones told apart. */
    public static final int BINS = 256;

    /** Counts a float picture. */
    public static Histogram of(Raster codes) {
        int channels = codes.shape().channels();
        int[][] counts = new int[channels][BINS];
        for (int i = 0; i < codes.shape().samples(); i++) {
            double code = codes.get(i);
            if (!Double.isNaN(code)) {
                counts[i % channels][(int) Math.max(0, Math.min(BINS - 1, code * BINS))]++;
            }
        }
        return new Histogram(Arrays.stream(counts)
                .map(bins -> Arrays.stream(bins).boxed().toList())
                .toList());
    }
}
