package dev.sidereal.integrate;

import dev.sidereal.image.Ranks;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.util.Optional;

/**
 * The noise of a channel of a float picture: the standard deviation of a sample, from differences of samples five columns apart:
 * their root mean square over sqrt(2), without those beyond four times their own (a median would jump with the steps of codes).
 *
 * <p>Stars, gradients and single faults hardly count; samples that were interpolated share little five columns apart. NaN where
 * there are no pairs. Cost: some 200 000 differences.
 */
public final class Noise {

    private static final int LAG = 5;
    private static final int MOST = 200_000;
    private static final double CLIP = 4;
    private static final int ROUNDS = 20;

    private Noise() {}

    /** Of the whole picture. */
    public static double of(Raster picture, int channel) {
        return of(picture, channel, Optional.empty());
    }

    /** Of those pixels where another picture of one channel has its greatest value. */
    public static double where(Raster coverage, Raster picture, int channel) {
        return of(picture, channel, Optional.of(coverage));
    }

    private static double of(Raster picture, int channel, Optional<Raster> coverage) {
        int width = picture.shape().width();
        int height = picture.shape().height();
        int channels = picture.shape().channels();
        int step = Math.max(1, (int) ((long) width * height / MOST));
        float[] row = new float[picture.shape().rowSamples()];
        float[] sizes = new float[Math.max(0, width - LAG) * ((height + step - 1) / step)];
        float[] covered = new float[width];
        float most = coverage.map(Noise::greatest).orElse(0f);
        int n = 0;
        for (int y = 0; y < height; y += step) {
            picture.bytes(new Rows(y, 1)).asFloatBuffer().get(row);
            if (coverage.isPresent()) {
                coverage.get().bytes(new Rows(y, 1)).asFloatBuffer().get(covered);
            }
            for (int x = LAG; x < width; x++) {
                float size = Math.abs(row[x * channels + channel] - row[(x - LAG) * channels + channel]);
                if (!Float.isNaN(size) && covered[x] >= most && covered[x - LAG] >= most) {
                    sizes[n++] = size;
                }
            }
        }
        return spread(sizes, n) / Math.sqrt(2);
    }

    /**
     * The root mean square of sizes without those beyond four times their own; changes their order. NaN of none. It begins with the median, which
     * may be a whole step of codes too small, so what was beyond may come back.
     */
    static double spread(float[] sizes, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        double spread = 1.4826 * Ranks.median(sizes, n);
        int before = -1;
        for (int round = 0; round < ROUNDS; round++) {
            double limit = spread > 0 ? CLIP * spread : Double.POSITIVE_INFINITY;
            double squares = 0;
            int kept = 0;
            for (int i = 0; i < n; i++) {
                if (sizes[i] <= limit) {
                    squares += (double) sizes[i] * sizes[i];
                    kept++;
                }
            }
            spread = Math.sqrt(squares / kept);
            if (kept == before) {
                break;
            }
            before = kept;
        }
        return spread;
    }

    private static float greatest(Raster coverage) {
        float most = 0;
        float[] row = new float[coverage.shape().width()];
        for (int y = 0; y < coverage.shape().height(); y++) {
            coverage.bytes(new Rows(y, 1)).asFloatBuffer().get(row);
            for (float value : row) {
                most = Math.max(most, value);
            }
        }
        return most;
    }
}
