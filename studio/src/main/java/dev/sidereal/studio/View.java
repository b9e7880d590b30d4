package dev.sidereal.studio;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.studio.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to look at a stack, in the words of the command line's options.
 *
 * @param product what is developed
 * @param tail    of comets, as {@code --tail} says it in percent
 * @param ground  what lies below the sky, if there are two
 * @param grading its tones
 */
record View(Product product, String tail, Optional<Product> ground, Grading grading) {

    /** The names of its fields in a request. */
    static final List<String> NAMES =
            List.of("product", "tail", "ground", "brightness", "black", "white", "gamma", "stretch");

    private static final String STRETCH = "none";

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
        return new View(
                Product.named("product", fields.text("product", made.toString())),
                fields.text("tail", "100%"),
                switch (ground) {
                    case "none" -> Optional.empty();
                    case "mean" -> Optional.of(Product.AVERAGE);
                    case "max" -> Optional.of(Product.TRAILS);
                    default -> throw new OptionException("ground: expected none, mean or max, found " + ground);
                },
                Grading.of(fields, STRETCH));
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
        return grading.look(curve);
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
        words.addAll(grading.options(STRETCH));
        return words;
    }
}
