package dev.sidereal.formats.colour;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.Optional;

/** What {@code --encoding} says of codes and light. */
public final class Encodings {

    private Encodings() {}

    /**
     * The curve of a night's codes.
     *
     * @param asked {@code srgb}, {@code gamma:G}, {@code linear}, {@code none} or {@code profile}; empty: the curve that the format
     *              states, else the profile's, else sRGB for unsigned codes and linear for float
     */
    public static ToneCurve curve(Optional<String> asked, FrameInfo first) {
        if (first.coding().mosaic().isPresent() && !asked.orElse("linear").matches("linear|none")) {
            throw new OptionException("--encoding: expected linear for a mosaic, found " + asked.get()
                    + "; leave it out, or read the frames with --raw developed");
        }
        return asked.map(text -> parse(text, first)).orElseGet(() -> natural(first));
    }

    /**
     * The curve by which pictures of 8 and 16 bits are encoded: that of the frames, but sRGB where their codes are light
     * already, since screens and editors take the codes of such files for sRGB, or for what their profile says.
     */
    public static ToneCurve forScreens(Stack stack, Optional<String> asked) {
        return asked.isEmpty() ? Curves.forScreens(stack) : stack.curve();
    }

    /** The curve that a frame itself states, by its format or profile, or that is usual for its samples. */
    public static ToneCurve natural(FrameInfo first) {
        return Curves.natural(first);
    }

    private static ToneCurve parse(String text, FrameInfo first) {
        return switch (text) {
            case "srgb" -> new ToneCurve.Srgb();
            case "linear", "none" -> new ToneCurve.Linear();
            case "profile" ->
                first.profile()
                        .flatMap(ProfileCurve::of)
                        .orElseThrow(() -> new OptionException("--encoding: expected a profile with one tone curve in "
                                + first.name() + ", found none; use srgb or gamma:2.2"));
            default -> gamma(text);
        };
    }

    private static ToneCurve gamma(String text) {
        String number = text.startsWith("gamma:") ? text.substring(6) : "";
        if (!number.matches("[0-9]+(\\.[0-9]+)?")) {
            throw new OptionException(
                    "--encoding: expected srgb, gamma:G (such as gamma:2.2), linear, profile or none, found " + text);
        }
        try {
            return new ToneCurve.Gamma(Double.parseDouble(number));
        } catch (IllegalArgumentException e) {
            throw new OptionException("--encoding: " + e.getMessage());
        }
    }
}
