package dev.sidereal.cli;

import dev.sidereal.formats.colour.ProfileCurve;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.Optional;

/** What {@code --encoding} says of codes and light. */
final class Encodings {

    private Encodings() {}

    /**
     * The curve of a night's codes.
     *
     * @param asked {@code srgb}, {@code gamma:G}, {@code linear}, {@code none} or {@code profile}; empty: what the format says
     *              (FITS is linear), else the profile's curve where there is one, sRGB for unsigned codes, linear for float
     */
    static ToneCurve curve(Optional<String> asked, FrameInfo first) {
        return asked.map(text -> parse(text, first))
                .orElseGet(() -> first.coding().curve().orElseGet(() -> natural(first)));
    }

    private static ToneCurve natural(FrameInfo first) {
        if (first.type() == SampleType.FLOAT32) {
            return new ToneCurve.Linear();
        }
        return first.profile().flatMap(ProfileCurve::of).orElse(new ToneCurve.Srgb());
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
