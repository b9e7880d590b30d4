package dev.sidereal.formats.session;

import dev.sidereal.align.StarField;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Sight;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What became of each light of a deep-sky session, and of their picture, as one JSON object on one line. What is not known is left
 * out. Places are matrices {@code m11} to {@code m33}, from the light's pixels to the reference's.
 */
public final class DeepSkyReport {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PAGE = ".html";

    private DeepSkyReport() {}

    /**
     * The name of the report beside that of a page.
     *
     * @throws OptionException if the page's name does not end in {@code .html}
     */
    public static String beside(String page) {
        if (!page.toLowerCase(Locale.ROOT).endsWith(PAGE)) {
            throw new OptionException(
                    page + ": expected a name that ends in .html, found " + page.substring(page.lastIndexOf('/') + 1));
        }
        return page.substring(0, page.length() - PAGE.length()) + ".json";
    }

    /** Writes the object, replacing what was there. */
    public static void write(DeepSky session, Path file) throws IOException {
        try (NewFile report = NewFile.create(file)) {
            report.write((of(session) + "\n").getBytes(StandardCharsets.UTF_8));
            report.commit();
        }
    }

    static String of(DeepSky session) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("lights", session.frames().size());
            json.writeNumberProperty("used", session.used());
            json.writeStringProperty("reference", session.first().name());
            json.writeNumberProperty("width", session.canvas().width());
            json.writeNumberProperty("height", session.canvas().height());
            json.writeNumberProperty("left", session.canvas().left());
            json.writeNumberProperty("top", session.canvas().top());
            json.writeNumberProperty("defects", session.defects());
            json.writeNumberProperty("samples", session.picture().values());
            json.writeNumberProperty("rejectedHigh", session.picture().high());
            json.writeNumberProperty("rejectedLow", session.picture().low());
            number(json, "noiseOfReference", session.frameNoise());
            number(json, "noiseOfLightInPlace", session.noise().light());
            number(json, "noiseOverAreas", session.noise().grain());
            number(json, "noiseExpected", session.noise().expected());
            number(json, "noiseAchieved", session.noise().achieved());
            json.writeArrayPropertyStart("remarks");
            for (String remark : session.remarks()) {
                json.writeStartObject();
                json.writeStringProperty("text", remark);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("frames");
            session.frames().forEach(frame -> put(json, frame));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void put(JsonGenerator json, DeepSkyFrame frame) {
        json.writeStartObject();
        json.writeStringProperty("name", frame.record().name());
        json.writeBooleanProperty("used", frame.contribution().isPresent());
        frame.record().time().ifPresent(time -> json.writeStringProperty("time", time.toString()));
        frame.record()
                .exposure()
                .ifPresent(exposure -> json.writeNumberProperty("exposureSeconds", exposure.toNanos() / 1e9));
        frame.record().skipped().ifPresent(reason -> json.writeStringProperty("reason", reason));
        frame.doubt().ifPresent(doubt -> json.writeStringProperty("doubt", doubt));
        if (frame.sight().isPresent()) {
            Sight sight = frame.sight().get();
            StarField stars = sight.stars();
            json.writeNumberProperty("stars", stars.stars().size());
            number(json, "fwhmPixels", stars.fwhm());
            number(json, "elongation", stars.elongation());
            number(json, "sky", sight.skyLevel());
            number(json, "noise", sight.meanNoise());
        }
        if (frame.transform().isPresent()) {
            json.writeNumberProperty("pairs", frame.pairs());
            number(json, "residualPixels", frame.residualPixels());
            List<Double> matrix = frame.transform().get().matrix();
            for (int i = 0; i < matrix.size(); i++) {
                json.writeNumberProperty("m" + (i / 3 + 1) + (i % 3 + 1), matrix.get(i));
            }
        }
        if (frame.contribution().isPresent()) {
            number(json, "scale", frame.contribution().get().scale());
            number(json, "weight", frame.contribution().get().weight());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        }
    }
}
