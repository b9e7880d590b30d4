package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** With {@code --json}, standard output holds one JSON object per line and nothing else. */
class JsonTalkTest {

    @Test
    void a_run_is_told_in_events(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        Files.writeString(frames.get(1), "text");
        Path output = folder.resolve("x.jpg");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", output, "--json", "--threads", 1);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.outLines();
        lines.forEach(JsonTalkTest::requireObject);
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).isEqualTo("{\"event\":\"looking\",\"files\":4}");
        assertThat(lines.get(1))
                .startsWith(
                        "{\"event\":\"planned\",\"frames\":3,\"width\":64,\"height\":48,\"channels\":3,"
                                + "\"type\":\"8-bit\",\"order\":\"time\",\"workers\":1,\"passes\":1,\"framesAtOnce\":2,\"memoryBytes\":");
        assertThat(lines.get(2))
                .isEqualTo("{\"event\":\"skipped\",\"name\":\"IMG_0002.jpg\","
                        + "\"reason\":\"expected a picture, found text\",\"done\":1,\"total\":4}");
        assertThat(lines.get(5)).isEqualTo("{\"event\":\"frame\",\"name\":\"IMG_0004.jpg\",\"done\":4,\"total\":4}");
        assertThat(lines.get(6)).startsWith("{\"event\":\"finished\",\"used\":3,\"skipped\":1,\"seconds\":");
        assertThat(lines.get(7))
                .isEqualTo("{\"event\":\"wrote\",\"file\":\"" + output
                        + "\",\"summary\":\"star trails of 3 frames, 90 s\"}");
    }

    @Test
    void a_dry_run_is_told_in_events(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path output = folder.resolve("x.jpg");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", output, "--json", "--dry-run");
        assertThat(outcome.outLines()).hasSize(3).endsWith("{\"event\":\"wouldWrite\",\"file\":\"" + output + "\"}");
    }

    @Test
    void errors_are_events_too_and_sentences_for_people(@TempDir Path folder) {
        Path missing = folder.resolve("none.jpg");
        Shell.Outcome outcome = Shell.run("trails", missing, "-o", folder.resolve("x.jpg"), "--json");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.outLines())
                .containsExactly(
                        "{\"event\":\"looking\",\"files\":1}",
                        "{\"event\":\"error\",\"message\":\"frames: expected at least one that can be read, found none"
                                + " of 1\\n  none.jpg: no such file\",\"exit\":3}");
        assertThat(outcome.errLines())
                .startsWith("sidereal: frames: expected at least one that can be read, found none of 1");
    }

    @Test
    void wrong_use_is_an_event_as_well() {
        assertThat(Shell.run("trails", "--json", "--threads", "x", "night", "-o", "x.jpg"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "{\"event\":\"error\",\"message\":\"--threads: expected a whole number, found x\",\"exit\":2}\n",
                        "sidereal: --threads: expected a whole number, found x\n"));
    }

    @Test
    void a_file_of_that_name_asks_for_nothing(@TempDir Path folder) {
        Shell.Outcome outcome = Shell.run("trails", "-o", folder.resolve("x.jpg"), "--", "--json");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void names_are_escaped(@TempDir Path folder) throws IOException {
        Path frame = NightFiles.jpegs(folder, 1).get(0);
        Path odd = Files.move(frame, folder.resolve("a\"b\n\u001b星.jpg"));
        Shell.Outcome outcome = Shell.run("info", odd, "--json");
        requireObject(outcome.out().strip());
        assertThat(outcome.out()).contains("a\\\"b\\n\\u001B星.jpg");
    }

    private static void requireObject(String line) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            assertThat(String.valueOf(parser.nextToken())).isEqualTo("START_OBJECT");
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
    }
}
