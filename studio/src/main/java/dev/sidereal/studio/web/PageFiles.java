package dev.sidereal.studio.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The files of the page, from the jar: {@code index.html} for {@code /}, and those in {@code assets} by names of letters and
 * digits.
 *
 * @param home the class beside which the folder {@code page} lies
 */
public record PageFiles(Class<?> home) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");

    private static final String NOT_BUILT = "<!doctype html><html lang=\"en\"><title>Sidereal</title>"
            + "<p>The page is not in this build. Install Node 20 or later and build again: mvn package";

    /** The file of a path. */
    Answer answer(String path) throws IOException {
        String name = path.equals("/") ? "/index.html" : path;
        if (!name.matches("/(assets/)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw Problem.missing("address: expected a file of the page, found none");
        }
        try (InputStream file = home.getResourceAsStream("page" + name)) {
            if (file == null) {
                if (path.equals("/")) {
                    return Answer.bytes(200, "text/html; charset=utf-8", NOT_BUILT.getBytes(StandardCharsets.UTF_8));
                }
                throw Problem.missing("address: expected a file of the page, found none");
            }
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return Answer.bytes(200, type, file.readAllBytes());
        }
    }
}
