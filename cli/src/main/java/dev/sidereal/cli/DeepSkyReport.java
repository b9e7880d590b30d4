package dev.sidereal.cli;

import dev.sidereal.align.StarField;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Sight;
import dev.sidereal.run.DeepSky;
import dev.sidereal.run.DeepSkyFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What became of each light: a page for people, which needs no other file, and one JSON object for programs. */
final class DeepSkyReport {

    private DeepSkyReport() {}

    /** The JSON file beside a page. */
    static Path json(Path page) {
        String name = String.valueOf(page.getFileName());
        return page.resolveSibling(name.substring(0, name.length() - ".html".length()) + ".json");
    }

    /** Writes both. */
    static void write(DeepSky session, Path page, Talk talk) throws IOException {
        write(page, DeepSkyPage.of(session));
        write(json(page), object(session) + "\n");
        talk.wrote(page, "report");
        talk.wrote(json(page), "report for programs");
    }

    private static void write(Path file, String text) throws IOException {
        try (NewFile output = NewFile.create(file)) {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.commit();
        } catch (IOException e) {
            throw OutputOptions.notWritten(file, "report", e);
        }
    }

    private static JsonObject object(DeepSky session) {
        JsonObject object = new JsonObject()
                .put("lights", (long) session.frames().size())
                .put("used", (long) session.used())
                .put("reference", session.first().name())
                .put("width", (long) session.canvas().width())
                .put("height", (long) session.canvas().height())
                .put("left", (long) session.canvas().left())
                .put("top", (long) session.canvas().top())
                .put("defects", (long) session.defects())
                .put("samples", session.picture().values())
                .put("rejectedHigh", session.picture().high())
                .put("rejectedLow", session.picture().low());
        number(object, "noiseOfReference", session.frameNoise());
        number(object, "noiseOfLightInPlace", session.noise().light());
        number(object, "noiseOverAreas", session.noise().grain());
        number(object, "noiseExpected", session.noise().expected());
        number(object, "noiseAchieved", session.noise().achieved());
        session.drizzled()
                .ifPresent(drops -> object.put("drizzle", drops.drizzle().scale())
                        .put("pixfrac", drops.drizzle().pixfrac())
                        .put("partsOfPixel", (long) drops.places())
                        .put("partsSeen", drops.visited())
                        .put("pixels", drops.pixels())
                        .put("emptyPixels", drops.holes())
                        .put("leftOut", drops.left())
                        .put("noiseShared", drops.drizzle().sharedNoise()));
        return object.put(
                        "remarks",
                        session.remarks().stream()
                                .map(remark -> new JsonObject().put("text", remark))
                                .toList())
                .put(
                        "frames",
                        session.frames().stream().map(DeepSkyReport::frame).toList());
    }

    private static JsonObject frame(DeepSkyFrame frame) {
        JsonObject object = new JsonObject()
                .put("name", frame.record().name())
                .put("used", frame.contribution().isPresent());
        frame.record().time().ifPresent(time -> object.put("time", time.toString()));
        frame.record().exposure().ifPresent(exposure -> object.put("exposureSeconds", exposure.toNanos() / 1e9));
        frame.record().skipped().ifPresent(reason -> object.put("reason", reason));
        frame.doubt().ifPresent(doubt -> object.put("doubt", doubt));
        if (frame.sight().isPresent()) {
            Sight sight = frame.sight().get();
            StarField stars = sight.stars();
            object.put("stars", (long) stars.stars().size());
            number(object, "fwhmPixels", stars.fwhm());
            number(object, "elongation", stars.elongation());
            number(object, "sky", sight.skyLevel());
            number(object, "noise", sight.meanNoise());
        }
        if (frame.transform().isPresent()) {
            object.put("pairs", (long) frame.pairs());
            number(object, "residualPixels", frame.residualPixels());
            number(object, "confidence", frame.confidence());
            List<Double> matrix = frame.transform().get().matrix();
            for (int i = 0; i < matrix.size(); i++) {
                object.put("m" + (i / 3 + 1) + (i % 3 + 1), matrix.get(i));
            }
        }
        Optional<Contribution> taken = frame.contribution();
        if (taken.isPresent()) {
            number(object, "scale", taken.get().scale());
            number(object, "weight", taken.get().weight());
        }
        return object;
    }

    private static void number(JsonObject object, String name, double value) {
        if (Double.isFinite(value)) {
            object.put(name, value);
        }
    }
}
