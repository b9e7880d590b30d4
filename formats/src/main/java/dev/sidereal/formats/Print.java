package dev.sidereal.formats;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.sky.SkyOverGround;
import dev.sidereal.stack.Stack;
import java.util.function.Function;

/**
 * How a product of a stack becomes the picture of a file: files of integers hold codes for screens, float files light where
 * the product is light.
 *
 * @param product what is developed
 * @param comet   how trails fade, for comets
 * @param look    the look that encodes by a curve
 */
public record Print(Product product, Comet comet, Function<ToneCurve, Look> look) {

    /**
     * The picture for a file of some depth.
     *
     * @param screen the curve of pictures for screens
     * @throws dev.sidereal.frame.OptionException if the stack lacks a plane
     */
    public Picture of(Developer developer, Depth depth, ToneCurve screen) {
        Stack stack = developer.stack();
        boolean isLight =
                stack.curve() instanceof ToneCurve.Linear || (product != Product.TRAILS && product != Product.MIN);
        ToneCurve curve = depth.isFloat() ? stack.curve() : screen;
        return developer.develop(
                product, look.apply(curve), isLight && depth.isFloat() ? Tones.LIGHT : Tones.CODES, comet);
    }

    /**
     * The picture with a ground below it, for a file of some depth.
     *
     * @param ground light, of the sky's size and channels
     * @param mask   of that size, 255 sky
     */
    public SkyOverGround over(Raster ground, Raster mask, Developer developer, Depth depth, ToneCurve screen) {
        Stack stack = developer.stack();
        return SkyOverGround.join(
                SkyOverGround.light(product, developer, comet),
                ground,
                mask,
                new Picture(mask, product.title(), stack.first(), stack.frames()),
                stack.curve(),
                look.apply(depth.isFloat() ? stack.curve() : screen),
                depth.isFloat() ? Tones.LIGHT : Tones.CODES);
    }
}
