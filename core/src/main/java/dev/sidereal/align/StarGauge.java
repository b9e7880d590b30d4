package dev.sidereal.align;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Measures a star with a Gaussian window of the width of the frame's stars.
 *
 * <p>The centre is where the window's weighted mean of positions is its own centre. Of a star of the window's shape in the
 * noise of the sky that is the centre of best fit, as good as a star can be located; for bright stars, whose own light is the
 * noise, the window is flattened as the best fit would have it. Widths come from the weighted second moments
 * {@code P} by {@code C = (1 / P - 1 / w^2)^-1}, which holds for every Gaussian {@code C} and window of variance {@code w^2}
 * (after G. M. Bernstein and M. Jarvis 2002, doi:10.1086/338085).
 *
 * <p>Not synchronised; reads the picture, keeps a patch. Cost: some 10 passes over the patch.
 */
final class StarGauge {

    private static final int MOST_STEPS = 16;
    private static final double STEP_ENOUGH = 1e-4;
    private static final double REACH = 3.5;
    /* The sides of a pixel's square over its middle: less is no star but one pixel alone, even for a FWHM of 1.2 pixels. */
    private static final double LEAST_SIDES = 0.15;
    private static final double FLAT = 0.98;
    private static final double SIGMAS_IN_FWHM = 2.3548200450309493;
    private static final double SURE = 30;
    private static final int BRIGHT_STEPS = 4;
    private static final double MOST_BRIGHT_STEP = 0.3;
    private static final double LEAST_FLATTENED = 0.5;
    /* Five electrons of noise at least. */
    private static final double MOST_FLATTENED = 0.2;

    private final FloatBuffer pixels;
    private final int width;
    private final int height;
    private final SkyMesh sky;
    private final double sigma;
    private final double ratioOfRatios;
    private final int reach;
    private final int side;
    private final float[] patch;
    private final double[] across;
    private final double[] down;
    private int left;
    private int top;

