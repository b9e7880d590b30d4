package dev.sidereal.mosaic;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import java.nio.ByteBuffer;

/**
 * Interpolates a Bayer mosaic along edges: ratio corrected demosaicing (L. Sanz Rodriguez, "RCD", 2017), in the
 * lineage of Hamilton and Adams (US patent 5629734, 1997).
 *
 * <p>Of each pixel it is first decided how much of the detail runs across rows and across columns, from squares of a
 * sixth-order high pass in both directions. Green is estimated from the four neighbours, each corrected by the ratio of
 * the blurred mosaic here and there, the opposite two weighted by the other's gradient, the two directions by that decision.
 * Red and blue follow as differences to green: at each other's places along the diagonals, at green places along rows
 * and columns.
 *
 * <p>Ratios are taken of light plus a pedestal of {@value #PEDESTAL} of full scale: in the dark, where light is mostly noise,
 * they turn smoothly into differences, which noise cannot blow up. Grey ramps come out exactly but for rounding.
 * Cost: about 150 operations for a pixel; memory: seven floats for each sample of a band and its surroundings.
 */
final class RatioCorrected {

    /** Rows that are made at once. */
    static final int BAND_ROWS = 64;

    /* How far away a sample can matter: 10, and even, so that the pattern's phase stays. */
    private static final int HALO = 12;
    static final float PEDESTAL = 0.0625f;
    private static final float LEAST = 1e-10f;

    private final FilteredLight light;
    private final Rows rows;
    private final int width;
    private final int height;
    private final int[] phases = new int[4];
    private final float[] cfa;
    private final float[] blurred;
    private final float[] acrossRows;
    private final float[] acrossFalling;
    private final float[][] rgb;

    RatioCorrected(FilteredLight light, Rows rows) {
        this.light = light;
        this.rows = rows;
        width = light.width() + 2 * HALO;
        height = rows.count() + 2 * HALO;
        Mosaic mosaic = light.mosaic();
        for (int i = 0; i < 4; i++) {
            phases[i] = mosaic.channel(i & 1, rows.first() + (i >> 1));
        }
        cfa = new float[width * height];
        blurred = new float[width * height];
        acrossRows = new float[width * height];
        acrossFalling = new float[width * height];
        rgb = new float[3][width * height];
    }

    /** Writes the rows of a float picture. */
    void into(Raster picture) {
        load();
        blur();
        decide(acrossRows, width, 1);
        decide(acrossFalling, width + 1, width - 1);
        green();
        redAndBlueAtEachOther();
        redAndBlueAtGreen();
        store(picture);
    }

    private void load() {
        for (int y = 0; y < height; y++) {
            int v = FilteredLight.mirrored(rows.first() + y - HALO, light.height());
            for (int x = 0; x < width; x++) {
                int u = FilteredLight.mirrored(x - HALO, light.width());
                int at = y * width + x;
                cfa[at] = light.filled(u, v) + PEDESTAL;
                rgb[channel(x, y)][at] = cfa[at];
            }
        }
    }

    private int channel(int x, int y) {
        return phases[(y & 1) << 1 | (x & 1)];
    }

    private void blur() {
        for (int y = 1; y < height - 1; y++) {
            for (int at = y * width + 1; at < (y + 1) * width - 1; at++) {
                blurred[at] = cfa[at]
                        + 0.5f * (cfa[at - width] + cfa[at + width] + cfa[at - 1] + cfa[at + 1])
                        + 0.25f
                                * (cfa[at - width - 1]
                                        + cfa[at - width + 1]
                                        + cfa[at + width - 1]
                                        + cfa[at + width + 1]);
            }
        }
    }

    /* The part of the detail that is met on the way along the first step: 0 to 1. */
    private void decide(float[] part, int first, int second) {
        for (int y = 4; y < height - 4; y++) {
            for (int at = y * width + 4; at < (y + 1) * width - 4; at++) {
                float one = Math.max(LEAST, detail(at - first, first) + detail(at, first) + detail(at + first, first));
                float other =
                        Math.max(LEAST, detail(at - second, second) + detail(at, second) + detail(at + second, second));
                part[at] = one / (one + other);
            }
        }
    }

