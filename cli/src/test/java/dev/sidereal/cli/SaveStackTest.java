package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaveStackTest {

    @TempDir
    private Path folder = Path.of("");

    private Path night = Path.of("");
    private Path stack = Path.of("");

    @BeforeEach
    void save() throws IOException {
        night = folder.resolve("night");
        NightFiles.jpegs(night, 8);
        stack = folder.resolve("night.fits");
        ok("trails", night, "-o", folder.resolve("trails.tif"), "--save-stack", stack);
    }

    @Test
    void a_stack_keeps_every_plane_and_a_row_for_every_frame() throws IOException {
        StackFile file = StackFile.read(stack);
        assertThat(file.stack().planes()).isEqualTo(Plane.USUAL);
        assertThat(file.stack().frames()).hasSize(8).allSatisfy(frame -> {
            assertThat(frame.used()).isTrue();
            assertThat(frame.time()).isPresent();
            assertThat(frame.exposure()).isPresent();
            assertThat(frame.content().orElseThrow().size()).isEqualTo(Files.size(night.resolve(frame.name())));
            assertThat(frame.content().orElseThrow().sha256()).hasSize(64);
        });
        assertThat(file.recipe())
                .isEqualTo("{\"product\":\"trails\",\"every\":\"1\",\"badFrames\":\"skip\",\"encoding\":\"srgb\","
                        + "\"planes\":\"count,max,when,min,sum,sumsq\"}");
        assertThat(NightFiles.names(folder)).containsExactly("night", "night.fits", "trails.tif");
    }

    @Test
    void only_the_planes_asked_for_are_kept() throws IOException {
        Path small = folder.resolve("small.fits");
        ok("trails", night, "--save-stack", small, "--planes", "max,sum");
        assertThat(StackFile.read(small).stack().planes()).containsExactlyInAnyOrder(Plane.MAX, Plane.COUNT, Plane.SUM);
    }

    @Test
    void one_reading_gives_several_products_equal_to_those_of_runs_of_their_own() throws IOException {
        Path trails = folder.resolve("t.tif");
        Path ground = folder.resolve("g.tif");
        Path least = folder.resolve("l.png");
        ok("trails", night, "-o", trails, "--also", "average=" + ground + ",min=" + least);
        ok("average", night, "-o", folder.resolve("average.tif"));
        assertThat(trails).hasSameBinaryContentAs(folder.resolve("trails.tif"));
        assertThat(ground).hasSameBinaryContentAs(folder.resolve("average.tif"));
        assertThat(least).exists();
    }

    @Test
    void a_continued_stack_and_a_merged_one_equal_the_whole() throws IOException {
        Path first = half("first", 1, 5);
        Path second = half("second", 6, 8);
        Path merged = folder.resolve("merged.fits");
        Path continued = folder.resolve("continued.fits");
        ok("merge", first, second, "-o", merged);
        ok(
                "trails",
                folder.resolve("second"),
                "-o",
                folder.resolve("c.tif"),
                "--continue",
                first,
                "--save-stack",
                continued);
        requireEqual(StackFile.read(merged).stack(), StackFile.read(stack).stack());
        requireEqual(StackFile.read(continued).stack(), StackFile.read(stack).stack());
        assertThat(folder.resolve("c.tif")).hasSameBinaryContentAs(folder.resolve("trails.tif"));
    }

    @Test
    void a_frame_that_is_inside_already_is_refused_and_leaves_every_stack_as_it_was() throws IOException {
        byte[] before = Files.readAllBytes(stack);
        Path copy = Files.copy(
                night.resolve("IMG_0003.jpg"),
                Files.createDirectory(folder.resolve("more")).resolve("again.jpg"));
        Path longer = folder.resolve("longer.fits");
        Shell.Outcome refused = Shell.run("trails", copy, "--continue", stack, "--save-stack", longer, "--quiet");
        assertThat(refused)
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: again.jpg: expected a frame that is not in the stack yet, found it there as"
                                + " IMG_0003.jpg; leave it out, for its light would count twice\n"));
        assertThat(longer).doesNotExist();
        assertThat(Shell.run("merge", stack, stack, "-o", longer, "--quiet"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: IMG_0001.jpg: expected a frame that is not in the stack yet, found it there as"
                                + " IMG_0001.jpg, and 7 more; leave it out, for its light would count twice\n"));
        assertThat(stack).hasBinaryContent(before);
        ok("trails", copy, "--continue", stack, "--save-stack", longer, "--allow-repeats");
        assertThat(StackFile.read(longer).stack().frames())
                .extracting(FrameRecord::name)
                .hasSize(9)
                .endsWith("again.jpg");
    }

    @Test
    void a_stack_continues_into_its_own_file_when_forced() throws IOException {
        Path first = half("first", 1, 5);
        half("second", 6, 8);
        ok("trails", folder.resolve("second"), "--continue", first, "--save-stack", first, "--force");
        requireEqual(StackFile.read(first).stack(), StackFile.read(stack).stack());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --continue night.fits | --continue: expected --save-stack FILE.fits with it, to which the longer stack goes, found none
                    --resume | --resume: expected --save-stack FILE.fits with it, beside which the checkpoint lies, found none
                    --planes sum | --planes: expected --save-stack FILE.fits with it, in which they are kept, found none
                    --save-stack x.png | --save-stack: expected a name that ends in .fits, found x.png
                    --save-stack x.fits --planes sun | --planes: expected count, max, when, min, sum, sumsq or extremes, found sun
                    --save-stack x.fits --checkpoint 0 | --checkpoint: expected seconds above 0 and at most a million, found 0.0
                    --also average | --also: expected a product and a file such as average=ground.tif, found average
                    --also mean=x.tif | --also: expected trails, clean, comet, average, sum, sigma, count, min, found mean
                    --also average=o.tif | o.tif: expected each output once, found it twice
                    """)
    void a_wrong_option_is_refused_in_one_sentence(String words, String sentence) {
        Object[] line = ("trails " + night + " --quiet -o o.tif " + words).split(" ");
        assertThat(Shell.run(line)).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + sentence + "\n"));
    }

    @Test
    void a_stack_of_another_kind_cannot_be_continued() throws IOException {
        Path other = folder.resolve("other");
        NightFiles.pngs(other, 2);
        Path longer = folder.resolve("longer.fits");
        assertThat(Shell.run(
                        "average", other, "--encoding", "gamma:2", "--continue", stack, "--save-stack", longer, "-q"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --continue: expected encoding srgb, found gamma:2; only frames of one kind can be in a"
                                + " stack\n"));
        Path maxOnly = folder.resolve("max.fits");
        ok("trails", night, "--save-stack", maxOnly, "--planes", "max");
        assertThat(Shell.run(
                        "average",
                        other,
                        "--continue",
                        maxOnly,
                        "-o",
                        folder.resolve("x.tif"),
                        "--save-stack",
                        longer,
                        "-q"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --continue: expected a stack with planes count,sum for the pictures asked for, found"
                                + " max; ask for others\n"));
        assertThat(longer).doesNotExist();
    }

    @Test
    void stacks_with_different_encodings_are_not_merged() throws IOException {
        Path other = folder.resolve("other.fits");
        ok("trails", night, "--save-stack", other, "--encoding", "gamma:2.2");
        assertThat(Shell.run("merge", stack, other, "-o", folder.resolve("m.fits"), "-q"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: stacks: expected equal encoding, found srgb and gamma:2.2; only stacks of one kind"
                                + " can be merged\n"));
    }

    @Test
    void the_frames_are_not_needed_to_save_a_stack_and_no_picture_either() throws IOException {
        assertThat(Shell.run("trails", night, "-q"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --output: expected a file to write, found none; for example: -o picture.jpg -o"
                                + " picture.tif\n"));
    }

    private Path half(String name, int from, int to) throws IOException {
        Path half = Files.createDirectory(folder.resolve(name));
        for (int i = from; i <= to; i++) {
            String file = String.format("IMG_%04d.jpg", i);
            Files.copy(night.resolve(file), half.resolve(file));
        }
        Path saved = folder.resolve(name + ".fits");
        ok("trails", half, "--save-stack", saved);
        return saved;
    }

    static void requireEqual(Stack found, Stack expected) {
        assertThat(found.planes()).isEqualTo(expected.planes());
        assertThat(found.frames()).isEqualTo(expected.frames());
        for (Plane plane : expected.planes()) {
            for (int strip = 0; strip < expected.strips().count(); strip++) {
                assertThat(numbers(found, plane, strip)).as("%s", plane).isEqualTo(numbers(expected, plane, strip));
            }
        }
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip) {
        ByteBuffer numbers = ByteBuffer.allocate(
                stack.strips().mostSamples() * stack.type(plane).bytes());
        stack.write(plane, strip, numbers);
        return numbers.flip();
    }

    private static void ok(Object... words) {
        List<Object> line = new java.util.ArrayList<>(List.of(words));
        line.add("--quiet");
        assertThat(Shell.run(line.toArray())).isEqualTo(new Shell.Outcome(0, "", ""));
    }
}
