package dev.sidereal.recipe;

import dev.sidereal.align.Registration;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Drizzle;
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
 * @param drizzle    how much finer than the lights the picture is; empty: as they are
 * @param grown      whether lights are joined once more without what stands out of their first picture, soft ends included
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
        Optional<Debayer> debayer,
        Optional<Drizzle> drizzle,
        boolean grown) {

    public DeepSkyRecipe {
        places = Map.copyOf(places);
        if (drizzle.isPresent() && debayer.isPresent()) {
            throw dropsOfSuperPixels();
        }
        if (grown && rejection instanceof Rejection.None) {
            throw new OptionException(
                    "--grow: expected a rejection with it, found --reject none; leave out one of them");
        }
    }

    /** Why drops and pixels of 2x2 samples do not go together. */
    public static OptionException dropsOfSuperPixels() {
        return new OptionException("--drizzle: expected no --debayer superpixel with it, found both; samples fall as"
                + " they lie under their filters, leave out --debayer");
    }

    /** A picture as fine as the lights. */
    public DeepSkyRecipe(
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
        this(
                selection,
                badFrames,
                budget,
                curve,
                masters,
                reference,
                canvas,
                rejection,
                weighting,
                places,
                gate,
                debayer,
                Optional.empty(),
                false);
    }

    /** Samples of a light along each side of a pixel that is joined. */
    public int pixelSide() {
        return debayer.isPresent() ? 2 : 1;
    }

    /** The same as drops on a finer picture. */
    public DeepSkyRecipe with(Drizzle finer) {
        return with(selection, budget, masters, Optional.of(finer), grown);
    }

    /** The same with rejections grown. */
    public DeepSkyRecipe growing() {
        return with(selection, budget, masters, drizzle, true);
    }

    /** The same for other lights, another machine and other masters. */
    public DeepSkyRecipe with(Selection lights, Budget machine, Masters made) {
        return with(lights, machine, made, drizzle, grown);
    }

    private DeepSkyRecipe with(
            Selection lights, Budget machine, Masters made, Optional<Drizzle> finer, boolean growing) {
        return new DeepSkyRecipe(
                lights, badFrames, machine, curve, made, reference, canvas, rejection, weighting, places, gate, debayer,
                finer, growing);
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
