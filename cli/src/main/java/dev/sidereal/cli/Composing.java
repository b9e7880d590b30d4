package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.sky.Composite;
import dev.sidereal.sky.SkyOverGround;

/** Joins sky and ground in linear light and gives the result back in the sky's own coding. */
final class Composing {

    private Composing() {}

    /** Channels of the pictures developed of frames. */
    static int channels(FrameInfo first) {
        return first.coding().mosaic().isPresent() ? 3 : first.shape().channels();
    }

    /** The light of a product, 1 being full scale. */
    static Raster light(Product product, Developer developer, Comet comet) {
        return SkyOverGround.light(product, developer, comet);
    }

    /** The light of a picture; grey becomes colour where colour is needed. */
    static Raster light(Picture picture, int channels) {
        Raster light = picture.develop(
                        Encodings.natural(picture.first()), Look.plain(new ToneCurve.Linear()), Tones.LIGHT)
                .raster();
        Shape shape = light.shape();
        if (shape.channels() == channels) {
            return light;
        }
        if (channels < shape.channels()) {
            throw new OptionException(
                    "composite: expected pictures of one kind, found a grey sky over a ground in colour;"
                            + " make the ground grey");
        }
        return Composite.coloured(light);
    }

    /** Makes sure that a picture has the size of the sky. */
    static void requireSize(String option, String name, Shape found, Shape expected) {
        if (found.width() != expected.width() || found.height() != expected.height()) {
            throw new OptionException(option + ": expected a picture of " + expected.width() + "x" + expected.height()
                    + " pixels as the sky has, found " + name + " of " + found.width() + "x" + found.height());
        }
    }

    /**
     * Joins, and says it where the levels of both are too far apart to be matched.
     *
     * @param sky    changed into the joined picture
     * @param of     what is known of the sky's picture
     * @param folded the curve of its codes
     */
    static Picture join(
            Raster sky, Raster ground, Raster mask, Picture of, ToneCurve folded, Look look, Tones tones, Talk talk) {
        SkyOverGround joined = SkyOverGround.join(sky, ground, mask, of, folded, look, tones);
        return told(joined, talk);
    }

    /** The picture; says it where the levels of both are too far apart to be matched. */
    static Picture told(SkyOverGround joined, Talk talk) {
        if (!joined.matched()) {
            talk.note(
                    "composite: expected sky and ground of like brightness at their seam, found them more than half apart;"
                            + " they are joined as they are");
        }
        return joined.picture();
    }
}
