package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.simulator.DeepSkyScene;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio as a program: what it prints, what it writes, what is left of it when it is killed. */
class StudioCommandTest {

    /* What files are called in requests, by the options of the command line. */
    private static final Map<String, String> KINDS = Map.of("save-mask", "mask", "rejection-map", "rejected");

    @TempDir
    private static Path simulated = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private String address = "";

    @BeforeAll
    static void simulate() {
        assertThat(Shell.run(
                                "simulate",
                                "-o",
                                simulated.resolve("night"),
                                "--frames",
                                30,
                                "--size",
                                "600x400",
                                "--no-truth",
                                "--quiet")
                        .exit())
                .isZero();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process open() throws IOException {
        return open(studio(0.2));
    }

    private ProcessBuilder studio(double checkpoint) {
        return Shell.process(
                folder,
                "studio",
                simulated,
                "--no-open",
                "--keep",
                folder.resolve("state"),
                "--checkpoint",
                checkpoint);
    }

    private Process open(ProcessBuilder studio) throws IOException {
        Process process = studio.start();
        started.add(process);
        address =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(address).matches("http://127\\.0\\.0\\.1:[0-9]+/\\?token=[A-Za-z0-9_-]{32}");
        return process;
    }

    private String ask(String path) throws IOException, InterruptedException {
        return new String(bytes(request(path).GET()), StandardCharsets.UTF_8);
    }

    private String tell(String path, String body) throws IOException, InterruptedException {
        return new String(
                bytes(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))),
                StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        String[] parts = address.split("/\\?token=", 2);
        return HttpRequest.newBuilder(URI.create(parts[0] + path)).header("Authorization", "Bearer " + parts[1]);
    }

    private byte[] bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static String text(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?((?:[^\"\\\\,}]|,(?! ?\"))*)")
                .matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private String run(String recipe) throws IOException, InterruptedException {
        String night = text(tell("/api/nights", "{\"folder\":\"0/night\"}"), "night");
        return text(
                tell("/api/runs", "{\"night\":\"" + night + "\",\"without\":[0,1],\"recipe\":" + recipe + "}"), "run");
    }

    private void await(String run, String state) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        String found = ask("/api/runs/" + run);
        while (!text(found, "state").equals(state)) {
            assertThat(System.nanoTime()).as(found).isLessThan(end);
            Thread.sleep(20);
            found = ask("/api/runs/" + run);
        }
    }

    @Test
    void what_is_saved_has_the_bytes_of_the_command_line_that_is_shown() throws Exception {
        open();
        String run = run("{\"product\":\"clean\",\"planes\":\"count,max,when,sum,sumsq\"}");
        await(run, "finished");
        List<String> views = List.of(
                "product=trails",
                "product=trails&brightness=1.5&white=99.9%25",
                "product=clean&gamma=1.2",
                "product=comet&tail=40%25",
                "product=average&stretch=auto",
                "product=trails&ground=mean");
        for (String view : views) {
            requireSame(run, "picture", view, List.of("a.png", "a.tif", "a.fits", "a.jpg"), "");
            if (!view.contains("comet") && !view.contains("stretch")) {
                requireSame(run, "picture", view, List.of("f.tif"), "32f");
            }
        }
        Path stack = folder.resolve("stack.fits");
        assertThat(Shell.run(
                                "trails",
                                simulated.resolve("night").toRealPath(),
                                "--clean",
                                "--from",
                                "3",
                                "-o",
                                folder.resolve("p.jpg"),
                                "--save-stack",
                                stack,
                                "--planes",
                                "count,max,when,sum,sumsq")
                        .exit())
                .isZero();
        assertThat(bytes(request("/api/runs/" + run + "/download?name=s.fits&kind=stack")
                        .GET()))
                .isEqualTo(Files.readAllBytes(stack));
    }

    /* Asks the studio for files, and the command line that it shows for the same. */
    private void requireSame(String run, String kind, String view, List<String> names, String depth, String... more)
            throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(
                text(ask("/api/runs/" + run + "/command?" + view), "command").split(" ", -1)));
        assertThat(words.remove(0)).isEqualTo("sidereal");
        Path made = Files.createTempDirectory(folder, "made");
        words.subList(words.size() - 2, words.size()).clear();
        words.addAll(List.of(more));
        for (String name : names) {
            words.addAll(List.of(
                    kind.equals("picture") ? "-o" : "--" + kind,
                    made.resolve(name).toString()));
        }
        if (!kind.equals("picture")) {
            words.addAll(List.of("-o", made.resolve("other.jpg").toString()));
        }
        if (!depth.isEmpty()) {
            words.addAll(List.of("--depth", depth));
        }
        Shell.Outcome outcome = Shell.run(words.toArray());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        for (String name : names) {
            byte[] saved = bytes(request("/api/runs/" + run + "/download?name=" + name + "&kind="
                            + KINDS.getOrDefault(kind, kind) + (depth.isEmpty() ? "" : "&depth=" + depth) + "&" + view)
                    .GET());
            assertThat(saved).as("%s as %s %s", view, name, depth).isEqualTo(Files.readAllBytes(made.resolve(name)));
        }
    }

