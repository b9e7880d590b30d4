package dev.sidereal.align;

import dev.sidereal.image.Raster;

/** Resampling as {@link Warp} describes it, one sample after the other, in the order of additions that it keeps. */
final class PlainWarp {

    private PlainWarp() {}

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
                boolean isThere = fromX >= 0 && fromY >= 0 && fromX < width && fromY < height;
                s[v][u] = isThere ? (float) frame.get(fromX, fromY, channel) : Float.NaN;
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
        if (sum >= floor - 0.5f * noise) {
            return sum;
        }
        return noise == 0 ? floor : floor - noise * (1 - 0.25f * noise / (floor - sum));
    }
}
