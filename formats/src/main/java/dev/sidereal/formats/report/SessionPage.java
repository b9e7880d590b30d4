package dev.sidereal.formats.report;

import dev.sidereal.integrate.LightAccount;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report of a deep-sky session as one page of HTML with plots in SVG; no scripts, nothing loaded. */
public final class SessionPage {

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

    private SessionPage() {}

    /**
     * The page.
     *
     * @param summary what came of the session, a sentence each
     * @param remarks what is worth knowing of it, a sentence each
     * @param lights  in their order
     */
    public static String of(List<String> summary, List<String> remarks, List<LightAccount> lights) {
        StringBuilder page = new StringBuilder(HEAD).append("<h1>Deep-sky session</h1>\n");
        list(page, summary);
        if (!remarks.isEmpty()) {
            page.append("<h2>What to know</h2>\n");
            list(page, remarks);
        }
        double most = lights.stream()
                .mapToDouble(LightAccount::weight)
                .filter(weight -> !Double.isNaN(weight))
                .max()
                .orElse(1);
        page.append("<h2>Lights</h2>\n");
        plot(page, lights, "Width of stars (FWHM), pixels", LightAccount::fwhm);
        plot(page, lights, "Sky, part of full scale", LightAccount::sky);
        plot(page, lights, "Stars", LightAccount::stars);
        plot(page, lights, "Residual of registration, pixels", LightAccount::residual);
        plot(page, lights, "Weight, the greatest being 1", light -> light.weight() / most);
        table(page, lights, most);
        return page.append("</body>\n</html>\n").toString();
    }

    /** The sheet of styles that the page brings with it, for whoever serves the page and allows only this one. */
    public static String styles() {
        return HEAD.substring(HEAD.indexOf("<style>") + "<style>".length(), HEAD.indexOf("</style>"));
    }

    private static void list(StringBuilder page, List<String> sentences) {
        page.append("<ul>\n");
        sentences.forEach(sentence -> page.append("<li>").append(text(sentence)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private static void plot(
            StringBuilder page, List<LightAccount> lights, String title, ToDoubleFunction<LightAccount> of) {
        double[] values = lights.stream().mapToDouble(of).toArray();
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
            boolean used = lights.get(i).used();
            double x = 5 + (WIDTH - 10.0) * (i + 0.5) / values.length;
            double y = HEIGHT - 5 - (HEIGHT - 10) * values[i] / most;
            page.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s: %s</title></circle>",
                    x,
                    y,
                    used ? "#236" : "#a00",
                    text(lights.get(i).name()),
                    number(values[i])));
        }
        page.append("</svg></figure>\n");
    }

    private static void table(StringBuilder page, List<LightAccount> lights, double mostWeight) {
        page.append("<table>\n<tr><th>Light</th><th>Stars</th><th>FWHM</th><th>Sky</th><th>Noise</th><th>Pairs</th>"
                + "<th>Residual</th><th>Scale</th><th>Weight</th><th>Used</th></tr>\n");
        for (LightAccount light : lights) {
            page.append(light.used() ? "<tr><td>" : "<tr class=\"out\"><td>")
                    .append(text(light.name()))
                    .append("</td>");
            cell(page, light.stars());
            cell(page, light.fwhm());
            cell(page, light.sky());
            cell(page, light.noise());
            cell(page, light.pairs());
            cell(page, light.residual());
            cell(page, light.scale());
            cell(page, light.weight() / mostWeight);
            page.append("<td>").append(text(light.said())).append("</td></tr>\n");
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
