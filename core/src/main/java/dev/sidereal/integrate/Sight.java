package dev.sidereal.integrate;

import dev.sidereal.align.Luminance;
import dev.sidereal.align.StarField;
import dev.sidereal.align.StarFinder;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a calibrated frame shows before it is joined with others.
 *
 * @param stars in luminance
 * @param sky   of each channel
 * @param noise of a sample of each channel
 */
public record Sight(StarField stars, List<SkyPlane> sky, List<Double> noise) {

    public Sight {
        sky = List.copyOf(sky);
        noise = List.copyOf(noise);
    }

    /**
     * Looks at a float picture.
     *
     * @param room one channel of its size, overwritten, for a picture in colour
     */
    public static Sight of(Raster picture, Optional<Raster> room) {
        room.ifPresent(luminance -> Luminance.into(picture, new ToneCurve.Linear(), Optional.empty(), luminance));
        return new Sight(
                StarFinder.find(room.orElse(picture)),
                SkyPlane.of(picture),
                IntStream.range(0, picture.shape().channels())
                        .mapToObj(channel -> Noise.of(picture, channel))
                        .toList());
    }

    /** The same with so many stars at most, from all parts of the frame. */
    public Sight withStars(int most) {
        return new Sight(stars.spread(most), sky, noise);
    }

    /** Level of the sky in the middle, the mean of the channels. */
    public double skyLevel() {
        return sky.stream()
                .mapToDouble(plane -> plane.at(stars.width() / 2.0, stars.height() / 2.0))
                .average()
                .orElse(Double.NaN);
    }

    /** Noise, the mean of the channels. */
    public double meanNoise() {
        return noise.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