    @Test
    void a_saved_mask_and_what_is_joined_by_a_painted_one_have_the_bytes_of_the_command_line() throws Exception {
        open();
        String run = run("{\"product\":\"trails\",\"planes\":\"count,max,when,sum,sumsq\"}");
        await(run, "finished");
        String over = "product=trails&ground=mean";
        requireSame(run, "save-mask", over, List.of("m.png"), "");
        tell(
                "/api/runs/" + run + "/mask",
                "{\"do\":\"paint\",\"line\":[200,100,400,160],\"radius\":60,\"feather\":0.5,\"sky\":false}");
        Path mask = folder.resolve("painted.png");
        Files.write(
                mask,
                bytes(request("/api/runs/" + run + "/download?name=m.png&kind=mask")
                        .GET()));
        requireSame(run, "picture", over, List.of("a.png", "a.fits"), "", "--mask", mask.toString());
        requireSame(run, "picture", over, List.of("f.tif"), "32f", "--mask", mask.toString());
    }

    @Test
    void a_deep_sky_picture_has_the_bytes_of_the_command_line_even_when_made_anew_after_a_kill() throws Exception {
        SessionFiles.into(
                Files.createDirectories(simulated.resolve("session")),
                DeepSkyScene.of(240, 180, 5, 4).withStars(80, 2000, 100_000));
        Process first = open();
        String night = text(tell("/api/nights", "{\"folder\":\"0/session/lights\"}"), "night");
        String run = text(
                tell(
                        "/api/runs",
                        "{\"night\":\"" + night + "\",\"without\":[0],\"recipe\":{\"product\":\"deepsky\","
                                + "\"reject\":\"winsorized\",\"canvas\":\"union\",\"dark\":\"0/session/darks\"}}"),
                "run");
        await(run, "finished");
        List<String> files = List.of("a.png", "a.tif", "a.fits", "a.jpg");
        requireSame(run, "picture", "", files, "");
        requireSame(run, "picture", "stretch=asinh&black=0.001&white=99.9%25&gamma=1.2&brightness=1.5", files, "");
        requireSame(run, "picture", "", List.of("f.tif"), "32f");
        requireSame(run, "coverage", "", List.of("c.fits"), "");
        requireSame(run, "rejection-map", "", List.of("r.fits"), "");
        byte[] whole =
                bytes(request("/api/runs/" + run + "/download?name=a.fits").GET());
        first.destroyForcibly().waitFor();
        open();
        assertThat(ask("/api/kept")).contains("\"run\":\"" + run + "\"", "\"session\":true");
        assertThat(text(tell("/api/kept/" + run, "{}"), "state")).isEqualTo("stopped");
        assertThat(folder.resolve("state/1/" + run + "-master-dark.fits")).isNotEmptyFile();
        tell("/api/runs/" + run + "/resume", "{}");
        await(run, "finished");
        assertThat(bytes(request("/api/runs/" + run + "/download?name=a.fits").GET()))
                .isEqualTo(whole);
    }

