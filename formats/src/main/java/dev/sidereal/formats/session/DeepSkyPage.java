package dev.sidereal.formats.session;

import dev.sidereal.formats.file.NewFile;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report of a deep-sky session as one page of HTML with plots in SVG; no scripts, nothing loaded. */
public final class DeepSkyPage {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 90;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Deep-sky session</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; }
            table { border-collapse: collapse; }
            td, th { padding: 0.15em 0.7em; text-align: right; border-bottom: 1px solid #ccc; }
            td:first-child, th:first-child, td:last-child, th:last-child { text-align: left; }
            .out { color: #a00; }
            figure { margin: 1em 0; }
            svg { background: #f6f6f8; }
            </style>
            </head>
            <body>
            """;

    private DeepSkyPage() {}

    /** Writes the page, replacing what was there. */
    public static void write(DeepSky session, Path file) throws IOException {
        try (NewFile page = NewFile.create(file)) {
            page.write(of(session).getBytes(StandardCharsets.UTF_8));
            page.commit();
        }
    }

    /** The sheet of styles that the page brings with it, for whoever serves the page and allows only this one. */
    public static String styles() {
        return HEAD.substring(HEAD.indexOf("<style>") + "<style>".length(), HEAD.indexOf("</style>"));
    }

    /** The page. */
    public static String of(DeepSky session) {
        StringBuilder page = new StringBuilder(HEAD).append("<h1>Deep-sky session</h1>\n");
        list(page, DeepSkySummary.of(session));
        if (!session.remarks().isEmpty()) {
            page.append("<h2>What to know</h2>\n");
            list(page, session.remarks());
        }
        page.append("<h2>Lights</h2>\n");
        plot(
                page,
                session,
                "Width of stars (FWHM), pixels",
                frame -> frame.sight().map(sight -> sight.stars().fwhm()).orElse(Double.NaN));
        plot(
                page,
                session,
                "Sky, part of full scale",
                frame -> frame.sight().map(sight -> sight.skyLevel()).orElse(Double.NaN));
        plot(
                page,
                session,
                "Stars",
                frame -> frame.sight()
                        .map(sight -> (double) sight.stars().stars().size())
                        .orElse(Double.NaN));
        plot(page, session, "Residual of registration, pixels", DeepSkyFrame::residualPixels);
        double most = session.frames().stream()
                .flatMap(frame -> frame.contribution().stream())
                .mapToDouble(Contribution::weight)
                .max()
                .orElse(1);
        plot(
                page,
                session,
                "Weight, the greatest being 1",
                frame ->
                        frame.contribution().map(taken -> taken.weight() / most).orElse(Double.NaN));
        table(page, session, most);
        return page.append("</body>\n</html>\n").toString();
    }

    private static void list(StringBuilder page, List<String> sentences) {
        page.append("<ul>\n");
        sentences.forEach(sentence -> page.append("<li>").append(text(sentence)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private static void plot(StringBuilder page, DeepSky session, String title, ToDoubleFunction<DeepSkyFrame> of) {
        double[] values = session.frames().stream().mapToDouble(of).toArray();
        double most = 0;
        for (double value : values) {
            most = Double.isFinite(value) ? Math.max(most, value) : most;
        }
        if (!(most > 0)) {
            return;
        }
        page.append("<figure><figcaption>")
                .append(title)
                .append("; the top line is ")
                .append(number(most))
                .append("</figcaption>\n<svg width=\"" + WIDTH + "\" height=\"" + HEIGHT
                        + "\" role=\"img\" aria-label=\"")
                .append(title)
                .append("\">");
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                continue;
            }
            boolean used = session.frames().get(i).contribution().isPresent();
            double x = 5 + (WIDTH - 10.0) * (i + 0.5) / values.length;
            double y = HEIGHT - 5 - (HEIGHT - 10) * values[i] / most;
            page.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s: %s</title></circle>",
                    x,
                    y,
                    used ? "#236" : "#a00",
                    text(session.frames().get(i).record().name()),
                    number(values[i])));
        }
        page.append("</svg></figure>\n");
    }

    private static void table(StringBuilder page, DeepSky session, double mostWeight) {
        page.append("<table>\n<tr><th>Light</th><th>Stars</th><th>FWHM</th><th>Sky</th><th>Noise</th><th>Pairs</th>"
                + "<th>Residual</th><th>Scale</th><th>Weight</th><th>Used</th></tr>\n");
        for (int row = 0; row < session.frames().size(); row++) {
            DeepSkyFrame frame = session.frames().get(row);
            boolean used = frame.contribution().isPresent();
            page.append(used ? "<tr><td>" : "<tr class=\"out\"><td>")
                    .append(text(frame.record().name()))
                    .append("</td>");
            cell(
                    page,
                    frame.sight()
                            .map(sight -> (double) sight.stars().stars().size())
                            .orElse(Double.NaN));
            cell(page, frame.sight().map(sight -> sight.stars().fwhm()).orElse(Double.NaN));
            cell(page, frame.sight().map(sight -> sight.skyLevel()).orElse(Double.NaN));
            cell(page, frame.sight().map(sight -> sight.meanNoise()).orElse(Double.NaN));
            cell(page, frame.transform().isPresent() ? frame.pairs() : Double.NaN);
            cell(page, frame.residualPixels());
            cell(page, frame.contribution().map(Contribution::scale).orElse(Double.NaN));
            cell(
                    page,
                    frame.contribution()
                            .map(taken -> taken.weight() / mostWeight)
                            .orElse(Double.NaN));
            String said = row == session.reference() ? "reference" : used ? "yes" : "no";
            String why = frame.record()
                    .skipped()
                    .or(frame::doubt)
                    .map(reason -> ": " + reason)
                    .orElse("");
            page.append("<td>").append(text(said + why)).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void cell(StringBuilder page, double value) {
        page.append("<td>").append(Double.isFinite(value) ? number(value) : "").append("</td>");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
