package dev.sidereal.integrate;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.util.List;
import java.util.Optional;

/**
 * How lights become a finer picture by drops: all that is needed for it.
 *
 * @param drizzle       how fine
 * @param canvas        part of the reference's plane
 * @param lights        shape of a light's samples: of one channel under filters
 * @param filters       over them
 * @param aim           what the reference shows, to whose sky and scale all are brought
 * @param contributions of the lights, by their numbers
 * @param joined        the picture of all lights on the canvas, beside which samples that stand out are left out; empty: none are
 */
public record Drizzling(
        Drizzle drizzle,
        Canvas canvas,
        Shape lights,
        Optional<Mosaic> filters,
        Sight aim,
        List<Contribution> contributions,
        Optional<Raster> joined) {

    public Drizzling {
        contributions = List.copyOf(contributions);
    }

    /** The shape of the picture. */
    public Shape shape() {
        return drizzle.shape(
                new Shape(canvas.width(), canvas.height(), colours().channels()));
    }

    SampleColours colours() {
        return new SampleColours(filters, lights.channels());
    }

    /** Bytes that one thread takes beside a light. */
    public static long bytes(Shape lights, Drizzle drizzle, int channels) {
        return Outliers.bytes(lights.pixels(), lights.channels()) + LightDrops.bytes(lights, drizzle, channels);
    }
}
