package dev.sidereal.sky;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of every pixel of a night is sky, found in its stack: the sky is where light moves with the stars and clouds,
 * the ground is where it does not.
 *
 * <p>From the planes MAX, WHEN, SUM and COUNT: the coherence of the moments of the maxima, and light, colour and roughness of
 * the mean, at reduced size (at most {@value #MOST_CELLS} cells), are divided by minimum cuts and refined along the edges of
 * the mean at full size. Deterministic. Cost: one to two seconds for 12 megapixels, the mean picture in float and some
 * 60 MiB.
 *
 * <p>A night does not tell sky from ground if it has fewer than {@value #LEAST_FRAMES} frames, or for one of the reasons of
 * {@link Doubt}. The mask is then sky everywhere.
 *
 * @param raster one channel of 8 bits: 255 sky, 0 ground
 * @param doubt  why sky and ground could not be told apart, if they could not
 */
public record SkyMask(Raster raster, Optional<String> doubt) {

    /** The planes that a stack must hold. */
    public static final Set<Plane> PLANES = Set.copyOf(EnumSet.of(Plane.MAX, Plane.WHEN, Plane.SUM, Plane.COUNT));

    /** How a mask is called as a product: {@code mask}. */
    public static final String NAME = "mask";

    /** The code of what is sky. */
    public static final int SKY = 255;

    /** The code of what is ground. */
    public static final int GROUND = 0;

    private static final int LEAST_FRAMES = 5;
    private static final int MOST_CELLS = 800_000;
    /* The coarse grid has cells four times as wide. */
    private static final int COARSE = 4;
    /* Coherence is looked at within so many pixels around a cell, the more the larger the cells. */
    private static final int AROUND = 8;
    /* How far coherence without any may be from 0: differences below this count little. */
    private static final double CHANCE = 0.02;

    /**
     * Finds the sky.
     *
     * @throws OptionException if the stack lacks a plane
     */
    public static SkyMask of(Stack stack) {
        requirePlanes(stack.planes());
        long used = stack.frames().stream().filter(FrameRecord::used).count();
        if (used < LEAST_FRAMES) {
            return unsure(stack, "expected at least " + LEAST_FRAMES + " frames, found " + used);
        }
        Raster mean = Product.AVERAGE
                .develop(stack, Look.plain(new ToneCurve.Linear()), Tones.LIGHT)
                .raster();
        Shape shape = mean.shape();
        int size = Math.max(1, (int) Math.ceil(Math.sqrt((double) shape.pixels() / MOST_CELLS)));
        Coherence coherence = Coherence.of(stack, size);
        Cells cells = Cells.of(mean, COARSE * size);
        float[] around = around(coherence, cells);
        boolean[] certain = coherence.certain(cells);
        boolean[] sky = new Division(cells, around).whole(certain);
        Optional<String> doubt = Doubt.of(cells, certain, sky);
        if (doubt.isPresent()) {
            return unsure(stack, doubt.get());
        }
        for (int finer = COARSE / 2; finer >= 1; finer /= 2) {
            Cells small = Cells.of(mean, finer * size);
            sky = new Division(small, around(coherence, small)).near(cells, sky);
            cells = small;
        }
        return new SkyMask(Matte.of(mean, cells, sky), Optional.empty());
    }

    private static float[] around(Coherence coherence, Cells cells) {
        int radius = Math.max(1, (AROUND + cells.size() / 2) / cells.size());
        float[] around = Cells.blur(coherence.of(cells), cells.columns(), cells.rows(), radius);
        for (int i = 0; i < around.length; i++) {
            around[i] += (float) CHANCE;
        }
        return around;
    }

    /** A mask from a picture of any depth: the mean of its channels; white is sky, NaN is ground. */
    public static SkyMask painted(Raster picture) {
        int channels = picture.shape().channels();
        Raster mask = Raster.allocate(
                new Shape(picture.shape().width(), picture.shape().height(), 1), SampleType.UINT8);
        for (int i = 0; i < mask.shape().samples(); i++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += picture.get(i * channels + c);
            }
            double part = sum / channels / picture.type().most();
            mask.set(i, StrictMath.rint(SKY * Math.max(0, Math.min(1, Double.isNaN(part) ? 0 : part))));
        }
        return new SkyMask(mask, Optional.empty());
    }

    /** Whether all pixels have a code. */
    public boolean isAll(int code) {
        for (int i = 0; i < raster.shape().samples(); i++) {
            if (raster.get(i) != code) {
                return false;
            }
        }
        return true;
    }

    private static SkyMask unsure(Stack stack, String doubt) {
        Shape shape = stack.first().shape();
        return all(new Shape(shape.width(), shape.height(), 1), doubt);
    }

    private static SkyMask all(Shape shape, String doubt) {
        Raster raster = Raster.allocate(shape, SampleType.UINT8);
        byte[] white = new byte[(int) shape.samples()];
        Arrays.fill(white, (byte) SKY);
        raster.bytes().put(white);
        return new SkyMask(raster, Optional.of(doubt));
    }

    /**
     * Makes sure that planes are enough for a mask.
     *
     * @throws OptionException if they are not
     */
    public static void requirePlanes(Set<Plane> planes) {
        if (!planes.containsAll(PLANES)) {
            throw new OptionException("mask: expected a stack with planes count,max,when,sum, found "
                    + String.join(
                            ",",
                            planes.stream()
                                    .sorted()
                                    .map(plane -> plane.name().toLowerCase(Locale.ROOT))
                                    .toList())
                    + "; fold the night with --planes count,max,when,sum");
        }
    }

    /** The mask as a picture; its codes are parts of sky and no light, so that no profile goes with them. */
    public Picture picture(Stack stack) {
        return picture(stack.first(), stack.frames());
    }

    /** The same for the frames that a finished picture was made of. */
    public Picture picture(FrameInfo first, List<FrameRecord> frames) {
        return new Picture(raster, NAME, first.with(Coding.by(new ToneCurve.Linear())), frames);
    }
}
