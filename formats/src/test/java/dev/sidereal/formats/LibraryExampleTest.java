package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Stretch;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/library.md, compiled and run; the page must show them as they stand here. */
class LibraryExampleTest {

    @Test
    void five_lines_turn_files_into_a_picture(@TempDir Path folder) throws Exception {
        List<Path> files = frames(folder);
        Path output = folder.resolve("ground.tif");
        // five lines
        FrameFiles frames = FrameFiles.probe(files, 2);
        Recipe recipe = Recipe.of(Set.of(Plane.MAX, Plane.SUM));
        Stack stack = new LocalEngine().run(recipe, frames, Progress.NONE);
        Picture picture = Product.AVERAGE.develop(stack, Look.plain(stack.curve()), Tones.CODES);
        PictureFiles.write(picture, output, Optional.empty());
        // end
        assertThat(TestPictures.info(output).shape()).isEqualTo(SHAPE);
    }

    @Test
    void a_stack_is_kept_and_developed_again(@TempDir Path folder) throws Exception {
        FrameFiles frames = FrameFiles.probe(frames(folder), 2);
        Stack stack = new LocalEngine().run(Recipe.of(Set.of(Plane.MAX, Plane.SUM)), frames, Progress.NONE);
        Path file = folder.resolve("night.fits");
        // kept
        StackFile.write(stack, "{}", file);
        Stack again = StackFile.read(file).stack();
        Look look = new Look(2, new Level.Light(0), new Level.Percentile(99.9), false, 1, Stretch.NONE, again.curve());
        Picture bright = Product.AVERAGE.develop(again, look, Tones.CODES);
        Picture trails = Product.TRAILS.develop(again, Look.plain(again.curve()), Tones.CODES);
        // end
        assertThat(bright.raster().type()).isEqualTo(SampleType.FLOAT32);
        assertThat(trails.raster().type()).isEqualTo(SampleType.UINT8);
    }

    @Test
    void the_page_shows_these_lines() throws IOException {
        String page = Files.readString(Path.of("../docs/library.md"));
        String source = Files.readString(Path.of("src/test/java/dev/sidereal/formats/LibraryExampleTest.java"));
        for (String name : List.of("// five lines\n", "// kept\n")) {
            String lines = source.substring(source.indexOf("        " + name) + 8 + name.length());
            assertThat(page)
                    .contains(
                            lines.substring(0, lines.indexOf("        // end")).replace("        ", ""));
        }
    }

    private static final Shape SHAPE = new Shape(40, 30, 3);

    private static List<Path> frames(Path folder) throws IOException {
        return List.of(
                TestPictures.write(
                        TestPictures.picture(TestPictures.sky(SHAPE, SampleType.UINT8, 1)), folder.resolve("1.png")),
                TestPictures.write(
                        TestPictures.picture(TestPictures.sky(SHAPE, SampleType.UINT8, 2)), folder.resolve("2.png")));
    }
}
