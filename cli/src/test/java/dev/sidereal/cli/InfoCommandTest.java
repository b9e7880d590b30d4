package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    @Test
    void a_table_has_a_line_for_each_file_good_or_bad(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder, 2);
        Files.writeString(frames.get(1), "text");
        Shell.Outcome outcome = Shell.run("info", folder);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.outLines()).hasSize(3);
        assertThat(outcome.outLines().get(0)).matches("file +format size +depth +encoding time +exposure +stars +sky");
        assertThat(outcome.outLines().get(1))
                .matches("IMG_0001.jpg  JPEG   64x48 colour       8-bit        srgb     "
                        + "2026-08-12T22:10:00 +30 s +[0-9]+ +[0-9.]+ %");
        assertThat(outcome.outLines().get(2)).isEqualTo("IMG_0002.jpg: expected a picture, found text");
    }

    @Test
    void json_is_one_object_per_input(@TempDir Path folder) throws IOException {
        Path good = NightFiles.jpegs(folder, 1).get(0);
        Path missing = folder.resolve("none.jpg");
        Shell.Outcome outcome = Shell.run("info", missing, good, "--json");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.outLines()).hasSize(2);
        assertThat(outcome.outLines().get(0)).isEqualTo("{\"file\":\"" + missing + "\",\"error\":\"no such file\"}");
        assertThat(outcome.outLines().get(1))
                .startsWith("{\"file\":\"" + good + "\",\"format\":\"JPEG\",\"width\":64,\"height\":48,\"channels\":3,"
                        + "\"bits\":8,\"type\":\"unsigned\",\"encoding\":\"srgb\",\"time\":\"2026-08-12T22:10:00\","
                        + "\"exposureSeconds\":30.0,");
    }

    @Test
    void the_end_of_the_pipe_is_the_end_of_the_work(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 12);
        AtomicInteger attempts = new AtomicInteger();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                attempts.incrementAndGet();
                throw new IOException("Broken pipe");
            }
        };
        PrintStream out = new PrintStream(closed, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Main.run(new Terminal(out, err, false), "info", folder.toString());
        assertThat(attempts.get()).isLessThan(3);
    }

    @Test
    void nothing_readable_is_nothing_usable(@TempDir Path folder) {
        Shell.Outcome outcome = Shell.run("info", folder.resolve("none.jpg"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.outLines()).hasSize(2).endsWith("none.jpg: no such file");
    }

    @Test
    void an_empty_folder_holds_no_pictures(@TempDir Path folder) {
        assertThat(Shell.run("info", folder))
                .isEqualTo(new Shell.Outcome(
                        3,
                        "",
                        "sidereal: " + folder + ": expected pictures (.jpg, .png, .tif), found none;"
                                + " name a folder or files that hold some\n"));
    }
}