    StarGauge(FloatBuffer pixels, int width, int height, SkyMesh sky, double sigma) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.sky = sky;
        this.sigma = sigma;
        reach = (int) Math.ceil(REACH * sigma) + 1;
        side = 2 * reach + 1;
        ratioOfRatios = StrictMath.exp(-1 / (sigma * sigma));
        patch = new float[side * side];
        across = new double[side];
        down = new double[side];
    }

    /** The star whose brightest pixel is near a place; empty if there is none, or its surroundings are not in the picture. */
    Optional<Star> measure(int x, int y) {
        if (!load(x, y)) {
            return Optional.empty();
        }
        double highest = highestNear();
        if (isAlone()) {
            return Optional.empty();
        }
        double noise = sky.noise(x, y);
        double cx = reach;
        double cy = reach;
        double light = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            weigh(cx, across);
            weigh(cy, down);
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            for (int v = 0; v < side; v++) {
                double row = 0;
                double rowX = 0;
                for (int u = 0; u < side; u++) {
                    double lit = across[u] * patch[v * side + u];
                    row += lit;
                    rowX += lit * (u - cx);
                }
                sum += down[v] * row;
                sumX += down[v] * rowX;
                sumY += down[v] * row * (v - cy);
            }
            if (!(sum > 0)) {
                return Optional.empty();
            }
            light = sum;
            double dx = 2 * sumX / sum;
            double dy = 2 * sumY / sum;
            cx += dx;
            cy += dy;
            if (!(Math.abs(cx - reach) <= 1.5 + sigma) || !(Math.abs(cy - reach) <= 1.5 + sigma)) {
                return Optional.empty();
            }
            if (dx * dx + dy * dy < STEP_ENOUGH * STEP_ENOUGH) {
                break;
            }
        }
        double peak = light / (Math.PI * sigma * sigma);
        double flattening =
                Math.min(peak / Math.max(sky.level(x, y), Double.MIN_NORMAL), MOST_FLATTENED * peak / noise);
        if (flattening > LEAST_FLATTENED) {
            Point best = bestOfBright(cx, cy, flattening);
            cx = best.x();
            cy = best.y();
        }
        return shaped(cx, cy, light, highest, noise);
    }

    /*
     * Newton's steps to where the mean of positions under g / (1 + q g) is its own centre: the best fit of a Gaussian g whose own
     * light is q times the sky's in the middle. Of linear frames q is the peak over the level of the sky; an offset of the camera in
     * that level makes the window a little less flat than the best.
     */
    private Point bestOfBright(double startX, double startY, double q) {
        double cx = startX;
        double cy = startY;
        double window = 1 / (sigma * sigma);
        for (int step = 0; step < BRIGHT_STEPS; step++) {
            weigh(cx, across);
            weigh(cy, down);
            double sumX = 0;
            double sumY = 0;
            double slopeX = 0;
            double slopeY = 0;
            for (int v = 0; v < side; v++) {
                double dy = v - cy;
                for (int u = 0; u < side; u++) {
                    double dx = u - cx;
                    double g = across[u] * down[v];
                    double part = 1 / (1 + q * g);
                    double lit = g * part * patch[v * side + u];
                    sumX += lit * dx;
                    sumY += lit * dy;
                    slopeX += lit * (1 - dx * dx * window * part);
                    slopeY += lit * (1 - dy * dy * window * part);
                }
            }
            double stepX = sumX / slopeX;
            double stepY = sumY / slopeY;
            if (!(Math.abs(stepX) < MOST_BRIGHT_STEP) || !(Math.abs(stepY) < MOST_BRIGHT_STEP)) {
                return new Point(startX, startY);
            }
            cx += stepX;
            cy += stepY;
        }
        boolean near = Math.abs(cx - startX) < MOST_BRIGHT_STEP && Math.abs(cy - startY) < MOST_BRIGHT_STEP;
        return near ? new Point(cx, cy) : new Point(startX, startY);
    }

    private boolean load(int x, int y) {
        left = x - reach;
        top = y - reach;
        if (left < 0 || top < 0 || left + side > width || top + side > height) {
            return false;
        }
        float level = (float) sky.level(x, y);
        for (int v = 0; v < side; v++) {
            pixels.get((top + v) * width + left, patch, v * side, side);
        }
        boolean whole = true;
        for (int i = 0; i < patch.length; i++) {
            patch[i] -= level;
            whole &= Math.abs(patch[i]) <= Float.MAX_VALUE;
        }
        return whole;
    }

    private double highestNear() {
        double highest = 0;
        for (int v = reach - 1; v <= reach + 1; v++) {
            for (int u = reach - 1; u <= reach + 1; u++) {
                highest = Math.max(highest, patch[v * side + u]);
            }
        }
        return highest;
    }

    /* One pixel that its neighbours know nothing of: a hot pixel or a particle. */
    private boolean isAlone() {
        int best = reach * side + reach;
        for (int v = reach - 1; v <= reach + 1; v++) {
            for (int u = reach - 1; u <= reach + 1; u++) {
                if (patch[v * side + u] > patch[best]) {
                    best = v * side + u;
                }
            }
        }
        double sides = (patch[best - 1] + patch[best + 1] + patch[best - side] + patch[best + side]) / 4.0;
        return sides < LEAST_SIDES * patch[best];
    }

    /* exp(-t^2 / (2 sigma^2)) at neighbouring pixels: the ratio of two follows from the one before it. */
    private void weigh(double centre, double[] weights) {
        double part = 1 / (2 * sigma * sigma);
        double weight = StrictMath.exp(-centre * centre * part);
        double ratio = StrictMath.exp((2 * centre - 1) * part);
        for (int i = 0; i < side; i++) {
            weights[i] = weight;
            weight *= ratio;
            ratio *= ratioOfRatios;
        }
    }

    private Optional<Star> shaped(double cx, double cy, double light, double highest, double noise) {
        weigh(cx, across);
        weigh(cy, down);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        double sum = 0;
        int flat = 0;
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                double value = patch[v * side + u];
                double lit = across[u] * down[v] * value;
                sum += lit;
                xx += lit * (u - cx) * (u - cx);
                yy += lit * (v - cy) * (v - cy);
                xy += lit * (u - cx) * (v - cy);
                flat += value >= FLAT * highest ? 1 : 0;
            }
        }
        xx /= sum;
        yy /= sum;
        xy /= sum;
        double snr = light / (Math.max(noise, Double.MIN_NORMAL) * Math.sqrt(Math.PI) * sigma);
        boolean saturated = snr > SURE && flat > 3 + sigma * sigma / 2;
        double determinant = xx * yy - xy * xy;
        double window = 1 / (sigma * sigma);
        /* The inverse of the star's covariance. */
        double ixx = yy / determinant - window;
        double iyy = xx / determinant - window;
        double ixy = -xy / determinant;
        double inverse = ixx * iyy - ixy * ixy;
        boolean isShape = determinant > 0 && ixx > 0 && iyy > 0 && inverse > 0;
        if (!isShape && !saturated) {
            return Optional.empty();
        }
        double fwhm = isShape ? SIGMAS_IN_FWHM / StrictMath.pow(inverse, 0.25) : SIGMAS_IN_FWHM * 2 * sigma;
        double elongation = isShape ? elongation(ixx, iyy, ixy) : 1;
        return Optional.of(new Star(left + cx, top + cy, 2 * light, highest, fwhm, elongation, snr, saturated));
    }

    private static double elongation(double ixx, double iyy, double ixy) {
        double mean = (ixx + iyy) / 2;
        double half = Math.hypot((ixx - iyy) / 2, ixy);
        return Math.sqrt((mean + half) / (mean - half));
    }
}
