package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.mosaic.Mosaics;
import dev.sidereal.stack.Stack;

/** Makes colour pictures of linear light of stacks that were folded as mosaics: here, once, and nowhere before. */
final class MosaicLight {

    private MosaicLight() {}

    /** The greatest or least light. */
    static Raster extreme(Stack stack, Plane plane, Mosaic mosaic) {
        return Mosaics.develop(stack.extreme(plane), mosaic);
    }

    /* Levels are those of one frame: a sum is made of the mean, and what spreads about a level has none itself. */
    static Raster of(Stack stack, StackLight light, Mosaic mosaic) {
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
}
