package dev.sidereal.studio.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param status  of HTTP
 * @param type    of the body
 * @param headers besides those that every answer has
 * @param length  bytes of the body; -1: nobody knows yet
 * @param body    writes it
 */
public record Answer(int status, String type, Map<String, String> headers, long length, Body body) {

    private static final String JSON = "application/json; charset=utf-8";

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** A value as JSON. */
    public static Answer json(Object value) {
        return bytes(200, JSON, Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The same for something that was made by the request. */
    public static Answer created(Object value) {
        return bytes(201, JSON, Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a type. */
    public static Answer bytes(int status, String type, byte[] bytes) {
        return new Answer(status, type, Map.of(), bytes.length, out -> out.write(bytes));
    }

    /**
     * A page that stands alone: no script, nothing loaded, no style but its own.
     *
     * @param styles the text of its one element of styles
     */
    public static Answer page(String html, String styles) {
        return bytes(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + sha256(styles)
                                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** A body whose length nobody knows, such as events. */
    public static Answer stream(String type, Body body) {
        return new Answer(200, type, Map.of(), -1, body);
    }

    /** A file to be kept by the browser under a name; it is deleted afterwards. */
    public static Answer download(Path file, String name) throws IOException {
        Answer answer = new Answer(200, "application/octet-stream", Map.of(), Files.size(file), out -> {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(out);
            } finally {
                Files.deleteIfExists(file);
            }
        });
        return answer.with(
                "Content-Disposition",
                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\"; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** A problem, as RFC 9457 writes it. */
    static Answer problem(int status, String sentence) {
        byte[] body = Json.write(Map.of("status", status, "detail", sentence)).getBytes(StandardCharsets.UTF_8);
        return bytes(status, "application/problem+json", body);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, Map.copyOf(more), length, body);
    }
}
