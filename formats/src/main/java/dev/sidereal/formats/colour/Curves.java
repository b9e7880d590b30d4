package dev.sidereal.formats.colour;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;

/** Which curve frames have, and which one their pictures get, where nobody says otherwise. */
public final class Curves {

    private Curves() {}

    /** The curve that a frame itself states, by its format or profile, or that is usual for its samples. */
    public static ToneCurve natural(FrameInfo first) {
        return first.coding()
                .curve()
                .or(() -> first.profile().flatMap(ProfileCurve::of))
                .orElse(first.type() == SampleType.FLOAT32 ? new ToneCurve.Linear() : new ToneCurve.Srgb());
    }

    /**
     * The curve by which pictures of 8 and 16 bits are encoded: that of the frames, but sRGB where their codes are light
     * already, since screens and editors take the codes of such files for sRGB, or for what their profile says.
     */
    public static ToneCurve forScreens(Stack stack) {
        boolean isLight =
                stack.curve() instanceof ToneCurve.Linear && natural(stack.first()) instanceof ToneCurve.Linear;
        return isLight ? stack.first().profile().flatMap(ProfileCurve::of).orElse(new ToneCurve.Srgb()) : stack.curve();
    }
}
