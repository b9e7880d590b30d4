package dev.sidereal.formats.recipe;

import dev.sidereal.develop.Product;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Recipe;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A recipe as one flat JSON object: all that decides what is in a stack. Threads and memory are not, since they change
 * nothing in it.
 */
public final class RecipeJson {

    private static final JsonFactory JSON = new JsonFactory();

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
        Selection selection = recipe.selection();
        selection.order().ifPresent(order -> fields.put("order", lower(order)));
        selection.from().ifPresent(from -> fields.put("from", position(from)));
        selection.to().ifPresent(to -> fields.put("to", position(to)));
        fields.put("every", String.valueOf(selection.every()));
        fields.put("badFrames", lower(recipe.badFrames()));
        if (recipe.gate() != Gate.OFF) {
            fields.put("gate", lower(recipe.gate()));
        }
        fields.put("encoding", recipe.curve().name());
        fields.put(
                "planes",
                String.join(
                        ",",
                        recipe.planes().stream().sorted().map(RecipeJson::lower).toList()));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The product that a recipe was for; empty if the text says none. */
    public static Optional<Product> product(String recipeJson) {
        return Optional.ofNullable(fields(recipeJson).get("product"))
                .flatMap(name -> java.util.Arrays.stream(Product.values())
                        .filter(product -> product.toString().equals(name))
                        .findFirst());
    }

    /** The first thing in which two recipes differ, as {@code name=one, name=other}; empty if they are alike. */
    public static Optional<Difference> difference(String one, String other) {
        Map<String, String> ours = fields(one);
        Map<String, String> theirs = fields(other);
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

    /* Of text that is no flat object nothing is known. */
    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    fields.put(String.valueOf(parser.currentName()), parser.getString());
                }
            }
        } catch (JacksonException e) {
            return Map.of();
        }
        return fields;
    }

    private static String position(Position position) {
        return position instanceof Position.Elapsed elapsed
                ? elapsed.sinceFirst().toNanos() / 1e9 + "s"
                : String.valueOf(((Position.Nth) position).frame());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
