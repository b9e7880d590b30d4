package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateOptionTest {

    private static final String REASON = "sky level: expected about 16.1 % as in the frames around it, found 78.8 %";

    @Test
    void a_lit_frame_is_named_and_used_unless_asked_otherwise(@TempDir Path folder) throws IOException {
        UnlikeNight.write(folder.resolve("night"), 24, 10);
        Path out = folder.resolve("out.png");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", out);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .containsSequence(
                        "unlike the night f10.png: " + REASON,
                        "1 frame unlike the night is in the result; --gate auto leaves such frames out");
        assertThat(outcome.err()).contains("\n24 frames in ");
    }

    @Test
    void gate_auto_leaves_it_out_as_if_it_had_not_been_there(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        UnlikeNight.write(night, 24, 10);
        Path gated = folder.resolve("gated.png");
        Shell.Outcome outcome = Shell.run("trails", night, "--gate", "auto", "-o", gated);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines()).contains("left out f10.png: " + REASON);
        assertThat(outcome.err()).contains("23 frames in ").contains("; 1 left out, named above");
        NightFiles.requireMaximum(
                gated,
                IntStream.rangeClosed(1, 24)
                        .filter(i -> i != 10)
                        .mapToObj(i -> night.resolve("f" + i + ".png"))
                        .toList());
        Path single = folder.resolve("single.png");
        Shell.run("trails", night, "--gate", "auto", "--threads", 1, "-o", single);
        assertThat(Files.readAllBytes(single)).isEqualTo(Files.readAllBytes(gated));
    }

    @Test
    void a_night_of_which_most_is_unlike_keeps_all_its_frames(@TempDir Path folder) throws IOException {
        UnlikeNight.write(folder.resolve("night"), 30, 3, 6, 9, 12, 15, 18, 21, 24, 27, 29, 30);
        Shell.Outcome outcome =
                Shell.run("trails", folder.resolve("night"), "--gate", "auto", "-o", folder.resolve("out.png"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err())
                .contains("11 frames unlike the others are more than a third of the night; none is left out\n")
                .contains("30 frames in ")
                .doesNotContain("left out f");
    }

    @Test
    void nine_frames_are_too_few_to_judge(@TempDir Path folder) throws IOException {
        UnlikeNight.write(folder.resolve("night"), 9, 4);
        Shell.Outcome outcome =
                Shell.run("trails", folder.resolve("night"), "--gate", "auto", "-o", folder.resolve("out.png"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .contains("--gate auto: expected at least 10 frames to tell what is unlike the night, found fewer;"
                        + " none is left out");
    }

    @Test
    void programs_hear_of_it_as_well(@TempDir Path folder) throws IOException {
        UnlikeNight.write(folder.resolve("night"), 24, 10);
        List<String> events = Shell.run("trails", folder.resolve("night"), "--json", "-o", folder.resolve("out.png"))
                .outLines();
        assertThat(events)
                .contains(
                        "{\"event\":\"unlike\",\"name\":\"f10.png\",\"reason\":\"" + REASON + "\"}",
                        "{\"event\":\"note\",\"text\":\"1 frame unlike the night is in the result; --gate auto leaves"
                                + " such frames out\"}");
    }

    @Test
    void another_gate_is_refused(@TempDir Path folder) {
        assertThat(Shell.run("trails", folder, "--gate", "0.3", "-o", folder.resolve("out.png")))
                .isEqualTo(new Shell.Outcome(2, "", "sidereal: --gate: expected auto or off, found 0.3\n"));
    }
}
