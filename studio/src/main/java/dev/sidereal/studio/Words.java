package dev.sidereal.studio;

import dev.sidereal.develop.Product;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command line that does the same as an assignment, to be copied. */
final class Words {

    private Words() {}

    /**
     * One line for a shell.
     *
     * @param view   how the picture is developed; empty: plain
     * @param output name of the picture
     */
    static String commandLine(StackAssignment assignment, Optional<View> view, String output) {
        Product product = view.map(View::product).orElse(assignment.product());
        List<String> words =
                begun(product == Product.AVERAGE || product == Product.SUM ? "average" : "trails", assignment);
        switch (product) {
            case CLEAN -> words.add("--clean");
            case COMET -> words.add("--comet=" + view.map(View::tail).orElse("100%"));
            case SUM -> words.add("--sum");
            default -> {}
        }
        words.addAll(chosen(assignment.recipe().selection(), assignment.recipe().gate()));
        view.ifPresent(shown -> words.addAll(shown.options()));
        words.add("-o " + quoted(output));
        return String.join(" ", words);
    }

    /** The same for the video that {@link Filming} makes. */
    static String videoCommandLine(StackAssignment assignment, View view, String output) {
        List<String> words = begun("timelapse", assignment);
        if (view.product() == Product.COMET) {
            words.add("--tail " + view.tail());
        }
        words.addAll(chosen(assignment.recipe().selection(), assignment.recipe().gate()));
        words.add("-o " + quoted(output));
        return String.join(" ", words);
    }

    static List<String> begun(String verb, Assignment assignment) {
        return new ArrayList<>(List.of(
                "sidereal",
                verb,
                assignment.without().isEmpty()
                        ? quoted(assignment.night().folder().toString())
                        : "@frames.txt"));
    }

    static List<String> chosen(Selection selection, Gate gate) {
        List<String> words = new ArrayList<>();
        selection.order().ifPresent(order -> words.add("--order " + order.name().toLowerCase(Locale.ROOT)));
        selection.from().ifPresent(from -> words.add("--from " + position(from)));
        selection.to().ifPresent(to -> words.add("--to " + position(to)));
        if (selection.every() > 1) {
            words.add("--every " + selection.every());
        }
        if (gate == Gate.AUTO) {
            words.add("--gate auto");
        }
        return words;
    }

    private static String position(Position position) {
        return position instanceof Position.Elapsed elapsed
                ? elapsed.sinceFirst().toMillis() / 1e3 + "s"
                : String.valueOf(((Position.Nth) position).frame());
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
