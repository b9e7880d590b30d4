package dev.sidereal.studio;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Stretch;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.studio.web.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * How light becomes tones, in the words of the command line's options.
 *
 * @param brightness factor
 * @param black      level
 * @param white      level
 * @param gamma      exponent
 * @param stretch    name
 */
record Grading(double brightness, String black, String white, double gamma, String stretch) {

    /**
     * From the fields of a request; what is missing is plain.
     *
     * @param usual the stretch where none is asked for
     * @throws OptionException if a value is wrong
     */
    static Grading of(Fields fields, String usual) {
        Grading grading = new Grading(
                fields.number("brightness", 1),
                fields.text("black", "0"),
                fields.text("white", "1"),
                fields.number("gamma", 1),
                fields.text("stretch", usual));
        grading.look(new ToneCurve.Linear());
        return grading;
    }

    /** The look that encodes by a curve. */
    Look look(ToneCurve curve) {
        try {
            return new Look(
                    brightness,
                    Level.parse("black", black),
                    Level.parse("white", white),
                    false,
                    gamma,
                    Stretch.named("stretch", stretch),
                    curve);
        } catch (OptionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage()));
        }
    }

    /** The options of the command line that are not as usual. */
    List<String> options(String usual) {
        List<String> words = new ArrayList<>();
        if (brightness != 1) {
            words.add("--brightness " + number(brightness));
        }
        if (!black.equals("0")) {
            words.add("--black " + black);
        }
        if (!white.equals("1")) {
            words.add("--white " + white);
        }
        if (gamma != 1) {
            words.add("--gamma " + number(gamma));
        }
        if (!stretch.equals(usual)) {
            words.add("--stretch " + stretch);
        }
        return words;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
