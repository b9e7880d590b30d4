package dev.sidereal.spark;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Folds;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.List;
import java.util.Set;

/**
 * What tiles of a night are made of: all that is needed to join them.
 *
 * @param planes those asked for
 * @param curve  how codes become light
 */
record NightKind(Shape shape, SampleType type, Set<Plane> planes, ToneCurve curve) {

    /** The folds, each with planes of its own. Making them takes milliseconds, since some keep tables: do it once. */
    List<Fold<?>> folds() {
        return Folds.of(planes, new LightScale(type, curve));
    }
}
