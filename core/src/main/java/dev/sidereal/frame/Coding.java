package dev.sidereal.frame;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.Optional;

/**
 * What the numbers of a frame mean.
 *
 * @param profile what the colours are; empty: sRGB
 * @param curve   how codes stand for light, where the format itself says so: linear for camera raw and FITS, a power for
 *                some PNG; empty: by the profile's curve, else sRGB for unsigned samples and linear for float
 * @param mosaic  the colour filters over the samples of a frame of one channel that is not grey
 */
public record Coding(Optional<ColourProfile> profile, Optional<ToneCurve> curve, Optional<Mosaic> mosaic) {

    /** Nothing is said. */
    public static final Coding UNSAID = new Coding(Optional.empty(), Optional.empty(), Optional.empty());

    /** Light itself, grey or in sRGB's primaries. */
    public static final Coding LINEAR =
            new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), Optional.empty());

    /** How a picture of linear light, or one encoded by a curve, is to be read: the profile of its frames is not its own. */
    public static Coding by(ToneCurve curve) {
        return new Coding(Optional.empty(), Optional.of(curve), Optional.empty());
    }

    /** What a profile says, if there is one. */
    public static Coding of(Optional<ColourProfile> profile) {
        return new Coding(profile, Optional.empty(), Optional.empty());
    }

    /**
     * What codes mean, in words: equal for frames that may be joined, and for a frame without a profile and one whose
     * profile says what would be taken without it.
     */
    public String meaning(SampleType type) {
        String colours = profile.map(ColourProfile::space).orElse(type == SampleType.FLOAT32 ? "linear" : "sRGB");
        return curve.map(said -> profile.isPresent() ? colours + " with curve " + said.name() : said.name())
                .map(said -> said.equals("srgb") ? "sRGB" : said)
                .orElse(colours);
    }
}
