package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The folds that together yield the planes asked for. */
public final class Folds {

    private Folds() {}

    /**
     * Chooses folds for samples of the scale's type. Sums need a count, which is added.
     *
     * @param planes at least one
     */
    public static List<Fold<?>> of(Set<Plane> planes, LightScale scale) {
        Set<Plane> needed = Plane.withNeeded(planes);
        boolean isFloat = scale.type() == SampleType.FLOAT32;
        List<Fold<?>> folds = new ArrayList<>();
        if (Plane.ranks(needed) > 1) {
            folds.add(new ExtremesFold(scale.type(), Plane.ranks(needed)));
        } else if (needed.contains(Plane.WHEN)) {
            folds.add(new PeakFold(scale.type()));
        } else if (needed.contains(Plane.MAX)) {
            folds.add(new ExtremeFold(scale.type(), Plane.MAX));
        }
        if (needed.contains(Plane.MIN)) {
            folds.add(new ExtremeFold(scale.type(), Plane.MIN));
        }
        if (needed.contains(Plane.COUNT)) {
            folds.add(new CountFold(scale.type()));
        }
        if (scale.type() == SampleType.UINT8 && needed.containsAll(Set.of(Plane.SUM, Plane.SUMSQ))) {
            folds.add(new MomentsFold(scale));
            return List.copyOf(folds);
        }
        if (needed.contains(Plane.SUM)) {
            folds.add(isFloat ? new FloatLightFold(Plane.SUM) : new LightFold(scale));
        }
        if (needed.contains(Plane.SUMSQ)) {
            folds.add(isFloat ? new FloatLightFold(Plane.SUMSQ) : new SquareFold(scale));
        }
        return List.copyOf(folds);
    }
}
