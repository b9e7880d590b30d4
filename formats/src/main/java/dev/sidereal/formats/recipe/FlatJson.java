package dev.sidereal.formats.recipe;

import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A flat JSON object of texts, and what all recipes say in it: which frames, in what order. */
final class FlatJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    static String write(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return text.toString();
    }

    /* Of text that is no flat object nothing is known. */
    static Map<String, String> read(String json) {
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

    /**
     * Reads a recipe, which says nothing but what it may.
     *
     * @throws OptionException if it is no such object, or a field is unknown
     */
    static Map<String, String> recipe(String json, List<String> names) {
        Map<String, String> fields = read(json);
        if (fields.isEmpty()) {
            throw new OptionException("recipe: expected a flat JSON object with a product, found none");
        }
        fields.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new OptionException(
                            "recipe: expected " + String.join(", ", names) + ", found " + name + "; leave it out");
                });
        return fields;
    }

    static void put(Selection selection, Map<String, String> fields) {
        selection.order().ifPresent(order -> fields.put("order", lower(order)));
        selection.from().ifPresent(from -> fields.put("from", position(from)));
        selection.to().ifPresent(to -> fields.put("to", position(to)));
        fields.put("every", String.valueOf(selection.every()));
    }

    static Selection selection(Map<String, String> fields) {
        String every = fields.getOrDefault("every", "1");
        if (!every.matches("[1-9][0-9]{0,8}")) {
            throw new OptionException("every: expected a number from 1, found " + every);
        }
        return new Selection(
                Optional.ofNullable(fields.get("order")).map(name -> value("order", FrameOrder.values(), name)),
                Optional.ofNullable(fields.get("from")).map(text -> position("from", text)),
                Optional.ofNullable(fields.get("to")).map(text -> position("to", text)),
                Integer.parseInt(every));
    }

    static <E extends Enum<E>> E value(String field, E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> lower(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new OptionException(field + ": expected "
                        + Arrays.stream(values).map(FlatJson::lower).collect(Collectors.joining(", ")) + ", found "
                        + name));
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

    private static String position(Position position) {
        return position instanceof Position.Elapsed elapsed
                ? elapsed.sinceFirst().toNanos() / 1e9 + "s"
                : String.valueOf(((Position.Nth) position).frame());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
