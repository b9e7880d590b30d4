package dev.sidereal.sky;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Refines a division of cells into a mask of every pixel, along the edges of the mean picture: white (255) is sky, black
 * ground, grey what is both.
 *
 * <p>Near the border a guided filter fits, in a window of a few cells around each pixel, the mask as a linear function of the
 * logarithm of light (He, Sun, Tang, Guided image filtering, IEEE PAMI 35 (2013), doi:10.1109/TPAMI.2012.213). The result is
 * steepened about one half, so that a feather of a pixel or two is left, not the width of the window. Works on tiles with
 * all processors; tiles without a border cost nothing.
 */
final class Matte {

    private static final int TILE = 128;
    /* Below the square of a difference of light of 10 %, the guide is taken for noise. */
    private static final double NOISE = 0.01;
    private static final double STEEPNESS = 2.5;

    private final Raster mean;
    private final Cells cells;
    private final boolean[] sky;
    private final boolean[] border;
    private final int radius;
    private final Raster mask;

    private Matte(Raster mean, Cells cells, boolean[] sky) {
        Shape shape = mean.shape();
        this.mean = mean;
        this.cells = cells;
        this.sky = sky;
        this.border = cells.border(sky, 2);
        this.radius = 2 * cells.size();
        this.mask = Raster.allocate(new Shape(shape.width(), shape.height(), 1), SampleType.UINT8);
    }

    static Raster of(Raster mean, Cells cells, boolean[] sky) {
        Matte matte = new Matte(mean, cells, sky);
        List<int[]> tiles = new ArrayList<>();
        for (int y = 0; y < mean.shape().height(); y += TILE) {
            for (int x = 0; x < mean.shape().width(); x += TILE) {
                tiles.add(new int[] {x, y});
            }
        }
        tiles.parallelStream().forEach(tile -> matte.fill(tile[0], tile[1]));
        return matte.mask;
    }

    private int cell(int x, int y) {
        return y / cells.size() * cells.columns() + x / cells.size();
    }

    private void fill(int left, int top) {
        int right = Math.min(mean.shape().width(), left + TILE);
        int bottom = Math.min(mean.shape().height(), top + TILE);
        boolean mixed = false;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                mask.set(x, y, 0, sky[cell(x, y)] ? 255 : 0);
                mixed |= border[cell(x, y)];
            }
        }
        if (mixed) {
            refine(left, top, right, bottom);
        }
    }

    private void refine(int left, int top, int right, int bottom) {
        int x0 = Math.max(0, left - 2 * radius);
        int y0 = Math.max(0, top - 2 * radius);
        int width = Math.min(mean.shape().width(), right + 2 * radius) - x0;
        int height = Math.min(mean.shape().height(), bottom + 2 * radius) - y0;
        float[] guide = new float[width * height];
        float[] side = new float[width * height];
        for (int i = 0; i < guide.length; i++) {
            int x = x0 + i % width;
            int y = y0 + i / width;
            guide[i] = light(x, y);
            side[i] = sky[cell(x, y)] ? 1 : 0;
        }
        float[] fitted = guided(guide, side, width, height);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (border[cell(x, y)]) {
                    double part = 0.5 + STEEPNESS * (fitted[(y - y0) * width + x - x0] - 0.5);
                    mask.set(x, y, 0, StrictMath.rint(255 * Math.max(0, Math.min(1, part))));
                }
            }
        }
    }

    private float light(int x, int y) {
        int channels = mean.shape().channels();
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            double light = mean.get(x, y, c);
            sum += Double.isNaN(light) ? 0 : Math.max(0, light);
        }
        return (float) StrictMath.log(sum / channels + cells.floor());
    }

    private float[] guided(float[] guide, float[] side, int width, int height) {
        float[] square = new float[guide.length];
        float[] product = new float[guide.length];
        for (int i = 0; i < guide.length; i++) {
            square[i] = guide[i] * guide[i];
            product[i] = guide[i] * side[i];
        }
        float[] g = Cells.blur(guide, width, height, radius);
        float[] s = Cells.blur(side, width, height, radius);
        float[] gg = Cells.blur(square, width, height, radius);
        float[] gs = Cells.blur(product, width, height, radius);
        for (int i = 0; i < g.length; i++) {
            double slope = (gs[i] - g[i] * s[i]) / (Math.max(0, gg[i] - g[i] * g[i]) + NOISE);
            gg[i] = (float) slope;
            gs[i] = (float) (s[i] - slope * g[i]);
        }
        float[] slope = Cells.blur(gg, width, height, radius);
        float[] base = Cells.blur(gs, width, height, radius);
        for (int i = 0; i < base.length; i++) {
            base[i] += slope[i] * guide[i];
        }
        return base;
    }
}
