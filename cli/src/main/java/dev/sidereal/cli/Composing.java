package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Darkroom;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.sky.Composite;

/** Joins sky and ground in linear light and gives the result back in the sky's own coding. */
final class Composing {

    private static final String TITLE = "composite";

    private Composing() {}

    /** Channels of the pictures developed of frames. */
    static int channels(FrameInfo first) {
        return first.coding().mosaic().isPresent() ? 3 : first.shape().channels();
    }

    /** The light of a product, 1 being full scale. */
    static Raster light(Product product, Darkroom darkroom, Comet comet) {
        return darkroom.develop(product, Look.plain(new ToneCurve.Linear()), Tones.LIGHT, comet)
                .raster();
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
        Composite composite = Composite.of(sky, ground, mask);
        if (!composite.matched()) {
            talk.note(
                    "composite: expected sky and ground of like brightness at their seam, found them more than half apart;"
                            + " they are joined as they are");
        }
        FrameInfo linear = of.first().with(Coding.by(new ToneCurve.Linear()));
        Picture developed =
                new Picture(composite.light(), TITLE, linear, of.frames()).develop(new ToneCurve.Linear(), look, tones);
        boolean isAsBefore = tones == Tones.CODES && look.curve().equals(folded);
        return isAsBefore ? new Picture(developed.raster(), TITLE, of.first(), of.frames()) : developed;
    }
}
