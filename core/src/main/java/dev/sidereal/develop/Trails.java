package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.stack.Stack;
import java.util.Set;

/** Star trails: the maximum of all frames, with the frames' own depth and encoding. */
public final class Trails {

    /** The planes that a stack must hold for this product. */
    public static final Set<Plane> PLANES = Set.of(Plane.MAX);

    private Trails() {}

    /** Develops the picture; the same stack gives the same picture. */
    public static Picture develop(Stack stack) {
        return new Picture(stack.extreme(Plane.MAX), "star trails", stack.first(), stack.frames());
    }
}
