package dev.sidereal.formats.recipe;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        Map<String, String> fields = fields(json);
        if (fields.isEmpty()) {
            throw new OptionException("recipe: expected a flat JSON object with a product, found none");
        }
        fields.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new OptionException(
                            "recipe: expected " + String.join(", ", NAMES) + ", found " + name + "; leave it out");
                });
        Product product = Product.named("product", fields.getOrDefault("product", "nothing"));
        String every = fields.getOrDefault("every", "1");
        if (!every.matches("[1-9][0-9]{0,8}")) {
            throw new OptionException("every: expected a number from 1, found " + every);
        }
        Selection selection = new Selection(
                Optional.ofNullable(fields.get("order")).map(name -> value("order", FrameOrder.values(), name)),
                Optional.ofNullable(fields.get("from")).map(text -> position("from", text)),
                Optional.ofNullable(fields.get("to")).map(text -> position("to", text)),
                Integer.parseInt(every));
        return new Written(
                new Recipe(
                        selection,
                        Optional.ofNullable(fields.get("planes"))
                                .map(RecipeJson::planes)
                                .orElse(product.bestPlanes()),
                        value("badFrames", BadFrames.values(), fields.getOrDefault("badFrames", "skip")),
                        budget,
                        curve(fields.getOrDefault("encoding", natural.name()), natural),
                        Identity.UNKNOWN,
                        value("gate", Gate.values(), fields.getOrDefault("gate", "off"))),
                product);
    }

    private static Set<Plane> planes(String names) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        for (String name : names.split(",", -1)) {
            planes.add(value("planes", Plane.values(), name));
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

    private static Position position(String name, String text) {
        if (text.matches("[1-9][0-9]{0,8}")) {
            return new Position.Nth(Integer.parseInt(text));
        }
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s")) {
            return new Position.Elapsed(Duration.ofNanos(
                    Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1e9)));
        }
        throw new OptionException(
                name + ": expected the number of a frame from 1, or seconds such as 90s, found " + text);
    }

    private static <E extends Enum<E>> E value(String field, E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> lower(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new OptionException(field + ": expected "
                        + Arrays.stream(values).map(RecipeJson::lower).collect(Collectors.joining(", ")) + ", found "
                        + name));
    }

    /** The product that a recipe was for; empty if the text says none. */
    public static Optional<Product> product(String recipeJson) {
        return Optional.ofNullable(fields(recipeJson).get("product"))
                .flatMap(name -> Arrays.stream(Product.values())
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
