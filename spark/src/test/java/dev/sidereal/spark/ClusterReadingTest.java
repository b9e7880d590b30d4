package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.StackLight;
import dev.sidereal.develop.Stretch;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.formats.fits.SkyCards;
import dev.sidereal.formats.session.DeepSkyPage;
import dev.sidereal.formats.session.DeepSkyReport;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.simulator.DeepSkyScene;
import dev.sidereal.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of two workers makes of lights the bits that one machine makes. */
final class ClusterReadingTest {

    private static final DeepSkyScene FEW = DeepSkyScene.of(240, 180, 12, 4)
            .withStars(80, 2000, 100_000)
            .with(new DeepSkyScene.Detector(1, 500, 5, 60_000, 60, 0));
    /* With two parts, states of 102 bytes a sample are less than more than 51 lights of 4. */
    private static final DeepSkyScene MANY =
            DeepSkyScene.of(120, 100, 60, 5).withStars(60, 2000, 100_000).with(FEW.detector());

    @TempDir
    private Path folder;

    @Test
    void lights_are_joined_and_hot_pixels_found_as_on_one_machine() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), FEW);
        DeepSky done = requireSame(recipe(Masters.NONE, Canvas.Extent.UNION, Rejection.usual()), files);
        assertThat(done.used()).isEqualTo(12);
        assertThat(done.defects()).isBetween(50, 60);
    }

    @Test
    void states_of_parts_travel_instead_of_many_lights_and_in_bands_where_memory_is_short() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), MANY);
        DeepSkyRecipe recipe = recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual());
        Plan plan = plan(recipe, files);
        assertThat(plan.passes()).isEqualTo(1);
        DeepSkyRecipe small = with(recipe, plan.totalBytes() - 1);
        assertThat(plan(small, files).passes()).isEqualTo(2);
        DeepSky here = DeepSkyEngine.run(recipe, FrameFiles.probe(files, 2), Progress.NONE);
        assertThat(here.picture().high()).isPositive();
        List<Integer> joined = Collections.synchronizedList(new ArrayList<>());
        requireEqual(
                onCluster(small, files, event -> {
                    if (event instanceof RunEvent.FrameFolded frame) {
                        joined.add(frame.done());
                    }
                }),
                here);
        assertThat(joined).hasSize(2 * here.used());
    }

    @Test
    void what_travels_does_not_grow_with_the_lights() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), MANY);
        List<Path> twice = new ArrayList<>(files);
        twice.addAll(files);
        DeepSkyRecipe recipe = recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual());
        ShuffledBytes shuffled = ShuffledBytes.of(Shared.spark());
        int used = onCluster(recipe, files, Progress.NONE).used();
        long once = shuffled.sinceLast();
        assertThat(onCluster(recipe, twice, Progress.NONE).used()).isEqualTo(2 * used);
        assertThat((double) shuffled.sinceLast() / once).isBetween(0.9, 1.1);
    }

    @Test
    void memory_too_small_for_a_task_is_refused_with_what_it_takes() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), FEW);
        DeepSkyRecipe recipe = with(recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual()), 1 << 20);
        assertThatThrownBy(() -> plan(recipe, files))
                .isInstanceOf(OptionException.class)
                .hasMessageMatching("--memory: expected at least [0-9]+M for a task with lights of 240x180 mono,"
                        + " 32-bit float, found 1M; allow more");
    }

    @Test
    void masters_calibrate_and_a_damaged_light_is_named_as_on_one_machine() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), FEW);
        byte[] whole = Files.readAllBytes(files.get(4));
        Files.write(files.get(4), java.util.Arrays.copyOf(whole, whole.length / 2));
        DeepSky done = requireSame(
                recipe(Lights.dark(FEW), Canvas.Extent.INTERSECTION, new Rejection.Winsorized(4, 3)), files);
        assertThat(done.records().stream().filter(frame -> !frame.used()).map(FrameRecord::name))
                .containsExactly("light05.fits");
    }

    @Test
    void progress_counts_every_light_once() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), FEW);
        List<Integer> looked = Collections.synchronizedList(new ArrayList<>());
        List<Integer> joined = Collections.synchronizedList(new ArrayList<>());
        onCluster(recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual()), files, event -> {
            if (event instanceof RunEvent.Looked look) {
                looked.add(look.done());
            } else if (event instanceof RunEvent.FrameFolded frame) {
                joined.add(frame.done());
            }
        });
        assertThat(looked).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(joined).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void an_executor_killed_while_lights_are_joined_changes_nothing() throws Exception {
        List<Path> files = Lights.write(folder.resolve("lights"), FEW);
        DeepSkyRecipe recipe = recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual());
        AtomicInteger killedAt = new AtomicInteger();
        DeepSky there = onCluster(recipe, files, event -> {
            if (event instanceof RunEvent.FrameFolded frame && killedAt.compareAndSet(0, frame.done())) {
                Shared.cluster().killExecutor(0);
            }
        });
        assertThat(killedAt).hasPositiveValue();
        requireEqual(there, DeepSkyEngine.run(recipe, FrameFiles.probe(files, 2), Progress.NONE));
    }

    @Test
    void lights_without_stars_are_refused_with_the_reason() throws Exception {
        List<Path> files = Lights.write(
                folder.resolve("lights"), DeepSkyScene.of(120, 90, 3, 1).withStars(0, 1, 2));
        assertThatThrownBy(() -> onCluster(
                        recipe(Masters.NONE, Canvas.Extent.REFERENCE, Rejection.usual()), files, Progress.NONE))
                .isInstanceOf(UnusableNightException.class)
                .hasMessageStartingWith(
                        "lights: expected at least two of 3 that can be laid on each other, found none; ")
                .hasMessageEndingWith("; sidereal average joins frames as they lie");
    }

    @Test
    void a_whole_command_writes_the_files_that_one_machine_writes() throws Exception {
        List<Path> lights = Lights.write(folder.resolve("lights"), FEW);
        List<Path> darks =
                Lights.write(folder.resolve("darks"), FEW.withStars(0, 1, 2).with(new DeepSkyScene.Sky(0, 0, 0)));
        Path out = Files.createDirectories(folder.resolve("out"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String line = "deepsky slow://%1$s/lights --dark slow://%1$s/darks --save-masters slow://%1$s/out"
                + " -o slow://%1$s/out/a.fits -o slow://%1$s/out/a.png --coverage slow://%1$s/out/c.fits"
                + " --reference slow://%1$s/lights/light03.fits --transforms slow://%1$s/out/t.json"
                + " --report slow://%1$s/out/r.html";
        run(line.formatted(folder), said);
        Stack dark = new LocalEngine().run(Recipe.of(Set.of(Plane.SUM)), FrameFiles.probe(darks, 2), Progress.NONE);
        DeepSkyRecipe plain = recipe(
                new Masters(
                        Optional.of(new Master(Master.Kind.DARK, StackLight.MEAN.of(dark), dark.first())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                Canvas.Extent.REFERENCE,
                Rejection.usual());
        DeepSky here = DeepSkyEngine.run(
                with(plain, plain.budget(), Optional.of(2)), FrameFiles.probe(lights, 2), Progress.NONE);
        SessionPrint print = new SessionPrint(here.picture().light(), here.first(), here.records(), here.used());
        Path fits = folder.resolve("a.fits");
        DeepSkyFits.write(print.light(), SkyCards.of(lights.get(2), 0, 0), fits);
        assertThat(out.resolve("a.fits")).hasBinaryContent(Files.readAllBytes(fits));
        Path png = folder.resolve("a.png");
        PictureFiles.write(print.picture(Depth.SIXTEEN, Stretch.AUTO), png, Optional.of(Depth.SIXTEEN));
        assertThat(out.resolve("a.png")).hasBinaryContent(Files.readAllBytes(png));
        Path page = folder.resolve("r.html");
        DeepSkyPage.write(here, page);
        assertThat(out.resolve("r.html")).hasSameTextualContentAs(page);
        Path report = folder.resolve("r.json");
        DeepSkyReport.write(here, report);
        assertThat(out.resolve("r.json")).hasSameTextualContentAs(report);
        Path places = folder.resolve("t.json");
        TransformsFile.write(places, TransformsFile.rows(here));
        assertThat(out.resolve("t.json")).hasSameTextualContentAs(places);
        assertThat(out.resolve("c.fits")).exists();
        assertThat(out.resolve("master-dark.fits")).exists();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("dark: mean of 12 frames\n")
                .contains("12 of 12 lights joined on light03.fits\n");
    }

    @Test
    void groups_are_joined_each_by_itself_on_places_that_were_kept_before() throws Exception {
        Lights.write(folder.resolve("in/m31"), few(4));
        Lights.write(folder.resolve("in/m33"), few(5));
        Path out = Files.createDirectories(folder.resolve("out"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String grouped = "deepsky %1$s/in/* --group-by folder --reject none -o %1$s/out/{group}.fits"
                + " --transforms %1$s/out/{group}.json";
        run(grouped.formatted(folder) + " --dry-run", said);
        assertThat(out).isEmptyDirectory();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("5 frames of 240x180 mono, 32-bit float; each task takes [0-9]+ MB\n")
                .contains("would write file:" + out + "/m33.fits\n");
        run(grouped.formatted(folder), said);
        run(
                "deepsky %1$s/in/m33 --reject none -o %1$s/out/again.fits --use-transforms %1$s/out/m33.json"
                        .formatted(folder),
                said);
        assertThat(out.resolve("m31.fits")).exists();
        assertThat(out.resolve("again.fits")).hasBinaryContent(Files.readAllBytes(out.resolve("m33.fits")));
    }

    @Test
    void places_that_are_not_there_are_refused_before_anything_is_read() {
        assertThatThrownBy(() -> run(
                        "deepsky %1$s -o %1$s/a.fits --use-transforms %1$s/t.json".formatted(folder),
                        new ByteArrayOutputStream()))
                .isInstanceOf(OptionException.class)
                .hasMessage("--use-transforms: expected a file, found none at file:" + folder + "/t.json");
    }

    private static DeepSkyScene few(int lights) {
        return DeepSkyScene.of(240, 180, lights, 4).withStars(80, 2000, 100_000).with(FEW.detector());
    }

    private static void run(String line, ByteArrayOutputStream said) throws Exception {
        Arguments given = Arguments.of(List.of(line.split(" ")));
        new SessionJob(
                        Shared.spark(),
                        SessionWishes.of(given),
                        new Lines(new PrintStream(said, true, StandardCharsets.UTF_8), false))
                .run(given.names());
    }

    private static DeepSkyRecipe with(DeepSkyRecipe plain, long memory) {
        return with(plain, new Budget(1, Optional.of(memory)), plain.reference());
    }

    private static DeepSkyRecipe with(DeepSkyRecipe plain, Budget budget, Optional<Integer> reference) {
        return new DeepSkyRecipe(
                plain.selection(),
                plain.badFrames(),
                budget,
                plain.curve(),
                plain.masters(),
                reference,
                plain.canvas(),
                plain.rejection(),
                plain.weighting(),
                plain.places(),
                plain.gate(),
                plain.debayer());
    }

    private static Plan plan(DeepSkyRecipe recipe, List<Path> files) throws Exception {
        ClusterFrames lights = ClusterFrames.probe(Shared.spark(), Frames.in("slow", files), Reading.USUAL);
        return ClusterReading.plan(Shared.spark(), recipe, lights, Progress.NONE);
    }

    private DeepSky requireSame(DeepSkyRecipe recipe, List<Path> files) throws Exception {
        DeepSky there = onCluster(recipe, files, Progress.NONE);
        requireEqual(there, DeepSkyEngine.run(recipe, FrameFiles.probe(files, 2), Progress.NONE));
        return there;
    }

    private static void requireEqual(DeepSky there, DeepSky here) {
        assertThat(there.picture().light().bytes())
                .isEqualTo(here.picture().light().bytes());
        assertThat(there.picture().coverage().bytes())
                .isEqualTo(here.picture().coverage().bytes());
        assertThat(there.picture().rejected().bytes())
                .isEqualTo(here.picture().rejected().bytes());
        assertThat(there.picture().values()).isEqualTo(here.picture().values());
        assertThat(there.picture().high()).isEqualTo(here.picture().high());
        assertThat(there.noise()).isEqualTo(here.noise());
        assertThat(there.noise().achieved()).isPositive();
        assertThat(there.picture().full()).isEqualTo(here.picture().full());
        assertThat(there.frames()).isEqualTo(here.frames());
        assertThat(there.remarks()).isEqualTo(here.remarks());
        assertThat(there.defects()).isEqualTo(here.defects());
        assertThat(there.canvas()).isEqualTo(here.canvas());
    }

    private static DeepSky onCluster(DeepSkyRecipe recipe, List<Path> files, Progress progress) throws Exception {
        ClusterFrames lights = ClusterFrames.probe(Shared.spark(), Frames.in("slow", files), Reading.USUAL);
        return ClusterReading.run(Shared.spark(), recipe, lights, progress);
    }

    private static DeepSkyRecipe recipe(Masters masters, Canvas.Extent canvas, Rejection rejection) {
        return new DeepSkyRecipe(
                Selection.ALL,
                BadFrames.SKIP,
                new Budget(2, Optional.empty()),
                new ToneCurve.Linear(),
                masters,
                Optional.empty(),
                canvas,
                rejection,
                Contribution.Weighting.STARS,
                Map.of(),
                Gate.OFF,
                Optional.empty());
    }
}
