package dev.sidereal.recipe;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import java.util.Set;

/**
 * Every option of a run, validated where it is made: nothing to the right of a recipe has options of its own.
 *
 * @param selection which frames, in what order
 * @param planes    what to keep of them; at least one; those that they need are added
 * @param badFrames what to do with a frame that cannot be used
 * @param budget    threads and memory
 * @param curve     how codes become light in sums; extremes do not need it
 * @param identity  whether the list of frames keeps the hash of each one's bytes
 * @param gate      what to do with frames that look unlike the night
 */
public record Recipe(
        Selection selection,
        Set<Plane> planes,
        BadFrames badFrames,
        Budget budget,
        ToneCurve curve,
        Identity identity,
        Gate gate) {

    public Recipe {
        if (planes.isEmpty()) {
            throw new OptionException("planes: expected at least one, found none");
        }
        planes = Set.copyOf(Plane.withNeeded(planes));
    }

    /** A recipe that uses frames however they look. */
    public Recipe(
            Selection selection,
            Set<Plane> planes,
            BadFrames badFrames,
            Budget budget,
            ToneCurve curve,
            Identity identity) {
        this(selection, planes, badFrames, budget, curve, identity, Gate.OFF);
    }

    /** All frames into these planes, on all processors, bad frames left out. */
    public static Recipe of(Set<Plane> planes) {
        return new Recipe(
                Selection.ALL, planes, BadFrames.SKIP, Budget.ofThisMachine(), new ToneCurve.Srgb(), Identity.UNKNOWN);
    }
}
