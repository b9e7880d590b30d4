package dev.sidereal.simulator;

/**
 * Light that moved evenly along a straight line, seen through a Gaussian lens.
 *
 * <p>With u along the line from its middle and v across, for a line of length L:
 *
 * <pre>  I(u, v) = F / L * g(v) * (Phi((u + L/2) / s) - Phi((u - L/2) / s)),  g(v) = exp(-v^2 / 2s^2) / (s sqrt(2 pi))</pre>
 *
 * the convolution of the line with a Gaussian of standard deviation s, exact at pixel centres: no steps, so no beads.
 *
 * @param from  where it began
 * @param to    where it ended
 * @param sigma s in pixels
 * @param red   F, the light summed over all pixels; 1 fills one pixel
 * @param green F
 * @param blue  F
 */
record Streak(Point from, Point to, double sigma, double red, double green, double blue) {

    /* Light below this is left out: a fifth of the finest step of a 16-bit code. */
    private static final double FAINTEST = 2e-7;

    /** Adds this light to the rows of a band. */
    void addTo(Band band) {
        double reach = reach();
        int top = Math.max(band.rows().first(), (int) Math.ceil(Math.min(from.y(), to.y()) - reach));
        int bottom = Math.min(band.rows().end() - 1, (int) Math.floor(Math.max(from.y(), to.y()) + reach));
        int left = Math.max(0, (int) Math.ceil(Math.min(from.x(), to.x()) - reach));
        int right = Math.min(band.width() - 1, (int) Math.floor(Math.max(from.x(), to.x()) + reach));
        if (top <= bottom && left <= right) {
            fill(band, top, bottom, left, right, reach / sigma);
        }
    }

    private double reach() {
        double peak = Math.max(red, Math.max(green, blue)) / (2 * Math.PI * sigma * sigma);
        return peak <= FAINTEST ? 0 : sigma * Math.min(8, Math.sqrt(2 * StrictMath.log(peak / FAINTEST)));
    }

    /* Lengths in units of sigma from here on. */
    private void fill(Band band, int top, int bottom, int left, int right, double reach) {
        double length = from.distance(to) / sigma;
        double alongX = length > 0 ? (to.x() - from.x()) / (length * sigma) : 1;
        double alongY = length > 0 ? (to.y() - from.y()) / (length * sigma) : 0;
        // A shorter line cannot be told from this one, and dividing by its length would lose digits.
        double half = Math.max(length, 0.1) / 2;
        double scale = 1 / (2 * half * sigma * sigma);
        Point middle = from.towards(to, 0.5);
        float[] light = band.light();
        for (int y = top; y <= bottom; y++) {
            double dy = (y - middle.y()) / sigma;
            for (int x = left; x <= right; x++) {
                double dx = (x - middle.x()) / sigma;
                double v = dx * alongY - dy * alongX;
                double u = dx * alongX + dy * alongY;
                if (Math.abs(v) < reach && Math.abs(u) < half + reach) {
                    double share = scale * Normal.density(v) * (Normal.below(u + half) - Normal.below(u - half));
                    int i = band.index(x, y);
                    light[i] += (float) (red * share);
                    light[i + 1] += (float) (green * share);
                    light[i + 2] += (float) (blue * share);
                }
            }
        }
    }
}
