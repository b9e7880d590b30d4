package dev.sidereal.studio;

import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody who asks a studio. */
final class Visitor {

    /** What was answered. */
    record Heard(int status, String type, HttpResponse<byte[]> whole) {

        byte[] body() {
            return whole.body();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        Map<String, Object> json() {
            return Json.read(text());
        }

        Fields fields() {
            return new Fields(json());
        }

        /** The sentence of a problem, or what was found instead. */
        String problem() {
            return type.equals("application/problem+json") ? fields().text("detail") : status + " " + type;
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String token;

    /** With the address that the studio says. */
    Visitor(String address) {
        this.base = address.substring(0, address.indexOf("/?token="));
        this.token = address.substring(address.indexOf('=') + 1);
    }

    /** Closes every run. */
    void closeRuns() throws Exception {
        for (Object run : get("/api/runs").fields().list("runs")) {
            delete("/api/runs/" + ((Map<?, ?>) run).get("run"));
        }
    }

    String base() {
        return base;
    }

    String token() {
        return token;
    }

    int port() {
        return URI.create(base).getPort();
    }

    Heard get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().header("Authorization", "Bearer " + token));
    }

    Heard post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : Json.write(body))));
    }

    Heard put(String path, byte[] piece) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(piece)));
    }

    Heard delete(String path) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .DELETE());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }

    Heard send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Heard(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer);
    }

    /** Sends lines as they are, which no proper client would, and reads all that comes back. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.lines().collect(Collectors.joining("\n"));
        }
    }

    /** Waits until a run is in a state. */
    Heard await(String run, String state) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            Heard heard = get("/api/runs/" + run);
            String found = heard.fields().text("state");
            if (found.equals(state) || System.nanoTime() > end) {
                return heard;
            }
            if (found.equals("failed")) {
                throw new IOException(heard.text());
            }
            Thread.sleep(20);
        }
    }
}
