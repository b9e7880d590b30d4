package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

    @Test
    void frames_and_truth_lie_in_the_folder(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        Shell.Outcome outcome = Shell.run("simulate", "-o", night, "--frames", 3, "--size", "64x48", "--format", "png");
        assertThat(outcome).isEqualTo(new Shell.Outcome(0, "", """
                        simulating 1/3
                        simulating 2/3
                        simulating 3/3
                        %s: 3 frames of 64x48 colour; what is true of them is in %s/truth
                        """.formatted(night, night)));
        assertThat(NightFiles.names(night)).containsExactly("IMG_0001.png", "IMG_0002.png", "IMG_0003.png", "truth");
        assertThat(NightFiles.names(night.resolve("truth")))
                .containsExactly(
                        "hot-pixels.csv",
                        "maximum-clean.png",
                        "maximum.png",
                        "passers.csv",
                        "sky-mask.png",
                        "stars.csv");
    }

    @Test
    void a_folder_that_holds_something_is_used_with_force_only(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("precious"), "old");
        assertThat(Shell.run("simulate", "-o", folder, "--frames", 1, "--size", "64x48"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: " + folder + ": expected an empty folder or none, found files in it;"
                                + " -o names another, --force writes over them\n"));
        assertThat(Shell.run("simulate", "-o", folder, "--frames", 1, "--size", "64x48", "--force", "-q"))
                .isEqualTo(new Shell.Outcome(0, "", ""));
        assertThat(folder.resolve("precious")).hasContent("old");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --frames 0           | --frames: expected 1 to 100000, found 0
                    --frames 1000000000  | --frames: expected 1 to 100000, found 1000000000
                    --frames x           | --frames: expected a whole number, found x
                    --size 0x5           | --size: expected at least 1x1, found 0x5
                    --size big           | --size: expected columns x rows such as 1200x800, found big
                    --size 999999x999999 | --size: width: expected 32 to 20000, found 999999
                    --exposure 0         | --exposure: exposure seconds: expected 0.001 to 3600.0, found 0.0
                    --exposure x         | --exposure: expected a number, found x
                    --quality 0          | --quality: expected 1 to 100, found 0
                    --format gif         | --format: expected jpg, png or tif, found gif
                    """)
    void wrong_options_make_no_folder(String words, String sentence, @TempDir Path folder) throws IOException {
        List<Object> line = new ArrayList<>(List.of("simulate", "-o", folder.resolve("night")));
        line.addAll(Arrays.asList(words.split(" ")));
        assertThat(Shell.run(line.toArray())).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + sentence + "\n"));
        assertThat(NightFiles.names(folder)).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_fault_of_the_disk(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Shell.Outcome outcome = Shell.run("simulate", "-o", file.resolve("night"), "--frames", 1);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .startsWith("sidereal: " + file.resolve("night") + ": expected a folder that can be made, found: ");
        assertThat(Shell.run("simulate", "-o", file, "--frames", 1))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: " + file + ": expected a folder or nothing, found a file; choose another name\n"));
    }

    @Test
    void the_demo_ends_with_a_picture_and_says_where(@TempDir Path folder) throws IOException {
        Path demo = folder.resolve("demo");
        Shell.Outcome outcome = Shell.run("demo", "-o", demo);
        assertThat(outcome.exit()).isZero();
        assertThat(NightFiles.names(demo)).containsExactly("frames", "trails.jpg");
        assertThat(outcome.errLines())
                .endsWith(
                        "The picture is " + demo.resolve("trails.jpg"),
                        "The same by hand:  sidereal trails " + demo.resolve("frames") + " -o trails.jpg");
        Shell.Outcome again = Shell.run("demo", "-o", demo);
        assertThat(again.exit()).isEqualTo(2);
    }
}