    private float detail(int at, int step) {
        float passed = cfa[at - 3 * step]
                - cfa[at - step]
                - cfa[at + step]
                + cfa[at + 3 * step]
                - 3 * (cfa[at - 2 * step] + cfa[at + 2 * step])
                + 6 * cfa[at];
        return passed * passed;
    }

    /* The decision of the pixel or of its diagonal neighbours, whichever is clearer. */
    private float decided(float[] part, int at) {
        float own = part[at];
        float around =
                0.25f * (part[at - width - 1] + part[at - width + 1] + part[at + width - 1] + part[at + width + 1]);
        return Math.abs(0.5f - own) < Math.abs(0.5f - around) ? around : own;
    }

    private void green() {
        for (int y = 5; y < height - 5; y++) {
            for (int x = 5; x < width - 5; x++) {
                int at = y * width + x;
                if (channel(x, y) != 1) {
                    float part = decided(acrossRows, at);
                    rgb[1][at] = part * greenAlong(at, 1) + (1 - part) * greenAlong(at, width);
                }
            }
        }
    }

    private float greenAlong(int at, int step) {
        float gradientBefore = gradientOfGreen(at, -step);
        float gradientAfter = gradientOfGreen(at, step);
        return (gradientAfter * greenFrom(at, -step) + gradientBefore * greenFrom(at, step))
                / (gradientBefore + gradientAfter);
    }

    private float gradientOfGreen(int at, int step) {
        return LEAST
                + Math.abs(cfa[at + step] - cfa[at - step])
                + Math.abs(cfa[at] - cfa[at + 2 * step])
                + Math.abs(cfa[at + step] - cfa[at + 3 * step])
                + Math.abs(cfa[at + 2 * step] - cfa[at + 4 * step]);
    }

    private float greenFrom(int at, int step) {
        float here = blurred[at];
        float there = blurred[at + 2 * step];
        return cfa[at + step] * (1 + (here - there) / Math.max(LEAST, Math.abs(here + there)));
    }

    private void redAndBlueAtEachOther() {
        for (int y = 7; y < height - 7; y++) {
            for (int x = 7; x < width - 7; x++) {
                int at = y * width + x;
                int channel = channel(x, y);
                if (channel != 1) {
                    float[] colour = rgb[2 - channel];
                    float part = decided(acrossFalling, at);
                    colour[at] = rgb[1][at]
                            + part * differenceAlong(colour, at, width - 1, 2 * (width - 1))
                            + (1 - part) * differenceAlong(colour, at, width + 1, 2 * (width + 1));
                }
            }
        }
    }

    private void redAndBlueAtGreen() {
        for (int y = 10; y < height - 10; y++) {
            for (int x = 10; x < width - 10; x++) {
                int at = y * width + x;
                if (channel(x, y) == 1) {
                    float part = decided(acrossRows, at);
                    for (int c = 0; c < 3; c += 2) {
                        rgb[c][at] = rgb[1][at]
                                + part * differenceAlong(rgb[c], at, 1, 2)
                                + (1 - part) * differenceAlong(rgb[c], at, width, 2 * width);
                    }
                }
            }
        }
    }

    /* The difference of a colour to green, from the two neighbours along a step, the smoother side counting more. */
    private float differenceAlong(float[] colour, int at, int step, int twoSteps) {
        float before = gradient(colour, at, -step, -twoSteps);
        float after = gradient(colour, at, step, twoSteps);
        return (after * (colour[at - step] - rgb[1][at - step]) + before * (colour[at + step] - rgb[1][at + step]))
                / (before + after);
    }

    private float gradient(float[] colour, int at, int step, int twoSteps) {
        return LEAST
                + Math.abs(rgb[1][at] - rgb[1][at + twoSteps])
                + Math.abs(colour[at + step] - colour[at - step])
                + Math.abs(colour[at + step] - colour[at + step + twoSteps]);
    }

    private void store(Raster picture) {
        ByteBuffer out = picture.bytes(rows);
        for (int y = 0; y < rows.count(); y++) {
            for (int x = 0; x < light.width(); x++) {
                int at = (y + HALO) * width + x + HALO;
                float own = light.at(x, rows.first() + y);
                int channel = channel(x + HALO, y + HALO);
                for (int c = 0; c < 3; c++) {
                    out.putFloat(c == channel || Float.isNaN(own) ? own : rgb[c][at] - PEDESTAL);
                }
            }
        }
    }
}
