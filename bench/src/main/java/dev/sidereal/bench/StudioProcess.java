package dev.sidereal.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A studio in a process of its own, and somebody who asks it. */
final class StudioProcess implements Closeable {

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    private StudioProcess(Process process, String base, String token) {
        this.process = process;
        this.base = base;
        this.token = token;
    }

    /** Starts it on a folder. */
    static StudioProcess open(Path launcher, Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        launcher.toString(),
                        "studio",
                        folder.toString(),
                        "--no-open",
                        "--keep",
                        folder.resolve(".state").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String address = Optional.ofNullable(
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                .orElse("");
        String[] parts = address.split("/\\?token=", -1);
        if (parts.length != 2) {
            process.destroy();
            throw new IOException("sidereal studio: expected its address, found " + address);
        }
        return new StudioProcess(process, parts[0], parts[1]);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String text(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Opens a folder; returns the night's name. */
    String night(String folder) throws IOException, InterruptedException {
        return first(post("/api/nights", "{\"folder\":\"" + folder + "\"}"), "\"night\":\"([^\"]+)\"");
    }

    /** Begins a run; returns its name. */
    String begin(String night, String product) throws IOException, InterruptedException {
        return first(
                post("/api/runs", "{\"night\":\"" + night + "\",\"recipe\":{\"product\":\"" + product + "\"}}"),
                "\"run\":\"([^\"]+)\"");
    }

    /** Waits for the end of a run; returns how long it took, as the studio says. */
    double awaitEnd(String run) throws IOException, InterruptedException {
        while (true) {
            String now = text("/api/runs/" + run);
            String state = first(now, "\"state\":\"([^\"]+)\"");
            if (state.equals("finished")) {
                return Double.parseDouble(first(now, "\"elapsed\":([0-9.E]+)"));
            }
            if (state.equals("failed")) {
                throw new IOException(now);
            }
            Thread.sleep(500);
        }
    }

    /** Runs once and closes the run; watched as an open page does. */
    double run(String night, String product, boolean watched) throws IOException, InterruptedException {
        String run = begin(night, product);
        Thread watcher = new Thread(() -> watch(run), "watcher");
        watcher.setDaemon(true);
        if (watched) {
            watcher.start();
        }
        double seconds = awaitEnd(run);
        watcher.interrupt();
        client.send(
                request("/api/runs/" + run)
                        .header("Content-Type", "application/json")
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        return seconds;
    }

    /* Listens to events and fetches the picture whenever it has changed. */
    private void watch(String run) {
        try (BufferedReader events = new BufferedReader(new InputStreamReader(
                client.send(request("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            String seen = "0";
            for (String line = events.readLine(); line != null && !Thread.interrupted(); line = events.readLine()) {
                Matcher matcher = Pattern.compile("\"run\":\"" + run + "\".*?\"preview\":([0-9]+)")
                        .matcher(line);
                if (line.contains("\"running\"")
                        && matcher.find()
                        && !matcher.group(1).equals(seen)) {
                    seen = matcher.group(1);
                    get("/api/runs/" + run + "/preview?mark=" + seen);
                }
            }
        } catch (IOException e) {
            Scenes.say("watching ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String first(String text, String pattern) throws IOException {
        List<String> found = all(text, pattern);
        if (found.isEmpty()) {
            throw new IOException("the studio: expected " + pattern + ", found " + text);
        }
        return found.get(0);
    }

    /** What the first group of a pattern matched, wherever it did. */
    static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
