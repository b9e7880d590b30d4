package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands on a real cluster. */
final class JobTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void folders_are_stacked_each_by_itself_into_a_far_file_system() throws Exception {
        List<Path> first = Frames.write(folder.resolve("nights/first"), 7, "jpg", 1);
        List<Path> second = Frames.write(folder.resolve("nights/second"), 9, "jpg", 2);
        Files.writeString(second.get(4), "no picture");
        Files.createDirectories(folder.resolve("nights/third"));
        Files.writeString(folder.resolve("nights/third/a.jpg"), "no picture either");
        Path out = Files.createDirectories(folder.resolve("out"));
        run(
                "trails",
                "slow://" + folder + "/nights/*",
                "-o",
                "slow://" + out + "/{group}.png",
                "--save-stack",
                "slow://" + out + "/{group}.fits",
                "--group-by",
                "folder");
        assertThat(names(out)).containsExactly("first.fits", "first.png", "second.fits", "second.png");
        assertThat(Files.readAllBytes(out.resolve("first.fits"))).isEqualTo(local(Product.TRAILS, first));
        assertThat(Files.readAllBytes(out.resolve("second.fits"))).isEqualTo(local(Product.TRAILS, second));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("left out IMG_0005.jpg: expected a picture, found text\n")
                .contains("third: frames: expected at least one that can be read, found none of 1\n")
                .contains("wrote slow:" + out + "/second.fits\n");
    }

    @Test
    void an_output_that_exists_is_not_written_over() throws Exception {
        Frames.write(folder.resolve("night"), 2, "jpg", 1);
        Path out = Files.writeString(folder.resolve("a.png"), "mine");
        assertThatThrownBy(() -> run("trails", folder.resolve("night").toString(), "-o", out.toString()))
                .isInstanceOf(OptionException.class)
                .hasMessage("file:" + out + ": expected no such file, found one; --force overwrites it");
        assertThat(out).hasContent("mine");
    }

    @Test
    void a_folder_that_is_not_there_is_said_before_the_work() throws Exception {
        Frames.write(folder.resolve("night"), 2, "jpg", 1);
        assertThatThrownBy(() -> run("average", folder + "/night/*.jpg", "-o", folder + "/none/a.tif"))
                .isInstanceOf(IOException.class)
                .hasMessage("file:" + folder + "/none/a.tif: expected the folder file:" + folder
                        + "/none, found none; make it first");
    }

    @Test
    void names_with_spaces_and_letters_beyond_ascii_are_read() throws Exception {
        List<Path> files = Frames.write(folder.resolve("n\u00e4chte 1%20"), 3, "png", 1);
        Path out = folder.resolve("a.fits");
        run("average", folder.resolve("n\u00e4chte 1%20").toString(), "--save-stack", out.toString());
        assertThat(Files.readAllBytes(out)).isEqualTo(local(Product.AVERAGE, files));
    }

    private void run(String... words) throws IOException, InterruptedException {
        Arguments given = Arguments.of(Arrays.asList(words));
        Lines lines = new Lines(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        new Job(Shared.spark(), Wishes.of(given), lines).run(given.names());
    }

    /** The stack file that one machine writes. */
    static byte[] local(Product product, List<Path> files) throws IOException, InterruptedException {
        Set<Plane> planes = EnumSet.copyOf(Plane.USUAL);
        Recipe recipe = new Recipe(
                Selection.ALL, planes, BadFrames.SKIP, Budget.ofThisMachine(), new ToneCurve.Srgb(), Identity.HASHED);
        Stack stack = new LocalEngine().run(recipe, FrameFiles.probe(files, 2), Progress.NONE);
        Path file = Files.createTempFile("sidereal", ".fits");
        try {
            StackFile.write(stack, RecipeJson.write(recipe, product, Optional.empty()), file);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
