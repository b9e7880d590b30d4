package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.stack.Stack;
import java.util.Locale;
import java.util.Set;

/** The mean (or sum) of all frames in linear light, with equal weights. */
public final class Average {

    /** The planes that a stack must hold for this product. */
    public static final Set<Plane> PLANES = Set.of(Plane.COUNT, Plane.SUM);

    private Average() {}

    /** A picture of codes, 0 to 1 of full scale, by a look. */
    public static Picture develop(Stack stack, StackLight light, Look look) {
        return picture(stack, light, Development.develop(light.of(stack), look));
    }

    /** A picture of linear light between the look's black (0) and white (1), not clipped, neither bent nor encoded. */
    public static Picture developLinear(Stack stack, StackLight light, Look look) {
        return picture(stack, light, Development.leveled(light.of(stack), look));
    }

    private static Picture picture(Stack stack, StackLight light, Raster raster) {
        String title = light == StackLight.MEAN ? "average" : light.name().toLowerCase(Locale.ROOT);
        return new Picture(raster, title, stack.first(), stack.frames());
    }
}
