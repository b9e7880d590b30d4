package dev.sidereal.spark;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Folds;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Strips;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What tiles of a night are made of: all that is needed to join them.
 *
 * @param planes those asked for
 * @param curve  how codes become light
 */
record NightKind(Shape shape, SampleType type, Set<Plane> planes, ToneCurve curve) {

    /** The folds, each with planes of its own. */
    List<Fold<?>> folds() {
        return Folds.of(planes, new LightScale(type, curve));
    }

    /** The planes that come out, in the order in which a tile holds them. */
    List<Plane> order() {
        return folds().stream()
                .flatMap(fold -> fold.planes().stream())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    Strips strips() {
        return Strips.of(shape, type);
    }

    /** Bytes of the numbers of one plane in a strip. */
    int planeBytes(Plane plane, int strip) {
        Fold<?> fold = folds().stream()
                .filter(each -> each.planes().contains(plane))
                .findFirst()
                .orElseThrow();
        Strips strips = strips();
        return Math.multiplyExact(
                strips.samples(strips.rows().get(strip)), fold.type(plane).bytes());
    }

    /** Bytes of the numbers of a strip. */
    int tileBytes(int strip) {
        return order().stream().mapToInt(plane -> planeBytes(plane, strip)).reduce(0, Math::addExact);
    }
}
