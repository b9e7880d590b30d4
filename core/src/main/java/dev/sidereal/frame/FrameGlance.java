package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;

/**
 * A frame at a glance: three numbers by which the frames of a night are compared with each other.
 *
 * <p>They are read from at most {@value #MOST_ROWS} rows of at most {@value #MOST_COLUMNS} samples of the green channel (or the
 * only one), evenly spaced and the same for all frames of one shape. The level is the median of the samples; the
 * contrast is their mean distance from it; a point of light is a sample that is brighter than both its neighbours in the row by
 * five times the noise and by {@value #LEAST_RISE} of full scale, the noise being 1.4826 times the median distance of a
 * sample from the mean of those two. Samples beyond full scale count as full scale, NaN as dark. The points are a sparse
 * count of stars, lamps and edges: of use only beside those of other frames. Cost: about 0.3 ms for a frame of any size.
 *
 * @param level    as a fraction of full scale, 0 to 1
 * @param contrast as a fraction of full scale, 0 to 1
 * @param points   number of points of light
 */
public record FrameGlance(double level, double contrast, int points) {

    private static final int MOST_COLUMNS = 640;
    private static final int MOST_ROWS = 80;
    private static final double SIGMAS = 5;
    private static final double LEAST_RISE = 0.02;

    /** Looks at a frame, or at a small copy of one. */
    public static FrameGlance of(Raster raster) {
        Grid grid = new Grid(raster);
        int[] histogram = new int[grid.fullScale + 1];
        int[] distances = new int[grid.fullScale + 1];
        for (int[] row : grid.samples) {
            for (int code : row) {
                histogram[code]++;
            }
            for (int x = 1; x < row.length - 1; x++) {
                distances[Math.abs(2 * row[x] - row[x - 1] - row[x + 1]) / 2]++;
            }
        }
        int level = median(histogram);
        double rise = Math.max(SIGMAS * 1.4826 * (median(distances) + 0.5), LEAST_RISE * grid.fullScale);
        return new FrameGlance(
                (double) level / grid.fullScale,
                meanDistance(histogram, level) / grid.fullScale,
                points(grid.samples, rise));
    }

    private static int points(int[][] rows, double rise) {
        int points = 0;
        for (int[] row : rows) {
            for (int x = 1; x < row.length - 1; x++) {
                points += row[x] - Math.max(row[x - 1], row[x + 1]) > rise ? 1 : 0;
            }
        }
        return points;
    }

    private static int median(int[] histogram) {
        long all = 0;
        for (int count : histogram) {
            all += count;
        }
        long below = 0;
        int value = 0;
        while (value < histogram.length - 1 && below + histogram[value] <= all / 2) {
            below += histogram[value++];
        }
        return all == 0 ? 0 : value;
    }

    private static double meanDistance(int[] histogram, int centre) {
        long all = 0;
        long sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            all += histogram[value];
            sum += (long) histogram[value] * Math.abs(value - centre);
        }
        return (double) sum / all;
    }

    /** Samples of one channel as unsigned codes: many of few rows, because rows are what memory gives quickly. */
    private static final class Grid {

        private final int fullScale;
        private final int[][] samples;

        Grid(Raster raster) {
            int channels = raster.shape().channels();
            int width = raster.shape().width();
            int height = raster.shape().height();
            int step = spacing(width, MOST_COLUMNS, channels);
            int rowStep = spacing(height, MOST_ROWS, channels);
            fullScale = raster.type() == SampleType.UINT8 ? 255 : 65535;
            samples = new int[(height + rowStep - 1) / rowStep][(width + step - 1) / step];
            ByteBuffer bytes = raster.bytes();
            for (int y = 0; y < samples.length; y++) {
                load(bytes, raster.type(), y * rowStep * width * channels + channels / 2, step * channels, samples[y]);
            }
        }

        /* Even steps meet the same colour everywhere in a mosaic of Bayer's. */
        private static int spacing(int length, int most, int channels) {
            int spacing = (length + most - 1) / most;
            return channels == 1 && spacing > 1 ? spacing + spacing % 2 : spacing;
        }

        private static void load(ByteBuffer bytes, SampleType type, int first, int step, int[] row) {
            switch (type) {
                case UINT8 -> {
                    for (int x = 0; x < row.length; x++) {
                        row[x] = bytes.get(first + x * step) & 0xFF;
                    }
                }
                case UINT16 -> {
                    for (int x = 0; x < row.length; x++) {
                        row[x] = bytes.getShort(2 * (first + x * step)) & 0xFFFF;
                    }
                }
                case FLOAT32 -> {
                    /* NaN becomes 0 in the cast. */
                    for (int x = 0; x < row.length; x++) {
                        row[x] =
                                (int) (Math.max(0, Math.min(1, bytes.getFloat(4 * (first + x * step)))) * 65535 + 0.5f);
                    }
                }
            }
        }
    }
}
