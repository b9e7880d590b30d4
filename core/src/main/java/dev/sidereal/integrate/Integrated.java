package dev.sidereal.integrate;

import dev.sidereal.image.Raster;

/**
 * Joined frames.
 *
 * @param light    float, 1 being full scale; NaN where no frame has data
 * @param coverage float, in how many frames a pixel has data, the least of its channels
 * @param rejected float, how many of them were rejected, the most of its channels
 * @param values   samples of all frames together
 * @param low      of them rejected below
 * @param high     of them rejected above
 * @param full     pixels where more may have had to be rejected than the lists hold
 * @param noise    of the frames and of their mean
 */
public record Integrated(
        Raster light, Raster coverage, Raster rejected, long values, long low, long high, long full, LightNoise noise) {

    /** With noise that was not measured. */
    public Integrated(Raster light, Raster coverage, Raster rejected, long values, long low, long high, long full) {
        this(light, coverage, rejected, values, low, high, full, LightNoise.UNKNOWN);
    }

    /** What was counted and measured here, with the pictures of the same frames that another way made. */
    public Integrated as(Integrated other) {
        return new Integrated(other.light, other.coverage, other.rejected, values, low, high, full, noise);
    }

    /** The same with noise that was measured. */
    public Integrated with(LightNoise measured) {
        return new Integrated(light, coverage, rejected, values, low, high, full, measured);
    }
}
