package dev.sidereal.cli;

import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON object on one line. */
final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text);

    JsonObject() {
        generator.writeStartObject();
    }

    JsonObject put(String name, String value) {
        generator.writeStringProperty(name, value);
        return this;
    }

    JsonObject put(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    JsonObject put(String name, double value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    JsonObject put(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
        return this;
    }

    /** An object in this one; nothing can be put into it afterwards. */
    JsonObject put(String name, JsonObject value) {
        generator.writeName(name);
        generator.writeRawValue(value.toString());
        return this;
    }

    /** A list of objects; nothing can be put into them afterwards. */
    JsonObject put(String name, List<JsonObject> values) {
        generator.writeArrayPropertyStart(name);
        values.forEach(value -> generator.writeRawValue(value.toString()));
        generator.writeEndArray();
        return this;
    }

    /** The object; nothing can be put into it afterwards. */
    @Override
    public String toString() {
        if (!generator.isClosed()) {
            generator.writeEndObject();
            generator.close();
        }
        return text.toString();
    }
}
