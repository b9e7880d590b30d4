package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of two workers gives the bytes that one machine gives. */
final class ClusterTest {

    private static final String RECIPE = "{}";

    private final TestCluster cluster = Shared.cluster();
    private final JavaSparkContext spark = Shared.spark();

    @TempDir
    private Path folder;

    @Test
    void trails_are_those_of_one_machine() throws Exception {
        requireSame(Recipe.of(Product.TRAILS.planes()), Frames.write(folder.resolve("night"), 24, "jpg", 1), "file");
    }

    @Test
    void averages_are_those_of_one_machine() throws Exception {
        requireSame(Recipe.of(Product.AVERAGE.planes()), Frames.write(folder.resolve("night"), 24, "tif", 2), "slow");
    }

    @Test
    void all_planes_are_those_of_one_machine_in_every_depth() throws Exception {
        for (String ending : List.of("jpg", "tif", "fits")) {
            requireSame(hashed(BadFrames.SKIP), Frames.write(folder.resolve(ending), 17, ending, 3), "file");
        }
    }

    @Test
    void a_corrupt_frame_is_named_as_on_one_machine() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), 12, "jpg", 4);
        byte[] whole = Files.readAllBytes(files.get(7));
        Files.write(files.get(7), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(files.get(3), "no picture");
        List<FrameRecord> frames = requireSame(hashed(BadFrames.SKIP), files, "slow");
        assertThat(frames.stream().filter(frame -> !frame.used()).map(FrameRecord::name))
                .containsExactly("IMG_0004.jpg", "IMG_0008.jpg");
        assertThat(frames.get(3).skipped()).contains("expected a picture, found text");
    }

    @Test
    void a_bad_frame_ends_a_strict_run() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), 6, "jpg", 4);
        byte[] whole = Files.readAllBytes(files.get(2));
        Files.write(files.get(2), java.util.Arrays.copyOf(whole, whole.length / 2));
        ClusterFrames frames = ClusterFrames.probe(spark, Frames.in("file", files), Reading.USUAL);
        try (ScratchFile shelf = ScratchFile.beside(folder.resolve("s.fits"))) {
            assertThatThrownBy(() -> new SparkEngine(spark, shelf).run(hashed(BadFrames.STOP), frames, Progress.NONE))
                    .isInstanceOf(UnusableNightException.class)
                    .hasMessageStartingWith("IMG_0003.jpg: ")
                    .hasMessageEndingWith("; nothing is written because of --strict");
        }
    }

    @Test
    void frames_unlike_the_night_are_left_out_as_on_one_machine() throws Exception {
        for (String ending : List.of("jpg", "tif")) {
            List<Path> files = Frames.lit(folder.resolve(ending), 30, ending, Set.of(4, 21));
            List<FrameRecord> frames = requireSame(gated(), files, "slow");
            assertThat(frames.stream().filter(frame -> !frame.used()).map(FrameRecord::name))
                    .containsExactly("IMG_0005." + ending, "IMG_0022." + ending);
            assertThat(frames.get(4).skipped().orElseThrow()).startsWith("sky level: expected about ");
        }
    }

    @Test
    void a_night_too_short_to_judge_is_used_whole() throws Exception {
        List<FrameRecord> frames =
                requireSame(gated(), Frames.lit(folder.resolve("night"), 9, "jpg", Set.of(4)), "file");
        assertThat(frames).allMatch(FrameRecord::used);
    }

    private static Recipe gated() {
        Recipe plain = hashed(BadFrames.SKIP);
        return new Recipe(
                plain.selection(),
                plain.planes(),
                plain.badFrames(),
                plain.budget(),
                plain.curve(),
                plain.identity(),
                Gate.AUTO);
    }

    @Test
    void an_executor_killed_in_the_middle_changes_nothing() throws Exception {
        List<Path> files = Frames.late(Frames.write(folder.resolve("night"), 24, "jpg", 5));
        AtomicInteger killedAt = new AtomicInteger();
        Progress progress = event -> {
            if (event instanceof RunEvent.FrameFolded frame && killedAt.compareAndSet(0, frame.done())) {
                cluster.killExecutor(0);
            }
        };
        byte[] here = local(Recipe.of(Plane.USUAL), files);
        byte[] there = onCluster(Recipe.of(Plane.USUAL), Frames.in("slow", files), progress);
        assertThat(killedAt).hasValueBetween(1, 23);
        assertThat(there).isEqualTo(here);
    }

    @Test
    void progress_counts_every_frame_once() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), 12, "jpg", 6);
        List<Integer> done = new ArrayList<>();
        onCluster(Recipe.of(Set.of(Plane.MAX)), Frames.in("file", files), event -> {
            if (event instanceof RunEvent.FrameFolded frame) {
                done.add(frame.done());
            }
        });
        assertThat(done).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    private static Recipe hashed(BadFrames bad) {
        return new Recipe(
                Selection.ALL, Plane.USUAL, bad, Budget.ofThisMachine(), new ToneCurve.Srgb(), Identity.HASHED);
    }

    private List<FrameRecord> requireSame(Recipe recipe, List<Path> files, String scheme) throws Exception {
        byte[] here = local(recipe, files);
        byte[] there = onCluster(recipe, Frames.in(scheme, files), Progress.NONE);
        assertThat(there).isEqualTo(here);
        return StackFile.read(folder.resolve("cluster.fits")).stack().frames();
    }

    private byte[] local(Recipe recipe, List<Path> files) throws Exception {
        Path file = folder.resolve("local.fits");
        StackFile.write(new LocalEngine().run(recipe, FrameFiles.probe(files, 2), Progress.NONE), RECIPE, file);
        return Files.readAllBytes(file);
    }

    private byte[] onCluster(Recipe recipe, List<URI> files, Progress progress) throws Exception {
        Path file = folder.resolve("cluster.fits");
        Recipe unbounded = new Recipe(
                recipe.selection(),
                recipe.planes(),
                recipe.badFrames(),
                new Budget(1, java.util.Optional.empty()),
                recipe.curve(),
                recipe.identity(),
                recipe.gate());
        try (ScratchFile shelf = ScratchFile.beside(file)) {
            ClusterFrames frames = ClusterFrames.probe(spark, files, Reading.USUAL);
            StackFile.write(new SparkEngine(spark, shelf).run(unbounded, frames, progress), RECIPE, file);
        }
        return Files.readAllBytes(file);
    }
}
