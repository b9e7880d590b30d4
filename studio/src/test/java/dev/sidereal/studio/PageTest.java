package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; what is done there stands in {@code test/page.test.mjs}. */
class PageTest {

    private static final long SECONDS = 300;

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
        Nightfall.withPause(root.resolve("night"), 1000, 666, 40);
        List<Throwable> faults = new ArrayList<>();
        try (Studio studio = Studio.open(
                new Setting(
                        List.of(root),
                        InetAddress.getLoopbackAddress(),
                        0,
                        home.resolve("state"),
                        Duration.ofSeconds(60)),
                faults::add)) {
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
}
