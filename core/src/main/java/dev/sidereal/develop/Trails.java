package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.mosaic.Mosaics;
import dev.sidereal.stack.Stack;
import java.util.Set;

/**
 * Star trails: the maximum of all frames, with the frames' own depth and encoding; frames that hold linear light, such as
 * camera raw, become a picture in sRGB codes. A mosaic is made a colour picture here, once.
 */
public final class Trails {

    /** The planes that a stack must hold for this product. */
    public static final Set<Plane> PLANES = Set.of(Plane.MAX);

    private Trails() {}

    /** Develops the picture; the same stack gives the same picture. */
    public static Picture develop(Stack stack) {
        boolean isLight = stack.first().coding().curve().orElse(null) instanceof ToneCurve.Linear;
        return picture(stack, isLight ? encoded(maximum(stack), stack) : maximum(stack));
    }

    /** The same picture for a file of light: what {@link #develop} encodes stays linear, 1 being full scale. */
    public static Picture developLinear(Stack stack) {
        return picture(stack, maximum(stack));
    }

    private static Picture picture(Stack stack, Raster raster) {
        return new Picture(raster, "star trails", stack.first(), stack.frames());
    }

    private static Raster maximum(Stack stack) {
        Raster codes = stack.extreme(Plane.MAX);
        return stack.first()
                .coding()
                .mosaic()
                .map(mosaic -> Mosaics.develop(codes, mosaic))
                .orElse(codes);
    }

    private static Raster encoded(Raster maximum, Stack stack) {
        Raster light = maximum;
        if (maximum.type() != SampleType.FLOAT32) {
            light = Raster.allocate(maximum.shape(), SampleType.FLOAT32);
            double most = stack.type().most();
            for (int i = 0; i < maximum.shape().samples(); i++) {
                light.set(i, maximum.get(i) / most);
            }
        }
        return Development.develop(light, Look.plain(new ToneCurve.Srgb()));
    }
}
