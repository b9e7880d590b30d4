package dev.sidereal.align;

import dev.sidereal.image.Raster;

/** Resampling as {@link Warp} describes it, one sample after the other, in the order of additions that it keeps. */
final class PlainWarp {

    private PlainWarp() {}

    /** A sample of the reference, of a frame that is turned by little: along six rows first, then along the column. */
    static float turned(Raster frame, Transform back, float noise, int x, int y, int channel) {
        Point at = back.apply(x, y);
        double[] down = Lanczos.weights(at.y() - Math.floor(at.y()));
        double sum = 0;
        for (int v = 0; v < Lanczos.TAPS; v++) {
            int row = (int) Math.floor(at.y()) + v - 2;
            double crossing = crossing(back, x, row);
            double[] across = Lanczos.weights(crossing - Math.floor(crossing));
            for (int u = 0; u < Lanczos.TAPS; u++) {
                sum += down[v] * across[u] * sample(frame, (int) Math.floor(crossing) + u - 2, row, channel);
            }
        }
        if (Double.isNaN(sum)) {
            return at(frame, back, noise, x, y, channel);
        }
        float floor = Float.POSITIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            int u = (int) Math.floor(at.x()) + corner % 2;
            floor = Math.min(floor, sample(frame, u, (int) Math.floor(at.y()) + corner / 2, channel));
        }
        return floored((float) sum, floor, noise);
    }

    /* Where the column of the canvas lies in a row of the frame, by halving. */
    private static double crossing(Transform back, int x, int row) {
        double low = -1e4;
        double high = 1e4;
        boolean isRising = back.apply(x, 1).y() > back.apply(x, 0).y();
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (back.apply(x, middle).y() < row == isRising) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return back.apply(x, low).x();
    }

    private static float sample(Raster frame, int x, int y, int channel) {
        boolean isThere = x >= 0
                && y >= 0
                && x < frame.shape().width()
                && y < frame.shape().height();
        return isThere ? (float) frame.get(x, y, channel) : Float.NaN;
    }

    /** A sample of the reference. */
    static float at(Raster frame, Transform back, float noise, int x, int y, int channel) {
        Point at = back.apply(x, y);
        int width = frame.shape().width();
        int height = frame.shape().height();
        if (!(at.x() >= 0 && at.y() >= 0 && at.x() <= width - 1 && at.y() <= height - 1)) {
            return Float.NaN;
        }
        int right = (int) at.x();
        int low = (int) at.y();
        int across = Lanczos.at(at.x() - right);
        int down = Lanczos.at(at.y() - low);
        float[] a = java.util.Arrays.copyOfRange(Lanczos.table(), across, across + Lanczos.TAPS);
        float[] d = java.util.Arrays.copyOfRange(Lanczos.table(), down, down + Lanczos.TAPS);
        float[][] s = new float[Lanczos.TAPS][Lanczos.TAPS];
        float sum = 0;
        double known = 0;
        double weights = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < Lanczos.TAPS; v++) {
            for (int u = 0; u < Lanczos.TAPS; u++) {
                int fromX = right + u - 2;
                int fromY = low + v - 2;
                s[v][u] = sample(frame, fromX, fromY, channel);
                if (!Float.isNaN(s[v][u])) {
                    double weight = d[v] * a[u];
                    known += weight * s[v][u];
                    weights += weight;
                    least = Math.min(least, s[v][u]);
                }
            }
            float six = (a[0] * s[v][0] + a[1] * s[v][1] + a[2] * s[v][2])
                    + (a[3] * s[v][3] + a[4] * s[v][4] + a[5] * s[v][5]);
            sum = v == 0 ? d[v] * six : sum + d[v] * six;
        }
        if (Float.isNaN(sum)) {
            return weights < 0.5 ? Float.NaN : (float) Math.max(known / weights, least - noise);
        }
        float floor = Math.min(Math.min(s[2][2], s[2][3]), Math.min(s[3][2], s[3][3]));
        return floored(sum, floor, noise);
    }

    private static float floored(float sum, float floor, float noise) {
        if (sum >= floor - 0.5f * noise) {
            return sum;
        }
        return noise == 0 ? floor : floor - noise * (1 - 0.25f * noise / (floor - sum));
    }
}
