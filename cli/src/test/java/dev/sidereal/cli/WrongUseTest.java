package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a command line is said in one sentence that names it; the exit code is 2. */
class WrongUseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --threads 0          | --threads: expected 1 to 1024, found 0
                    --threads 99999      | --threads: expected 1 to 1024, found 99999
                    --threads two        | --threads: expected a whole number, found two
                    --threads 1 --threads 2 | --threads: expected once, found twice
                    --every 0            | --every: expected 1 or more, found 0
                    --every=x            | --every: expected a whole number, found x
                    --from 0             | --from: expected 1 or more, found 0
                    --from 90q           | --from: expected the number of a frame or a time such as 90s, 5m or 1h, found 90q
                    --to -3              | --to: expected the number of a frame or a time such as 90s, 5m or 1h, found -3
                    --from 5 --to 3      | --to: expected 5 or later, where --from begins, found 3; exchange them
                    --from 5m --to 90s   | --to: expected 5m or later, where --from begins, found 90s; exchange them
                    --memory abc         | --memory: expected a size such as 500M or 2G, found abc
                    --memory 0           | --memory: expected a size such as 500M or 2G, found 0
                    --order size         | --order: expected time or name, found size
                    --depth 12           | --depth: expected 8, 16 or 32f, found 12
                    --force=no           | --force: expected nothing after it, found no
                    --forse              | --forse: expected an option of sidereal trails, found none of that name; did you mean --force?
                    --memry 3G           | --memry: expected an option of sidereal trails, found none of that name; did you mean --memory?
                    -z                   | -z: expected an option of sidereal trails, found none of that name; sidereal trails --help lists them
                    """)
    void options_of_trails(String words, String sentence, @TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 1);
        List<Object> line = new ArrayList<>(List.of("trails", folder.resolve("night"), "-o", folder.resolve("x.tif")));
        line.addAll(Arrays.asList(words.split(" ")));
        assertThat(Shell.run(line.toArray())).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + sentence + "\n"));
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    trails               | trails: expected FRAMES, found none; for example: sidereal trails night/ -o trails.jpg -o trails.tif
                    trails night         | --output: expected a file to write, found none; for example: -o picture.jpg -o picture.tif
                    trails -o x.jpg      | trails: expected FRAMES, found none; for example: sidereal trails night/ -o trails.jpg -o trails.tif
                    trails --forse       | --forse: expected an option of sidereal trails, found none of that name; did you mean --force?
                    trails night -o      | trails: expected --output OUT, found none; for example: sidereal trails night/ -o trails.jpg -o trails.tif
                    info                 | info: expected FRAMES, found none; for example: sidereal info night/
                    simulate             | simulate: expected --output DIR, found none; for example: sidereal simulate -o night --frames 60 --size 1200x800
                    demo extra           | extra: expected nothing more after sidereal demo, found a word
                    trials               | trials: expected a verb such as trails, found none of that name; did you mean trails?
                    stars                | stars: expected a verb such as trails, found none of that name; sidereal --help lists them
                    help stars           | help: expected a verb, found stars; sidereal --help lists them
                    """)
    void verbs_and_what_they_need(String words, String sentence) {
        assertThat(Shell.run((Object[]) words.split(" ")))
                .isEqualTo(new Shell.Outcome(2, "", "sidereal: " + sentence + "\n"));
    }

    @Test
    void an_empty_name_is_no_folder() {
        assertThat(Shell.run("trails", "", "-o", "x.jpg"))
                .isEqualTo(new Shell.Outcome(2, "", "sidereal: FRAMES: expected names, found an empty one\n"));
    }

    @Test
    void without_a_verb_the_verbs_are_listed() {
        Shell.Outcome outcome = Shell.run();
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines())
                .startsWith("Usage: sidereal [-hV] VERB")
                .endsWith("sidereal: expected a verb, found none; sidereal --help lists them");
    }
}