    @Test
    void a_saved_video_has_the_bytes_of_the_command_line_that_is_shown() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ffmpeg")),
                "skipped: expected /usr/bin/ffmpeg for videos, found none");
        open();
        String run = run("{\"product\":\"comet\",\"planes\":\"count,max,when,sum,sumsq\"}");
        await(run, "finished");
        for (String view : List.of("product=trails", "product=comet&tail=40%25")) {
            byte[] saved = bytes(request("/api/runs/" + run + "/download?name=a.mp4&kind=video&" + view)
                    .GET());
            List<String> words = new ArrayList<>(Arrays.asList(
                    text(ask("/api/runs/" + run + "/command?" + view), "video").split(" ", -1)));
            assertThat(words.remove(0)).isEqualTo("sidereal");
            Path expected = folder.resolve("expected.mp4");
            words.set(words.size() - 1, expected.toString());
            words.add("--force");
            Shell.Outcome outcome = Shell.run(words.toArray());
            assertThat(outcome.exit()).as(outcome.err()).isZero();
            assertThat(saved).as(view).isEqualTo(Files.readAllBytes(expected));
        }
        assertThat(ask("/api/runs/" + run + "/download?name=a.gif&kind=video"))
                .contains(
                        "\"a.gif: expected a video whose name ends in .mp4, .mov or .webm, found another end; choose one of them\"");
    }

    /* What a full disk does: files grow to half a MiB, then the system refuses more. */
    @Test
    void a_disk_that_is_full_while_saving_costs_a_sentence_and_leaves_nothing() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: expected /bin/sh to limit files, found none");
        ProcessBuilder studio = studio(1000);
        studio.command().addAll(0, List.of("/bin/sh", "-c", "ulimit -f 1000; exec \"$@\"", "sh"));
        open(studio);
        String run = run("{\"product\":\"trails\"}");
        await(run, "finished");
        Path out = Files.createDirectories(simulated.resolve("out"));
        String full = tell("/api/runs/" + run + "/files", "{\"folder\":\"0/out\",\"name\":\"a.tif\"}");
        assertThat(full)
                .contains("a.tif: expected to write it, found: ")
                .contains("; nothing was left behind")
                .contains("\"status\":507");
        assertThat(ask("/api/runs/" + run + "/download?name=a.tif")).contains("\"status\":507");
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left).isEmpty();
        }
        assertThat(tell("/api/runs/" + run + "/files", "{\"folder\":\"0/out\",\"name\":\"a.jpg\",\"depth\":\"8\"}"))
                .contains("\"name\":\"a.jpg\"");
    }

    @Test
    void a_run_that_was_killed_with_the_studio_goes_on_in_the_next_one() throws Exception {
        Process first = open();
        String recipe = "{\"product\":\"average\",\"planes\":\"count,max,sum\"}";
        String whole = run(recipe);
        await(whole, "finished");
        byte[] expected = bytes(request("/api/runs/" + whole + "/download?name=s.fits&kind=stack")
                .GET());
        String run = run(recipe);
        Path checkpoint = folder.resolve("state/1/" + run + ".fits.checkpoint");
        long end = System.nanoTime() + 30_000_000_000L;
        while (!Files.exists(checkpoint)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(2);
        }
        first.destroyForcibly().waitFor();
        open();
        assertThat(ask("/api/kept")).contains("\"run\":\"" + run + "\"", "\"run\":\"" + whole + "\"");
        String taken = tell("/api/kept/" + run, "{}");
        assertThat(text(taken, "state")).as(taken).matches("paused|finished");
        if (text(taken, "state").equals("paused")) {
            tell("/api/runs/" + run + "/resume", "{}");
            await(run, "finished");
        }
        assertThat(bytes(request("/api/runs/" + run + "/download?name=s.fits&kind=stack")
                        .GET()))
                .isEqualTo(expected);
    }

    @Test
    void wrong_options_are_refused() {
        assertThat(Shell.run("studio", "--no-open", "--port", "70000")
                        .errLines()
                        .get(0))
                .isEqualTo("sidereal: --port: expected 0 to 65535, found 70000");
        assertThat(Shell.run("studio", "--no-open", "--checkpoint", "0")
                        .errLines()
                        .get(0))
                .isEqualTo("sidereal: --checkpoint: expected seconds above 0 and at most a million, found 0.0");
        assertThat(Shell.run("studio", folder.resolve("nowhere"), "--no-open")
                        .errLines()
                        .get(0))
                .isEqualTo(
                        "sidereal: " + folder.resolve("nowhere") + ": expected a folder to open, found no such folder");
    }
}
