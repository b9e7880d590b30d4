package dev.sidereal.studio;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line that does the same as an assignment, to be copied. */
final class Words {

    private Words() {}

    /**
     * One line for a shell.
     *
     * @param view   how the picture is developed; empty: plain
     * @param output name of the picture
     */
    static String commandLine(Assignment assignment, Optional<View> view, String output) {
        Product product = view.map(View::product).orElse(assignment.product());
        List<String> words =
                begun(product == Product.AVERAGE || product == Product.SUM ? "average" : "trails", assignment);
        switch (product) {
            case CLEAN -> words.add("--clean");
            case COMET -> words.add("--comet=" + view.map(View::tail).orElse("100%"));
            case SUM -> words.add("--sum");
            default -> {}
        }
        words.addAll(chosen(assignment));
        view.ifPresent(shown -> words.addAll(shown.options()));
        words.add("-o " + quoted(output));
        return String.join(" ", words);
    }

    /** The same for the video that {@link Filming} makes. */
    static String videoCommandLine(Assignment assignment, View view, String output) {
        List<String> words = begun("timelapse", assignment);
        if (view.product() == Product.COMET) {
            words.add("--tail " + view.tail());
        }
        words.addAll(chosen(assignment));
        words.add("-o " + quoted(output));
        return String.join(" ", words);
    }

    private static List<String> begun(String verb, Assignment assignment) {
        return new ArrayList<>(List.of(
                "sidereal",
                verb,
                assignment.without().isEmpty()
                        ? quoted(assignment.night().folder().toString())
                        : "@frames.txt"));
    }

    private static List<String> chosen(Assignment assignment) {
        List<String> words = new ArrayList<>();
        Selection selection = assignment.recipe().selection();
        selection.order().ifPresent(order -> words.add("--order " + order.name().toLowerCase(Locale.ROOT)));
        selection.from().ifPresent(from -> words.add("--from " + position(from)));
        selection.to().ifPresent(to -> words.add("--to " + position(to)));
        if (selection.every() > 1) {
            words.add("--every " + selection.every());
        }
        if (assignment.recipe().gate() == Gate.AUTO) {
            words.add("--gate auto");
        }
        return words;
    }

    /** The same that keeps the stack as well, with the planes of the recipe. */
    static String stackCommandLine(Assignment assignment, String output) {
        return commandLine(assignment, Optional.empty(), "picture.jpg") + " --save-stack " + quoted(output)
                + " --planes "
                + assignment.recipe().planes().stream()
                        .sorted()
                        .filter(Plane.USUAL::contains)
                        .map(plane -> plane.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(","));
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
