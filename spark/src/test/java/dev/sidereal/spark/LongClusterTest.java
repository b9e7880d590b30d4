package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Product;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.simulator.NightScene;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What takes longer, each on a cluster of its own. */
@EnabledIfSystemProperty(
        named = "sidereal.cluster",
        matches = "long",
        disabledReason = "longer tests of clusters run with -Dsidereal.cluster=long")
final class LongClusterTest {

    private static final int GROUPS = 40;
    private static final int FRAMES_EACH = 50;

    @TempDir
    private Path folder;

    private final TestCluster cluster;

    /* There is one context in a JVM; that of the other tests has to go. */
    LongClusterTest() throws IOException, InterruptedException {
        Shared.disconnect();
        cluster = new TestCluster();
    }

    @AfterEach
    void stop() throws IOException {
        cluster.close();
    }

    @Test
    void a_worker_killed_for_good_changes_nothing() throws Exception {
        List<Path> files = Frames.late(Frames.write(folder.resolve("night"), 24, "jpg", 5));
        try (JavaSparkContext spark = cluster.connect(cluster.conf())) {
            AtomicInteger killedAt = new AtomicInteger();
            stack(spark, "slow://" + folder + "/night", event -> {
                if (event instanceof RunEvent.FrameFolded frame && killedAt.compareAndSet(0, frame.done())) {
                    cluster.killWorker(0);
                }
            });
            assertThat(killedAt).hasValueBetween(1, 23);
        }
        requireSame(files);
    }

    @Test
    void a_slow_frame_is_tried_elsewhere_and_counts_once() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), 40, "jpg", 6);
        Files.move(files.get(39), files.get(39).resolveSibling("late.jpg"));
        SparkConf conf = cluster.conf()
                .set("spark.hadoop.fs.slow.late", "6000")
                .set("spark.speculation", "true")
                .set("spark.speculation.quantile", "0.1")
                .set("spark.speculation.interval", "200ms")
                .set("spark.speculation.multiplier", "1.1")
                .set("spark.speculation.minTaskRuntime", "200ms");
        AtomicInteger speculative = new AtomicInteger();
        try (JavaSparkContext spark = cluster.connect(conf)) {
            spark.sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                    speculative.addAndGet(end.taskInfo().speculative() ? 1 : 0);
                }
            });
            stack(spark, "slow://" + folder + "/night", Progress.NONE);
        }
        assertThat(speculative.get()).isPositive();
        requireSame(Frames.list(folder.resolve("night")));
    }

    @Test
    void little_memory_spills_and_gives_the_same() throws Exception {
        List<Path> files = Frames.write(folder.resolve("night"), NightScene.of(900, 600, 24, 7), "jpg");
        SparkConf conf = cluster.conf()
                .set("spark.executor.memory", "480m")
                .set("spark.memory.fraction", "0.02")
                .set("spark.default.parallelism", "8")
                /* Spark looks at its memory for every 32nd tile only. */
                .set("spark.shuffle.spill.numElementsForceSpillThreshold", "4");
        AtomicLong spilled = new AtomicLong();
        try (JavaSparkContext spark = cluster.connect(conf)) {
            spark.sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                    spilled.addAndGet(end.taskMetrics().diskBytesSpilled());
                }
            });
            stack(spark, folder + "/night", Progress.NONE);
        }
        assertThat(spilled.get()).isPositive();
        requireSame(files);
    }

    @Test
    void two_thousand_frames_in_forty_groups_are_one_job() throws Exception {
        List<Path> one = Frames.write(folder.resolve("nights/00"), NightScene.of(64, 48, FRAMES_EACH, 8), "png");
        for (int group = 1; group < GROUPS; group++) {
            Path next = Files.createDirectories(folder.resolve("nights/%02d".formatted(group)));
            for (int i = 0; i < one.size() - group; i++) {
                Files.createLink(next.resolve(one.get(i).getFileName()), one.get(i + group));
            }
        }
        Path out = Files.createDirectories(folder.resolve("out"));
        try (JavaSparkContext spark = cluster.connect(cluster.conf())) {
            run(spark, "trails", folder + "/nights/*", "--group-by", "folder", "--save-stack", out + "/{group}.fits");
        }
        assertThat(Frames.list(out)).hasSize(GROUPS);
        for (int group : List.of(0, 17, 39)) {
            String name = "%02d".formatted(group);
            assertThat(Files.readAllBytes(out.resolve(name + ".fits")))
                    .isEqualTo(JobTest.local(Product.TRAILS, Frames.list(folder.resolve("nights/" + name))));
        }
    }

    private void stack(JavaSparkContext spark, String frames, Progress progress) throws Exception {
        Arguments given = Arguments.of(List.of("trails", frames, "--save-stack", folder + "/cluster.fits"));
        new Job(spark, Wishes.of(given), silent(), progress).run(given.names());
    }

    private static void run(JavaSparkContext spark, String... words) throws Exception {
        Arguments given = Arguments.of(Arrays.asList(words));
        new Job(spark, Wishes.of(given), silent()).run(given.names());
    }

    private static Lines silent() {
        return new Lines(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), true);
    }

    private void requireSame(List<Path> files) throws Exception {
        assertThat(Files.readAllBytes(folder.resolve("cluster.fits"))).isEqualTo(JobTest.local(Product.TRAILS, files));
    }
}
