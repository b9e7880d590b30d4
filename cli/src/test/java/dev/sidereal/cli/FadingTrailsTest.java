package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FadingTrailsTest {

    @TempDir
    private Path folder;

    @Test
    void clean_and_comet_trails_are_the_same_from_frames_and_from_the_stack() throws IOException {
        run("simulate", "-o", at("night"), "--frames", "12", "--size", "90x60", "--no-truth");
        run(
                "trails",
                at("night"),
                "--clean",
                "-o",
                at("clean.png"),
                "--also",
                "comet=" + at("comet.png"),
                "--tail",
                "6",
                "--fade",
                "exp",
                "--save-stack",
                at("night.fits"));
        run("develop", at("night.fits"), "-o", at("clean2.png"));
        run("develop", at("night.fits"), "--as", "comet", "--tail", "50%", "--fade", "exp", "-o", at("comet2.png"));
        assertThat(Files.readAllBytes(folder.resolve("clean2.png")))
                .isEqualTo(Files.readAllBytes(folder.resolve("clean.png")));
        assertThat(Files.readAllBytes(folder.resolve("comet2.png")))
                .isEqualTo(Files.readAllBytes(folder.resolve("comet.png")));
    }

    @Test
    void a_tail_of_one_frame_weighed_while_reading_is_the_last_frame() throws IOException {
        run("simulate", "-o", at("night"), "--frames", "5", "--size", "90x60", "--no-truth");
        String[] comet = {"trails", at("night"), "--comet=1", "--exact", "-o", at("comet.png")};
        run(comet);
        run("average", at("night"), "--from", "5", "-o", at("last.png"));
        assertThat(pixels("comet.png")).isEqualTo(pixels("last.png"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --comet --exact --ground mean | --exact: expected no --continue, --resume or --ground with it, found one of them
            --exact | --tail, --fade, --head, --tint, --exact: expected --comet with them, found none
            --comet --exact --tint time | --tint: expected comets from the saved moments, found --exact; use one of them
            """)
    void what_cannot_be_weighed_is_refused(String options, String message) throws IOException {
        run("simulate", "-o", at("night"), "--frames", "3", "--size", "90x60", "--no-truth");
        Shell.Outcome result =
                Shell.run((Object[]) ("trails " + at("night") + " -o " + at("x.png") + " " + options).split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err().strip()).endsWith("sidereal: " + message);
    }

    @Test
    void a_frame_can_be_left_out_of_a_saved_stack_as_if_it_had_never_been_there() throws IOException {
        run("simulate", "-o", at("night"), "--frames", "5", "--size", "90x60", "--no-truth");
        run("trails", at("night"), "--save-stack", at("night.fits"), "--planes", "extremes");
        String third = frames()[2];
        run("develop", at("night.fits"), "--without", "3", "-o", at("without.png"));
        Files.delete(folder.resolve("night").resolve(third));
        run("trails", at("night"), "-o", at("truth.png"));
        run("develop", at("night.fits"), "--as", "trails", "--without", third, "-o", at("named.png"));
        assertThat(pixels("without.png")).isEqualTo(pixels("truth.png"));
        assertThat(pixels("named.png")).isEqualTo(pixels("truth.png"));
    }

    @Test
    void which_frame_lit_a_pixel_is_told_as_text_and_as_json() throws IOException {
        run("simulate", "-o", at("night"), "--frames", "3", "--size", "90x60", "--no-truth");
        run("trails", at("night"), "--save-stack", at("night.fits"), "--planes", "extremes:2");
        Shell.Outcome text = Shell.run("develop", at("night.fits"), "--which", "10,20");
        assertThat(text.exit()).isZero();
        assertThat(text.out().lines().toList())
                .hasSize(6)
                .allMatch(line -> line.matches("(red|green|blue) [12]: [0-9]+ in frame [123], .+"));
        Shell.Outcome json = Shell.run("develop", at("night.fits"), "--which", "10,20", "--json");
        assertThat(json.out())
                .startsWith("{\"event\":\"which\",\"x\":10,\"y\":20,\"lit\":[{\"channel\":\"red\",\"rank\":1,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --without 9 | --without: expected a frame from 1 to 3, found 9
            --without moon | --without: expected the name or number of one frame, found moon, which none has
            --without 1 --without 1 | --without: expected each frame once, found 1 twice
            --which 90,0 | --which: expected a pixel from 0,0 to 89,59, found 90,0
            --which here | --which: expected a pixel such as 120,80, found here
            --tail 5 | --tail, --fade, --head, --tint: expected --as comet with them, found none
            --as comet --tail 0 | --tail: expected 1 frame or more, found 0
            --as comet --fade slow | --fade: expected linear or exp, found slow
            --as comet --tint red | --tint: expected none or time, found red
            --as comet --exact | --exact: expected frames to weigh, found STACK; sidereal trails --comet --exact reads them
            --as comet --head top | --head: expected end, begin or middle, found top
            """)
    void wrong_questions_are_refused(String options, String message) throws IOException {
        run("simulate", "-o", at("night"), "--frames", "3", "--size", "90x60", "--no-truth");
        run("trails", at("night"), "--save-stack", at("night.fits"), "--planes", "extremes:2");
        String[] words = ("develop " + at("night.fits") + " -o " + at("x.png") + " " + options).split(" ");
        Shell.Outcome result = Shell.run((Object[]) words);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err().strip()).isEqualTo("sidereal: " + message.replace("STACK", at("night.fits")));
    }

    private String[] frames() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("night"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jpg"))
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    private List<Integer> pixels(String name) throws IOException {
        BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .boxed()
                .toList();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static void run(String... words) {
        Shell.Outcome result = Shell.run((Object[]) words);
        assertThat(result.exit()).as(result.err()).isZero();
    }
}
