package dev.sidereal.integrate;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Makes drops of the samples of lights, one light after the other; one for each thread.
 *
 * <p>A drop is the square of side {@code pixfrac} around a sample, mapped by the transform's own slope at that sample: a parallelogram.
 * For affine transforms that is exact; under perspective and lenses its corners are off by less than a thousandth of a pixel. A sample falls
 * into its own channel alone: colours under filters are not interpolated.
 *
 * <p>Cost: about 150 operations for a sample, a third of that where the light is only shifted.
 */
public final class LightDrops {

    private static final int TILE = 32;
    private static final int RING = TILE + 2;
    private static final double LEAST_SHARE = 1e-9;

    private final Drizzling of;
    private final DropSums sums;
    private final SampleColours colours;
    private final Optional<Outliers> outliers;
    private final double mostWeight;
    private final Drop drop = new Drop();
    private final DropTile tile;
    private final double[] xs = new double[RING * RING];
    private final double[] ys = new double[RING * RING];
    private final float[] samples;

    /** For one thread. */
    public LightDrops(Drizzling of, DropSums sums) {
        this.of = of;
        this.sums = sums;
        colours = of.colours();
        outliers = of.joined()
                .map(joined -> new Outliers(
                        joined,
                        of.canvas(),
                        colours,
                        of.aim().sky(),
                        of.lights().width(),
                        of.lights().height()));
        mostWeight = of.contributions().stream()
                .mapToDouble(Contribution::weight)
                .max()
                .orElse(1);
        tile = new DropTile(colours.channels());
        samples = new float[TILE * of.lights().rowSamples()];
    }

    /* The rows of a tile, and the rectangle that it fills when it is turned by 45 degrees. */
    static long bytes(Shape lights, Drizzle drizzle, int channels) {
        double side = Math.sqrt(2) * RING * drizzle.scale() + 2;
        return 4L * TILE * lights.rowSamples() + DropSums.bytes((long) (side * side), channels);
    }

    /**
     * Lets a light fall on the band that was begun.
     *
     * @param number of the light
     * @param picture its calibrated samples
     */
    public void lay(int number, Raster picture) {
        Contribution light = of.contributions().get(number);
        boolean[] out = outliers.map(all -> all.of(picture, light)).orElse(new boolean[0]);
        List<SkyPlane> sky = colours.ofCamera(light.sight().sky());
        for (Rows rows : new Rows(0, of.lights().height()).split(TILE)) {
            picture.bytes(rows)
                    .asFloatBuffer()
                    .get(samples, 0, rows.count() * of.lights().rowSamples());
            for (int left = 0; left < of.lights().width(); left += TILE) {
                if (begin(light, left, rows)) {
                    fall(light, sky, left, rows, out);
                    sums.add(tile);
                }
            }
        }
        if (sums.band().first() == 0) {
            count(out);
        }
    }

    private void count(boolean[] out) {
        int left = 0;
        for (boolean is : out) {
            left += is ? 1 : 0;
        }
        sums.count(of.lights().pixels(), left);
    }

    /* Places of a tile and a ring around it; whether any may lie on the band. */
    private boolean begin(Contribution light, int left, Rows rows) {
        int wide = Math.min(TILE, of.lights().width() - left) + 2;
        double lowX = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.count() + 2; row++) {
            int at = row * RING;
            LightPlaces.row(light.transform(), rows.first() - 1 + row, left - 1, xs, ys, at, wide);
            for (int i = at; i < at + wide; i++) {
                xs[i] = of.drizzle().there(xs[i], of.canvas().left());
                ys[i] = of.drizzle().there(ys[i], of.canvas().top());
                lowX = Math.min(lowX, xs[i]);
                highX = Math.max(highX, xs[i]);
                lowY = Math.min(lowY, ys[i]);
                highY = Math.max(highY, ys[i]);
            }
        }
        Rows band = sums.band();
        int fromX = (int) Math.max(0, Math.floor(lowX));
        int toX = (int) Math.min(of.shape().width() - 1.0, Math.ceil(highX));
        int fromY = (int) Math.max(band.first(), Math.floor(lowY));
        int toY = (int) Math.min(band.end() - 1.0, Math.ceil(highY));
        if (!(lowX <= highX && lowY <= highY) || fromX > toX || fromY > toY) {
            return false;
        }
        tile.begin(fromX, fromY, toX - fromX + 1, toY - fromY + 1);
        return true;
    }

    private void fall(Contribution light, List<SkyPlane> sky, int left, Rows rows, boolean[] out) {
        int width = of.lights().width();
        int each = colours.samples();
        double half = of.drizzle().pixfrac() / 4;
        double counts = light.weight() / mostWeight;
        double[] values = new double[each];
        for (int row = 0; row < rows.count(); row++) {
            int y = rows.first() + row;
            for (int x = left; x < Math.min(width, left + TILE); x++) {
                int at = (row + 1) * RING + x - left + 1;
                for (int s = 0; s < each; s++) {
                    float sample = samples[(row * width + x) * each + s];
                    double above = light.scale()
                            * (sample - sky.get(colours.channel(x, y, s)).at(x, y));
                    values[s] = Fixed.within((float) above);
                }
                drop.lay(
                        xs[at],
                        ys[at],
                        half * (xs[at + 1] - xs[at - 1]),
                        half * (ys[at + 1] - ys[at - 1]),
                        half * (xs[at + RING] - xs[at - RING]),
                        half * (ys[at + RING] - ys[at - RING]));
                boolean isOut = out.length > 0 && out[y * width + x];
                spread(x, y, values, counts, isOut);
            }
        }
    }

    private void spread(int x, int y, double[] values, double counts, boolean isOut) {
        for (int row = 0; row < drop.rows(); row++) {
            for (int column = 0; column < drop.columns(); column++) {
                double share = drop.area(column, row);
                int u = drop.left() + column;
                int v = drop.top() + row;
                if (share < LEAST_SHARE || !tile.holds(u, v)) {
                    continue;
                }
                if (isOut) {
                    tile.leave(u, v, share);
                    continue;
                }
                for (int s = 0; s < values.length; s++) {
                    if (!Double.isNaN(values[s])) {
                        tile.add(u, v, colours.channel(x, y, s), share, counts, values[s]);
                    }
                }
            }
        }
    }
}
