package dev.sidereal.studio;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Stretch;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.studio.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to look at a stack, in the words of the command line's options.
 *
 * @param product    what is developed
 * @param tail       of comets, as {@code --tail} says it in percent
 * @param ground     what lies below the sky, if there are two
 * @param brightness factor
 * @param black      level
 * @param white      level
 * @param gamma      exponent
 * @param stretch    name
 */
record View(
        Product product,
        String tail,
        Optional<Product> ground,
        double brightness,
        String black,
        String white,
        double gamma,
        String stretch) {

    /** The names of its fields in a request. */
    static final List<String> NAMES =
            List.of("product", "tail", "ground", "brightness", "black", "white", "gamma", "stretch");

    View {
        comet(tail);
    }

    /**
     * From the fields of a request; what is missing is plain.
     *
     * @param made the product that the stack was made for
     */
    static View of(Fields fields, Product made) {
        String ground = fields.text("ground", "none");
        View view = new View(
                Product.named("product", fields.text("product", made.toString())),
                fields.text("tail", "100%"),
                switch (ground) {
                    case "none" -> Optional.empty();
                    case "mean" -> Optional.of(Product.AVERAGE);
                    case "max" -> Optional.of(Product.TRAILS);
                    default -> throw new OptionException("ground: expected none, mean or max, found " + ground);
                },
                fields.number("brightness", 1),
                fields.text("black", "0"),
                fields.text("white", "1"),
                fields.number("gamma", 1),
                fields.text("stretch", "none"));
        view.look(new ToneCurve.Linear());
        return view;
    }

    /** Without any look: as the light is. */
    View plain() {
        return new View(product, tail, ground, 1, "0", "1", 1, "none");
    }

    /** How trails fade. */
    Comet comet() {
        return comet(tail);
    }

    private static Comet comet(String tail) {
        if (!tail.matches("[0-9]{1,3}(\\.[0-9]{1,6})?%")) {
            throw new OptionException("tail: expected a share of the night such as 30%, found " + tail);
        }
        double share = Double.parseDouble(tail.substring(0, tail.length() - 1));
        return new Comet(new Comet.Tail.Percent(share), Comet.Fade.LINEAR, Comet.Head.END);
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

    /** Which light it is made of: equal for views that differ in their look only. */
    String subject() {
        return product + " " + (product == Product.COMET ? tail : "") + " "
                + ground.map(Product::toString).orElse("");
    }

    /** The options of the command line that are not as usual. */
    List<String> options() {
        List<String> words = new ArrayList<>();
        ground.ifPresent(below -> words.add("--ground " + (below == Product.AVERAGE ? "mean" : "max")));
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
        if (!stretch.equals("none")) {
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
