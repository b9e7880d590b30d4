package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.mosaic.Mosaics;
import dev.sidereal.stack.Stack;
import java.util.Locale;
import java.util.Set;

/** The mean (or sum) of all frames in linear light, with equal weights; a mosaic is made a colour picture here, once. */
public final class Average {

    /** The planes that a stack must hold for this product. */
    public static final Set<Plane> PLANES = Set.of(Plane.COUNT, Plane.SUM);

    private Average() {}

    /** A picture of codes, 0 to 1 of full scale, by a look. */
    public static Picture develop(Stack stack, StackLight light, Look look) {
        return picture(stack, light, Development.develop(light(stack, light), look));
    }

    /** A picture of linear light between the look's black (0) and white (1), not clipped, neither bent nor encoded. */
    public static Picture developLinear(Stack stack, StackLight light, Look look) {
        return picture(stack, light, Development.leveled(light(stack, light), look));
    }

    private static Raster light(Stack stack, StackLight light) {
        return stack.first()
                .coding()
                .mosaic()
                .map(mosaic -> colour(stack, light, mosaic))
                .orElseGet(() -> light.of(stack));
    }

    /* Levels are those of one frame: a sum is made of the mean, and what spreads about a level has none itself. */
    private static Raster colour(Stack stack, StackLight light, Mosaic mosaic) {
        double unit = stack.type().most();
        if (light == StackLight.SIGMA) {
            return Mosaics.develop(light.of(stack), unit, mosaic.withoutBlack());
        }
        Raster picture = Mosaics.develop(StackLight.MEAN.of(stack), unit, mosaic);
        if (light == StackLight.SUM) {
            long used = stack.frames().stream().filter(FrameRecord::used).count();
            for (int i = 0; i < picture.shape().samples(); i++) {
                picture.set(i, picture.get(i) * used);
            }
        }
        return picture;
    }

    private static Picture picture(Stack stack, StackLight light, Raster raster) {
        String title = light == StackLight.MEAN ? "average" : light.name().toLowerCase(Locale.ROOT);
        return new Picture(raster, title, stack.first(), stack.frames());
    }
}
