package dev.sidereal.studio.web;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
 * JSON as plain values: {@code Map}, {@code List}, {@code String}, {@code Double} (any {@code Number} when written),
 * {@code Boolean}. There is no null: it is refused when read, and an empty {@code Optional} is left out when written.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_DEPTH = 16;

    private Json() {}

    /** Writes a value on one line. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            put(json, value);
        }
        return text.toString();
    }

    private static void put(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                if (!member.equals(Optional.empty())) {
                    json.writeName(String.valueOf(name));
                    put(json, member instanceof Optional<?> some ? some.orElseThrow() : member);
                }
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            list.forEach(member -> put(json, member));
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    /**
     * Reads an object.
     *
     * @throws Problem 400 if the text is none
     */
    public static Map<String, Object> read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && value(parser, MOST_DEPTH) instanceof Map<?, ?> read
                    && parser.nextToken() == null) {
                Map<String, Object> object = new LinkedHashMap<>();
                read.forEach((name, member) -> object.put(String.valueOf(name), member));
                return object;
            }
            throw Problem.wrong("body: expected one JSON object, found something else");
        } catch (JacksonException e) {
            throw Problem.wrong("body: expected a JSON object, found text that is none");
        }
    }

    private static Object value(JsonParser parser, int depth) {
        if (depth == 0) {
            throw Problem.wrong("body: expected at most " + MOST_DEPTH + " levels of JSON, found more");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser, depth - 1));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, depth - 1));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Problem.wrong("body: expected values, found null; leave out what is not known");
        };
    }
}
