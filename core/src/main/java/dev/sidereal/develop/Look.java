package dev.sidereal.develop;

import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.ToneCurve;

/**
 * The look of a developed picture; nothing of it changes the stack.
 *
 * <p>Light {@code l} becomes {@code ((l * brightness - black) / (white - black))}, is stretched, raised to
 * {@code 1 / gamma} and encoded by the curve. A stretch other than none is made for the eye: it takes the place of the curve.
 *
 * @param brightness factor, above 0
 * @param black      light that becomes 0
 * @param white      light that becomes full scale
 * @param perChannel whether percentiles are those of each channel by itself
 * @param gamma      exponent, above 0; 1 changes nothing
 * @param stretch    see there
 * @param curve      from linear light to codes
 */
public record Look(
        double brightness,
        Level black,
        Level white,
        boolean perChannel,
        double gamma,
        Stretch stretch,
        ToneCurve curve) {

    public Look {
        if (!(brightness > 0 && brightness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("brightness: expected above 0, found " + brightness);
        }
        if (!(gamma > 0 && gamma <= 100)) {
            throw new IllegalArgumentException("gamma: expected above 0 and at most 100, found " + gamma);
        }
    }

    /** What is known of a picture's first frame, with what the numbers of the developed picture mean. */
    FrameInfo coding(FrameInfo first, ToneCurve folded, Tones tones) {
        ToneCurve developed = tones == Tones.LIGHT ? new ToneCurve.Linear() : curve;
        return tones == Tones.CODES && curve.equals(folded) ? first : first.with(Coding.by(developed));
    }

    /** The light as it is, encoded by a curve. */
    public static Look plain(ToneCurve curve) {
        return new Look(1, new Level.Light(0), new Level.Light(1), false, 1, Stretch.NONE, curve);
    }
}
