package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTalkTest {

    private static final String ERASE = "\r\u001b[K";

    @Test
    void on_a_terminal_a_bar_gives_way_to_every_line(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 6);
        Files.writeString(frames.get(2), "text");
        Path output = folder.resolve("x.jpg");
        Shell.Outcome outcome = Shell.runWatched("trails", folder.resolve("night"), "-o", output, "--threads", 1);
        assertThat(outcome.exit()).isZero();
        assertThat(shown(outcome.err()))
                .hasSize(5)
                .startsWith(
                        "reading the headers of 6 files",
                        "5 frames of 64x48 colour, 8-bit, in order of time; 1 worker, 126 MB of memory",
                        "left out IMG_0003.jpg: expected a picture, found text")
                .endsWith(output + ": star trails of 5 frames, 150 s");
        assertThat(outcome.err())
                .containsPattern("\u001b\\[\\?7l6/6 frames, [0-9.]+/s, [0-9]+ MB +\\[={30}]\u001b\\[\\?7h")
                .endsWith("\n");
    }

    @Test
    void no_control_characters_reach_a_file(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 6);
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"));
        assertThat(outcome.err()).doesNotContain("\u001b", "\r");
    }

    /* What is left to see: of each line, what follows the last time it was erased. */
    private static List<String> shown(String err) {
        return Pattern.compile("\n")
                .splitAsStream(err)
                .map(line -> line.substring(line.lastIndexOf(ERASE) + ERASE.length()))
                .toList();
    }
}
