package dev.sidereal.recipe;

import dev.sidereal.align.Registration;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.mosaic.Debayer;
import java.util.Map;
import java.util.Optional;

/**
 * Every option of a deep-sky session.
 *
 * @param selection  which lights
 * @param badFrames  what to do with one that cannot be used
 * @param budget     threads and memory
 * @param curve      how codes of lights become light
 * @param masters    what to calibrate with
 * @param reference  position of the light that all others are laid on; empty: the best
 * @param canvas     which part becomes the picture
 * @param rejection  what is left out of means
 * @param weighting  what frames count
 * @param places     of lights by their position, where they are given; a light without one is left out; no places at all: they
 *                   are found by the stars
 * @param gate       what to do with lights much worse than most
 * @param debayer    how mosaics become pictures; empty: the best for their pattern
 */
public record DeepSkyRecipe(
        Selection selection,
        BadFrames badFrames,
        Budget budget,
        ToneCurve curve,
        Masters masters,
        Optional<Integer> reference,
        Canvas.Extent canvas,
        Rejection rejection,
        Contribution.Weighting weighting,
        Map<Integer, Registration> places,
        Gate gate,
        Optional<Debayer> debayer) {

    public DeepSkyRecipe {
        places = Map.copyOf(places);
    }

    /** All lights as they are, placed by their stars. */
    public static DeepSkyRecipe of(ToneCurve curve) {
        return new DeepSkyRecipe(
                Selection.ALL,
                BadFrames.SKIP,
                Budget.ofThisMachine(),
                curve,
                Masters.NONE,
                Optional.empty(),
                Canvas.Extent.REFERENCE,
                Rejection.usual(),
                Contribution.Weighting.STARS,
                Map.of(),
                Gate.OFF,
                Optional.empty());
    }
}
