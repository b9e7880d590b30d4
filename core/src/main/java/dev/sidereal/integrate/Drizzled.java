package dev.sidereal.integrate;

import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;
import dev.sidereal.image.Raster;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * How the drops of a session fell.
 *
 * @param drizzle how fine the picture is
 * @param pixels  of the picture where the lights show something
 * @param holes   of them on which no drop fell, or none of some colour
 * @param places  parts of a pixel, or of the pattern of filters, that differ on the picture
 * @param visited of these parts, the mean number in which samples of the lights lie
 * @param left    share of the lights' pixels that was left out because it stands out, neighbours included
 */
public record Drizzled(Drizzle drizzle, long pixels, long holes, int places, double visited, double left) {

    private static final int FEW = 10_000;
    private static final double ENOUGH_VISITED = 0.6;
    private static final int LOOKED_AT = 3;

    /** What is found in the picture of drops, and in where its lights lie. */
    public static Drizzled of(Drizzling drizzling, Integrated joined, Integrated drops) {
        Raster coverage = drops.coverage();
        Drizzle drizzle = drizzling.drizzle();
        long pixels = 0;
        long holes = 0;
        int width = coverage.shape().width();
        for (int i = 0; i < coverage.shape().samples(); i++) {
            int x = (int) Math.rint(drizzle.back(i % width, 0));
            int row = i / width;
            int y = (int) Math.rint(drizzle.back(row, 0));
            if (joined.coverage().get(x, y, 0) > 0) {
                pixels++;
                holes += coverage.get(i) > 0 ? 0 : 1;
            }
        }
        int period = drizzling.filters().map(filters -> filters.columns()).orElse(1);
        int side = (int) Math.ceil(period * drizzle.scale());
        return new Drizzled(
                drizzle,
                pixels,
                holes,
                side * side,
                visited(drizzling, period, side),
                drops.values() == 0 ? 0 : (double) drops.high() / drops.values());
    }

    private static double visited(Drizzling drizzling, int period, int side) {
        int sum = 0;
        List<Transform> ways = drizzling.contributions().stream()
                .map(Contribution::transform)
                .map(Transform::inverse)
                .toList();
        for (int place = 0; place < LOOKED_AT * LOOKED_AT; place++) {
            double x = drizzling.canvas().left() + drizzling.canvas().width() * (place % LOOKED_AT + 0.5) / LOOKED_AT;
            int down = place / LOOKED_AT;
            double y = drizzling.canvas().top() + drizzling.canvas().height() * (down + 0.5) / LOOKED_AT;
            BitSet seen = new BitSet();
            Point first = ways.get(0).apply(x, y);
            for (Transform way : ways) {
                Point at = way.apply(x, y);
                seen.set(part(at.y() - first.y(), period, side) * side + part(at.x() - first.x(), period, side));
            }
            sum += seen.cardinality();
        }
        return (double) sum / (LOOKED_AT * LOOKED_AT);
    }

    private static int part(double place, int period, int side) {
        double parts = place / period * side;
        return Math.floorMod((int) Math.rint(parts), side);
    }

    /** Says what keeps drops from being of use. */
    public void remarks(List<String> remarks) {
        if (visited < ENOUGH_VISITED * places) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "drizzle: expected lights moved by parts of a pixel that differ, found samples in %.1f of %d parts;"
                            + " between them the picture is no finer than its lights, more lights or a dither fill them",
                    visited,
                    places));
        }
        if (holes > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "drizzle: expected drops of every colour in each pixel, found %d of %d pixels (%s) without; they are"
                            + " left empty, more lights, a greater --pixfrac or a smaller --drizzle fill them",
                    holes,
                    pixels,
                    share()));
        }
    }

    private String share() {
        return holes * FEW < pixels
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, "%.2f %%", 100.0 * holes / pixels);
    }
}
