package dev.sidereal.formats.recipe;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A recipe as one flat JSON object: all that decides what is in a stack. Threads and memory are not, since they change
 * nothing in it.
 */
public final class RecipeJson {

    private static final List<String> NAMES =
            List.of("product", "order", "from", "to", "every", "badFrames", "gate", "encoding", "planes");

    private RecipeJson() {}

    /**
     * Writes a recipe for a product on one line.
     *
     * @param continued name of the stack file that the frames are added to
     */
    public static String write(Recipe recipe, Product product, Optional<String> continued) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("product", product.toString());
        continued.ifPresent(name -> fields.put("continue", name));
        FlatJson.put(recipe.selection(), fields);
        fields.put("badFrames", FlatJson.lower(recipe.badFrames()));
        if (recipe.gate() != Gate.OFF) {
            fields.put("gate", FlatJson.lower(recipe.gate()));
        }
        fields.put("encoding", recipe.curve().name());
        fields.put(
                "planes",
                String.join(
                        ",",
                        recipe.planes().stream().sorted().map(FlatJson::lower).toList()));
        return FlatJson.write(fields);
    }

    /**
     * A recipe for a product.
     *
     * @param recipe  with the threads and memory that it was read for
     * @param product what the stack is made for
     */
    public record Written(Recipe recipe, Product product) {}

    /**
     * Reads a recipe that {@link #write} wrote, or one by hand: the product is needed, all else has its default.
     *
     * @param natural how the frames' codes stand for light by themselves; used where the recipe says nothing
     * @throws OptionException if it is no such object, or a field is unknown or wrong
     */
    public static Written read(String json, ToneCurve natural, Budget budget) {
        Map<String, String> fields = FlatJson.recipe(json, NAMES);
        Product product = Product.named("product", fields.getOrDefault("product", "nothing"));
        return new Written(
                new Recipe(
                        FlatJson.selection(fields),
                        Optional.ofNullable(fields.get("planes"))
                                .map(RecipeJson::planes)
                                .orElse(product.bestPlanes()),
                        FlatJson.value("badFrames", BadFrames.values(), fields.getOrDefault("badFrames", "skip")),
                        budget,
                        curve(fields.getOrDefault("encoding", natural.name()), natural),
                        Identity.UNKNOWN,
                        FlatJson.value("gate", Gate.values(), fields.getOrDefault("gate", "off"))),
                product);
    }

    private static Set<Plane> planes(String names) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        for (String name : names.split(",", -1)) {
            planes.add(FlatJson.value("planes", Plane.values(), name));
        }
        return planes;
    }

    private static ToneCurve curve(String name, ToneCurve natural) {
        if (name.equals(natural.name())) {
            return natural;
        }
        if (name.matches("gamma:[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            try {
                return new ToneCurve.Gamma(Double.parseDouble(name.substring(6)));
            } catch (IllegalArgumentException e) {
                throw new OptionException("encoding: " + e.getMessage());
            }
        }
        return switch (name) {
            case "srgb" -> new ToneCurve.Srgb();
            case "linear" -> new ToneCurve.Linear();
            default ->
                throw new OptionException("encoding: expected srgb, gamma:G, linear or, for these frames, "
                        + natural.name() + ", found " + name);
        };
    }

    /** The product that a recipe was for; empty if the text says none. */
    public static Optional<Product> product(String recipeJson) {
        return Optional.ofNullable(FlatJson.read(recipeJson).get("product"))
                .flatMap(name -> Arrays.stream(Product.values())
                        .filter(product -> product.toString().equals(name))
                        .findFirst());
    }

    /** The first thing in which two recipes differ, as {@code name=one, name=other}; empty if they are alike. */
    public static Optional<Difference> difference(String one, String other) {
        Map<String, String> ours = FlatJson.read(one);
        Map<String, String> theirs = FlatJson.read(other);
        Map<String, String> all = new LinkedHashMap<>(ours);
        theirs.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .filter(name -> !ours.getOrDefault(name, "").equals(theirs.getOrDefault(name, "")))
                .map(name ->
                        new Difference(name, ours.getOrDefault(name, "nothing"), theirs.getOrDefault(name, "nothing")))
                .findFirst();
    }

    /** A field of two recipes that is not the same. */
    public record Difference(String name, String one, String other) {}
}
