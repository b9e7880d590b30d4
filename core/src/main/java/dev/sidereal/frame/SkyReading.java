package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.util.Arrays;

/**
 * A quick look at a frame: how bright the sky is and how many stars stand out from it.
 *
 * <p>Both are read from the green channel (or the only one). The frame is cut into cells of {@value #CELL} pixels; the
 * median of a cell is its sky, 1.4826 times the median distance from it its noise. A star is a pixel at least five
 * times the noise (and two hundredths of full scale) above its cell's sky, not darker than any of its eight neighbours
 * and clearly brighter than the ring of radius {@value #RING} around it: small and round, unlike the edge of a roof. A
 * count for comparing frames, not a catalogue.
 *
 * @param level median of the cells' skies as a fraction of full scale, 0 to 1
 * @param stars number of stars
 */
public record SkyReading(double level, int stars) {

    private static final int CELL = 64;
    private static final int RING = 5;
    private static final double SIGMAS = 5;
    private static final double LEAST_RISE = 0.02;

    /** Reads a frame; cost: a few passes over one channel. NaN counts as dark. */
    public static SkyReading of(Raster raster) {
        Green green = new Green(raster);
        int columns = Math.max(1, green.width / CELL);
        int rows = Math.max(1, green.height / CELL);
        float[] skies = new float[columns * rows];
        int stars = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int left = column * green.width / columns;
                int right = (column + 1) * green.width / columns;
                int top = row * green.height / rows;
                int bottom = (row + 1) * green.height / rows;
                float sky = green.median(left, right, top, bottom, 0);
                float noise = 1.4826f * green.median(left, right, top, bottom, sky);
                skies[row * columns + column] = sky;
                stars += green.stars(left, right, top, bottom, sky + Math.max(SIGMAS * noise, LEAST_RISE));
            }
        }
        Arrays.sort(skies);
        return new SkyReading(skies[skies.length / 2], stars);
    }

    /** One channel as fractions of full scale. */
    private static final class Green {

        private final int width;
        private final int height;
        private final float[] light;

        Green(Raster raster) {
            this.width = raster.shape().width();
            this.height = raster.shape().height();
            this.light = new float[width * height];
            int channels = raster.shape().channels();
            int channel = channels == 3 ? 1 : 0;
            double fullScale = raster.type() == SampleType.UINT8 ? 255 : raster.type() == SampleType.UINT16 ? 65535 : 1;
            for (int i = 0; i < light.length; i++) {
                double value = raster.get(i * channels + channel) / fullScale;
                light[i] = Double.isNaN(value) ? 0 : (float) value;
            }
        }

        /* Of the distances from `centre`; of the values themselves when that is 0. */
        float median(int left, int right, int top, int bottom, float centre) {
            float[] values = new float[(right - left) * (bottom - top)];
            int n = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    values[n++] = Math.abs(light[y * width + x] - centre);
                }
            }
            return smallest(values, n / 2);
        }

        /* The value that would stand at `rank` were they sorted (Hoare's selection). */
        private static float smallest(float[] values, int rank) {
            int from = 0;
            int to = values.length - 1;
            while (from < to) {
                float pivot = values[(from + to) >>> 1];
                int i = from;
                int j = to;
                while (i <= j) {
                    while (values[i] < pivot) {
                        i++;
                    }
                    while (values[j] > pivot) {
                        j--;
                    }
                    if (i <= j) {
                        float value = values[i];
                        values[i++] = values[j];
                        values[j--] = value;
                    }
                }
                if (rank <= j) {
                    to = j;
                } else if (rank >= i) {
                    from = i;
                } else {
                    return values[rank];
                }
            }
            return values[rank];
        }

        int stars(int left, int right, int top, int bottom, double threshold) {
            int count = 0;
            for (int y = Math.max(top, RING); y < Math.min(bottom, height - RING); y++) {
                for (int x = Math.max(left, RING); x < Math.min(right, width - RING); x++) {
                    if (light[y * width + x] >= threshold && isPeak(x, y) && isAlone(x, y, threshold)) {
                        count++;
                    }
                }
            }
            return count;
        }

        /* Of equal neighbours the first one counts, so that a flat top is one star. */
        private boolean isPeak(int x, int y) {
            float peak = light[y * width + x];
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    float other = light[(y + dy) * width + x + dx];
                    boolean before = dy < 0 || (dy == 0 && dx < 0);
                    if (before ? other >= peak : other > peak) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean isAlone(int x, int y, double threshold) {
            int bright = 0;
            for (int d = -RING; d <= RING; d++) {
                bright += light[(y - RING) * width + x + d] >= threshold ? 1 : 0;
                bright += light[(y + RING) * width + x + d] >= threshold ? 1 : 0;
                bright += light[(y + d) * width + x - RING] >= threshold ? 1 : 0;
                bright += light[(y + d) * width + x + RING] >= threshold ? 1 : 0;
            }
            return bright <= RING;
        }
    }
}
