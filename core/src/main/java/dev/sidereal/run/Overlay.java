package dev.sidereal.run;

import dev.sidereal.align.Warp;
import dev.sidereal.align.WarpRoom;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.integrate.Sight;
import dev.sidereal.integrate.SkyPlane;
import java.util.List;

/**
 * How lights are laid on each other: all that is needed to make them rows of one canvas and to join those.
 *
 * @param canvas        part of the reference's plane
 * @param channels      of the picture
 * @param aim           what the reference shows, whose sky is put under the picture
 * @param contributions of the lights, by their numbers
 * @param rejection     what is left out
 */
public record Overlay(Canvas canvas, int channels, Sight aim, List<Contribution> contributions, Rejection rejection) {

    /** Rows that are warped at once, from the top; others would round places otherwise. */
    public static final int CHUNK_ROWS = 64;

    public Overlay {
        contributions = List.copyOf(contributions);
    }

    /** The same without stars, which are no more needed once places and weights are known. */
    public Overlay withoutStars() {
        return new Overlay(
                canvas,
                channels,
                withoutStars(aim),
                contributions.stream()
                        .map(each -> new Contribution(
                                each.transform(), each.scale(), each.weight(), withoutStars(each.sight())))
                        .toList(),
                rejection);
    }

    private static Sight withoutStars(Sight sight) {
        return new Sight(sight.stars().brightest(0), sight.sky(), sight.noise());
    }

    /** The shape of the picture. */
    public Shape shape() {
        return new Shape(canvas.width(), canvas.height(), channels);
    }

    /** The joining of all rows. */
    Integration integration() {
        return integration(new Rows(0, canvas.height()));
    }

    /** The joining of some rows of the canvas. */
    public Integration integration(Rows rows) {
        return new Integration(shape(), rows, rejection, contributions, sky());
    }

    /** The sky of the reference in the pixels of the canvas. */
    List<SkyPlane> sky() {
        return aim.sky().stream()
                .map(plane -> new SkyPlane(plane.at(canvas.left(), canvas.top()), plane.dx(), plane.dy()))
                .toList();
    }

    /** Takes rows of a light as they lie on the canvas. */
    @FunctionalInterface
    public interface Into {

        /**
         * Rows of one light.
         *
         * @param number of the light
         * @param row    the first
         * @param light  of whole rows, above the sky, NaN where it has none; overwritten later
         * @param count  of samples
         */
        void rows(int number, int row, float[] light, int count);
    }

    /** Measures the noise of rows, then joins them. */
    public Into into(LaidNoise noise, Integration integration) {
        return (number, row, light, count) -> {
            noise.rows(number, row, light, count);
            integration.add(number, row, light, count);
        };
    }

    /** Room to lay one light after the other; belongs to one thread. */
    final class Laying {

        private final Raster chunk = Raster.allocate(
                new Shape(canvas.width(), Math.min(CHUNK_ROWS, canvas.height()), channels), SampleType.FLOAT32);
        private final float[] light = new float[Math.toIntExact(chunk.shape().samples())];
        private final WarpRoom room = new WarpRoom();

        /**
         * Lays the rows of a band.
         *
         * @param picture of the light, calibrated; changed
         */
        void lay(int number, Raster picture, Rows band, Into into) {
            Contribution contribution = contributions.get(number);
            contribution.liftOffSky(picture);
            double noise = contribution.scale() * contribution.sight().meanNoise();
            for (Rows rows : band.split(chunk.shape().height())) {
                Warp.rows(
                        picture,
                        contribution.transform(),
                        Double.isNaN(noise) ? 0 : noise,
                        canvas.left(),
                        canvas.top() + rows.first(),
                        new Rows(0, rows.count()),
                        room,
                        chunk);
                int count = rows.count() * chunk.shape().rowSamples();
                chunk.bytes(new Rows(0, rows.count())).asFloatBuffer().get(light, 0, count);
                into.rows(number, rows.first(), light, count);
            }
        }
    }
}
