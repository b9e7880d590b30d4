package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Stretch;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.Print;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
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
import dev.sidereal.simulator.NightScene;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.sky.SkyOverGround;
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
import java.util.function.Function;
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
    void sky_over_ground_and_its_mask_are_those_of_one_machine() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), NightScene.of(240, 160, 12, 3), "png");
        Path out = Files.createDirectories(folder.resolve("out"));
        String ground = "trails %1$s/night --ground mean -o %1$s/out/%2$s.png";
        run((ground + " --also mask=%1$s/out/mask.png")
                .formatted(folder, "found")
                .split(" "));
        run((ground + " --mask %1$s/out/mask.png").formatted(folder, "given").split(" "));
        Set<Plane> planes = EnumSet.copyOf(SkyMask.PLANES);
        planes.addAll(Product.AVERAGE.planes());
        Stack stack = new LocalEngine().run(Recipe.of(planes), FrameFiles.probe(files, 2), Progress.NONE);
        SkyMask mask = SkyMask.of(stack);
        assertThat(mask.doubt()).isEmpty();
        assertThat(mask.isAll(SkyMask.SKY)).isFalse();
        Developer developer = new Developer(stack);
        Picture picture = new Print(Product.TRAILS, Comet.WHOLE_NIGHT, Look::plain)
                .over(
                        SkyOverGround.light(Product.AVERAGE, developer, Comet.WHOLE_NIGHT),
                        mask.raster(),
                        developer,
                        Depth.SIXTEEN,
                        Encodings.forScreens(stack, Optional.empty()))
                .picture();
        Path here = folder.resolve("here.png");
        PictureFiles.write(picture, here, Optional.of(Depth.SIXTEEN));
        assertThat(out.resolve("found.png")).hasBinaryContent(Files.readAllBytes(here));
        assertThat(out.resolve("given.png")).hasBinaryContent(Files.readAllBytes(here));
    }

    @Test
    void a_mask_of_another_size_is_refused_before_the_night_is_read() throws Exception {
        Path night = folder.resolve("night");
        Frames.write(night, 2, "png", 3);
        Path mask = Frames.write(folder.resolve("small"), NightScene.of(60, 40, 1, 3), "png")
                .get(0);
        assertThatThrownBy(() -> run(
                        "trails",
                        night.toString(),
                        "--ground",
                        "max",
                        "--mask",
                        mask.toString(),
                        "-o",
                        folder + "/a.png"))
                .isInstanceOf(OptionException.class)
                .hasMessageMatching("--mask: expected a picture of [0-9]+x[0-9]+ pixels as the frames have, found "
                        + mask + " of 60x40; paint it over the picture that --save-mask writes");
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

    @Test
    void every_product_and_look_is_that_of_one_machine() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), 20, "jpg", 3);
        String also = Stream.of("average=a.tif", "clean=k.tif", "sum=s.png", "sigma=g.tif", "count=c.tif", "min=m.png")
                .map(text -> text.replace("=", "=" + folder + "/"))
                .collect(java.util.stream.Collectors.joining(","));
        run(("trails " + folder + "/night --comet=40% --fade exp --head middle --tint time --brightness 1.7"
                        + " --black 5% --white 99% --per-channel --gamma 1.2 --stretch asinh --depth 8 -o "
                        + folder + "/own.png --also " + also)
                .split(" "));
        Comet comet = new Comet(new Comet.Tail.Percent(40), Comet.Fade.EXP, Comet.Head.MIDDLE, Comet.Tint.TIME);
        Function<ToneCurve, Look> look = curve -> new Look(
                1.7, Level.parse("", "5%"), Level.parse("", "99%"), true, 1.2, Stretch.named("", "asinh"), curve);
        Set<Plane> planes = EnumSet.copyOf(Product.COMET.bestPlanes());
        List.of(Product.AVERAGE, Product.CLEAN, Product.SUM, Product.SIGMA, Product.COUNT, Product.MIN)
                .forEach(product -> planes.addAll(product.bestPlanes()));
        Stack stack = new LocalEngine().run(Recipe.of(planes), FrameFiles.probe(files, 2), Progress.NONE);
        requireSame(stack, new Print(Product.COMET, comet, look), Depth.EIGHT, "own.png");
        requireSame(stack, plain(Product.AVERAGE), Depth.SIXTEEN, "a.tif");
        requireSame(stack, plain(Product.CLEAN), Depth.SIXTEEN, "k.tif");
        requireSame(stack, plain(Product.SUM), Depth.SIXTEEN, "s.png");
        requireSame(stack, plain(Product.SIGMA), Depth.SIXTEEN, "g.tif");
        requireSame(stack, plain(Product.COUNT), Depth.SIXTEEN, "c.tif");
        requireSame(stack, plain(Product.MIN), Depth.SIXTEEN, "m.png");
    }

    private static Print plain(Product product) {
        return new Print(product, Comet.WHOLE_NIGHT, Look::plain);
    }

    private void requireSame(Stack stack, Print print, Depth depth, String name) throws IOException {
        Path file = folder.resolve("local-" + name);
        PictureFiles.write(print.of(new Developer(stack), depth, new ToneCurve.Srgb()), file, Optional.of(depth));
        assertThat(folder.resolve(name)).as(name).hasBinaryContent(Files.readAllBytes(file));
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
