package dev.sidereal.spark;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Stretch;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import java.util.Set;

/**
 * How light becomes the verb's own pictures, as the command line's {@code --brightness}, {@code --black}, {@code --white},
 * {@code --per-channel}, {@code --gamma} and {@code --stretch} say it.
 */
record LookWords(double brightness, Level black, Level white, boolean perChannel, double gamma, Stretch stretch) {

    static final Set<String> VALUED = Set.of("--brightness", "--black", "--white", "--gamma", "--stretch");

    static final String PER_CHANNEL = "--per-channel";

    /** Reads the options; those not given change nothing. */
    static LookWords of(Arguments given) {
        LookWords words = new LookWords(
                number(given, "--brightness"),
                Level.parse("--black", given.value("--black").orElse("0")),
                Level.parse("--white", given.value("--white").orElse("1")),
                given.has(PER_CHANNEL),
                number(given, "--gamma"),
                Stretch.named("--stretch", given.value("--stretch").orElse("none")));
        words.look(new ToneCurve.Linear());
        return words;
    }

    private static double number(Arguments given, String option) {
        String text = given.value(option).orElse("1");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new OptionException(option + ": expected a number, found " + text);
        }
    }

    /** The look; {@code curve} encodes the picture. */
    Look look(ToneCurve curve) {
        try {
            return new Look(brightness, black, white, perChannel, gamma, stretch, curve);
        } catch (OptionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new OptionException("--" + e.getMessage());
        }
    }
}
