package dev.sidereal.studio.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of request and who answers it.
 *
 * @param method  {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path    {@code /api/runs/{run}}: words, and open places in braces
 * @param handler answers
 */
public record Route(String method, String path, Handler handler) {

    /** Answers a request; what it throws becomes a problem. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Request request) throws IOException, InterruptedException;
    }

    /** Something that is only read. */
    public static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    /** Something that is changed. */
    public static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }

    /** A piece of a file that is brought, its bytes as they are. */
    public static Route put(String path, Handler handler) {
        return new Route("PUT", path, handler);
    }

    /** Something that is taken away. */
    public static Route delete(String path, Handler handler) {
        return new Route("DELETE", path, handler);
    }

    /** The values of the open places; empty if the path is another. */
    Optional<Map<String, String>> match(List<String> segments) {
        String[] pattern = path.substring(1).split("/", -1);
        if (pattern.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                places.put(pattern[i].substring(1, pattern[i].length() - 1), segments.get(i));
            } else if (!pattern[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }
}
