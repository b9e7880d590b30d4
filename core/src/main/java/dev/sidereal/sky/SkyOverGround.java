package dev.sidereal.sky;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;

/**
 * A sky over a ground, joined in linear light by a {@link Composite} and developed in the sky's own coding.
 *
 * @param picture the developed picture
 * @param matched whether the levels of both were near enough to be matched at their seam
 */
public record SkyOverGround(Picture picture, boolean matched) {

    private static final String TITLE = "composite";

    /** The light of a product, 1 being full scale. */
    public static Raster light(Product product, Developer developer, Comet comet) {
        return developer
                .develop(product, Look.plain(new ToneCurve.Linear()), Tones.LIGHT, comet)
                .raster();
    }

    /**
     * Joins and develops.
     *
     * @param sky    changed into the joined picture
     * @param of     what is known of the sky's picture
     * @param folded the curve of its codes
     */
    public static SkyOverGround join(
            Raster sky, Raster ground, Raster mask, Picture of, ToneCurve folded, Look look, Tones tones) {
        Composite composite = Composite.of(sky, ground, mask);
        FrameInfo linear = of.first().with(Coding.by(new ToneCurve.Linear()));
        Picture developed =
                new Picture(composite.light(), TITLE, linear, of.frames()).develop(new ToneCurve.Linear(), look, tones);
        boolean isAsBefore = tones == Tones.CODES && look.curve().equals(folded);
        return new SkyOverGround(
                isAsBefore ? new Picture(developed.raster(), TITLE, of.first(), of.frames()) : developed,
                composite.matched());
    }
}
