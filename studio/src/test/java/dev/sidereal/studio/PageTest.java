package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; what is done there stands in {@code test/page.test.mjs}. */
class PageTest {

    private static final long SECONDS = 300;
    /* So many that a person finds the time to pause. */
    private static final int LONG = 1500;
    private static final int MANY_LIGHTS = 100;

    @TempDir
    private Path home = Path.of("");

    @Test
    void a_person_makes_a_picture_with_it() throws Exception {
        Path page = Path.of(System.getProperty("sidereal.page", "src/main/page"));
        assumeTrue(
                Files.isDirectory(page.resolve("node_modules/playwright-core")),
                "skipped: the page is built with Node, whose packages are not there");
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(),
                "skipped: the page is tested with Chromium, which is not there; install chromium");
        Path root = home.resolve("root");
        Nightfall.withPause(root.resolve("night"), 800, 534, 40);
        Nightfall.again(root.resolve("night"), root.resolve("long"), LONG);
        Nightfall.withLight(root.resolve("odd"), 300, 200, 24, 12);
        Starlight.into(root.resolve("session"), 480, 360, 8, 2);
        Nightfall.again(root.resolve("session/lights"), root.resolve("endless/lights"), MANY_LIGHTS);
        Files.writeString(root.resolve("odd/IMG_0025.jpg"), "Dear diary, tonight it was cloudy.");
        List<Throwable> faults = new ArrayList<>();
        leaveOne(root, faults);
        try (Studio studio = Studio.open(Settings.of(root, home), faults::add)) {
            Path heard = home.resolve("heard.txt");
            ProcessBuilder node = new ProcessBuilder("node", "--test", "--test-reporter=spec", "test/page.test.mjs")
                    .directory(page.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(heard.toFile());
            node.environment().put("ADDRESS", studio.address());
            node.environment().put("CHROMIUM", chromium.orElseThrow().toString());
            node.environment().put("FOLDER", root.resolve("night").toString());
            Optional.ofNullable(System.getProperty("sidereal.shots"))
                    .ifPresent(shots -> node.environment().put("SHOTS", shots));
            Process process = node.start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            String said = Files.readString(heard, StandardCharsets.UTF_8);
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }
        assertThat(faults).isEmpty();
    }

    /* A run of an earlier start. */
    private void leaveOne(Path root, List<Throwable> faults) throws Exception {
        Path state = home.resolve("state/1");
        try (Studio studio = Studio.open(Settings.of(root, home), faults::add)) {
            Visitor visitor = new Visitor(studio.address());
            String night = visitor.post("/api/nights", Map.of("folder", "0/odd"))
                    .fields()
                    .text("night");
            String run = visitor.post("/api/runs", Map.of("night", night, "recipe", Map.of("product", "trails")))
                    .fields()
                    .text("run");
            visitor.await(run, "finished");
            Path description = state.resolve(run + ".json");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.readString(description).contains("\"finished\":true")) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(20);
            }
        }
    }
}
