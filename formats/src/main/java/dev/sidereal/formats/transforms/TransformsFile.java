package dev.sidereal.formats.transforms;

import dev.sidereal.align.Lens;
import dev.sidereal.align.Model;
import dev.sidereal.align.Registration;
import dev.sidereal.align.Transform;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The places of frames as JSON: a list of {@code {"file": ..., "matrix": [[..],[..],[..]] or null, "residualPixels": ...,
 * "stars": ...}}, one object on a line.
 *
 * <p>The matrix maps frame pixels to reference pixels, x right, y down, centres at whole numbers. Besides, an object says its
 * {@code "model"} and {@code "confidence"}, {@code "width"} and {@code "height"} of the frame, the {@code "lens"} where there is one (x, y of its centre, radius,
 * k1, k2 of {@link Lens}), and the {@code "reason"} where the matrix is null;
 * these may be missing when it is read, and other fields are passed over.
 */
public final class TransformsFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_DEPTH = 8;

    private TransformsFile() {}

    /**
     * A frame and its place.
     *
     * @param width  of the frame in pixels; 0 where it is not said
     * @param height of the frame in pixels; 0 where it is not said
     */
    public record Row(String file, int width, int height, Registration registration) {}

    /** Where the lights of a session lie on its reference. */
    public static List<Row> rows(DeepSky session) {
        Shape shape = session.first().shape();
        return session.frames().stream()
                .map(frame -> new Row(frame.record().name(), shape.width(), shape.height(), registration(frame)))
                .toList();
    }

    private static Registration registration(DeepSkyFrame frame) {
        return frame.transform()
                .<Registration>map(
                        place -> new Registration.Registered(place, frame.residualPixels(), frame.pairs(), Double.NaN))
                .orElseGet(() -> new Registration.Unregistered(
                        frame.record().skipped().orElse("not registered"), frame.pairs()));
    }

    /** Writes a file, replacing what was there. */
    public static void write(Path file, List<Row> rows) throws IOException {
        try (NewFile out = NewFile.create(file)) {
            out.write(text(rows).getBytes(StandardCharsets.UTF_8));
            out.commit();
        }
    }

    static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder("[");
        for (Row row : rows) {
            text.append(text.length() == 1 ? "\n  " : ",\n  ").append(object(row));
        }
        return text.append("\n]\n").toString();
    }

    private static String object(Row row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("file", row.file());
            if (row.registration() instanceof Registration.Registered registered) {
                Transform transform = registered.transform();
                json.writeArrayPropertyStart("matrix");
                for (int r = 0; r < 3; r++) {
                    json.writeStartArray();
                    for (double cell : transform.matrix().subList(3 * r, 3 * r + 3)) {
                        json.writeNumber(cell);
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
                number(json, "residualPixels", registered.residualPixels());
                json.writeNumberProperty("stars", registered.stars());
                if (Double.isFinite(registered.confidence())) {
                    json.writeNumberProperty("confidence", registered.confidence());
                }
                json.writeStringProperty("model", transform.model().name().toLowerCase(Locale.ROOT));
                if (!transform.lens().isNone()) {
                    Lens lens = transform.lens();
                    json.writeArrayPropertyStart("lens");
                    for (double number : List.of(lens.x(), lens.y(), lens.radius(), lens.k1(), lens.k2())) {
                        json.writeNumber(number);
                    }
                    json.writeEndArray();
                }
            } else if (row.registration() instanceof Registration.Unregistered unregistered) {
                json.writeNullProperty("matrix");
                json.writeNullProperty("residualPixels");
                json.writeNumberProperty("stars", unregistered.stars());
                json.writeStringProperty("reason", unregistered.reason());
            }
            if (row.width() > 0 && row.height() > 0) {
                json.writeNumberProperty("width", row.width());
                json.writeNumberProperty("height", row.height());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableFrameException if it is no list of transforms
     */
    public static List<Row> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableFrameException(
                    "transforms: expected at most " + MOST_BYTES + " bytes, found " + Files.size(file));
        }
        List<Row> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
            require(json.nextToken() == JsonToken.START_ARRAY, "a list", rows);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken() == JsonToken.START_OBJECT, "an object for each frame", rows);
                rows.add(row(json, rows));
            }
        } catch (JacksonException e) {
            throw new UnreadableFrameException("transforms: expected JSON, found: " + e.getOriginalMessage());
        }
        return List.copyOf(rows);
    }

    private static Row row(JsonParser json, List<Row> before) throws UnreadableFrameException {
        Optional<String> file = Optional.empty();
        List<Double> matrix = List.of();
        List<Double> lens = List.of();
        double residual = 0;
        double confidence = 1;
        int stars = 0;
        int width = 0;
        int height = 0;
        Model model = Model.HOMOGRAPHY;
        String reason = "not registered";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            require(json.currentToken() == JsonToken.PROPERTY_NAME, "a whole object", before);
            String name = String.valueOf(json.currentName());
            JsonToken token = json.nextToken();
            boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            boolean isText = token == JsonToken.VALUE_STRING;
            switch (name) {
                case "file" -> file = isText ? Optional.of(json.getString()) : file;
                case "matrix" -> matrix = numbers(json, before);
                case "lens" -> lens = numbers(json, before);
                case "residualPixels" -> residual = isNumber ? json.getDoubleValue() : residual;
                case "confidence" -> confidence = isNumber ? json.getDoubleValue() : confidence;
                case "stars" -> stars = isNumber ? (int) json.getDoubleValue() : stars;
                case "width" -> width = isNumber ? (int) json.getDoubleValue() : width;
                case "height" -> height = isNumber ? (int) json.getDoubleValue() : height;
                case "model" -> model = isText ? model(json.getString()) : model;
                case "reason" -> reason = isText ? json.getString() : reason;
                default -> json.skipChildren();
            }
        }
        require(file.isPresent(), "the name of a file", before);
        if (matrix.isEmpty()) {
            return new Row(file.orElseThrow(), width, height, new Registration.Unregistered(reason, stars));
        }
        try {
            require(lens.isEmpty() || lens.size() == 5, "five numbers of a lens", before);
            Lens seen = lens.isEmpty()
                    ? Lens.NONE
                    : new Lens(lens.get(0), lens.get(1), lens.get(2), lens.get(3), lens.get(4));
            Transform transform = Transform.of(model, matrix, seen);
            return new Row(
                    file.orElseThrow(),
                    width,
                    height,
                    new Registration.Registered(transform, residual, stars, confidence));
        } catch (IllegalArgumentException e) {
            throw new UnreadableFrameException("transforms: " + e.getMessage() + ", at " + file.orElseThrow());
        }
    }

    private static Model model(String name) {
        for (Model model : Model.values()) {
            if (model.name().toLowerCase(Locale.ROOT).equals(name)) {
                return model;
            }
        }
        return Model.HOMOGRAPHY;
    }

    /* All numbers of a list, of lists of lists too; none of null. */
    private static List<Double> numbers(JsonParser json, List<Row> before) throws UnreadableFrameException {
        List<Double> numbers = new ArrayList<>();
        int depth = 0;
        JsonToken token = json.currentToken();
        while (true) {
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                numbers.add(json.getDoubleValue());
            } else {
                require(token == JsonToken.VALUE_NULL && depth == 0, "numbers", before);
            }
            require(depth <= MOST_DEPTH && numbers.size() <= 9, "at most 9 numbers", before);
            if (depth == 0) {
                return List.copyOf(numbers);
            }
            token = json.nextToken();
        }
    }

    private static void require(boolean isSo, String expected, List<Row> before) throws UnreadableFrameException {
        if (!isSo) {
            throw new UnreadableFrameException(
                    "transforms: expected " + expected + ", found something else, at entry " + (before.size() + 1));
        }
    }
}
