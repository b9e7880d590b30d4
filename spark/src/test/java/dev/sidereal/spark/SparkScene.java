package dev.sidereal.spark;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * The same frames by the local engine and by Spark with executors of one core, in turns, once the context is up:
 * {@code bench/run spark}. Headers are read in both times.
 *
 * <p>Then a model of more workers: with a part for each, the time of {@code F} frames on {@code k} of them is {@code i + F c / k}, where
 * the core seconds {@code c} of a frame and the time {@code i} of planes on their way come of two numbers of frames on two workers.
 */
final class SparkScene {

    private static final int RUNS = 3;

    private final List<Path> pictures;
    private final AtomicLong shuffled = new AtomicLong();

    private SparkScene(List<Path> pictures) {
        this.pictures = pictures;
    }

    /** A folder of JPEG files, and numbers of frames. */
    public static void main(String[] words) throws Exception {
        SparkScene scene = new SparkScene(Frames.list(Path.of(words[0])).stream()
                .filter(file -> file.toString().endsWith(".jpg"))
                .toList());
        try (TestCluster cluster = new TestCluster("5g")) {
            SparkConf conf = cluster.conf()
                    .set("spark.executor.memory", "4g")
                    .set("spark.memory.fraction", "0.3")
                    .set("spark.executor.extraJavaOptions", "-XX:+UseParallelGC " + TestCluster.natives());
            int few = Integer.parseInt(words[1]);
            int many = Integer.parseInt(words[words.length - 1]);
            Row two;
            Row twoMany;
            System.out.println(
                    "| planes | frames | workers | local, s | Spark, s | ratio | shuffled, MB | driver heap, MB |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            try (JavaSparkContext spark = cluster.connect(conf)) {
                scene.listen(spark);
                scene.compare(spark, 2, Set.of(Plane.MAX), 20, 1); // warm, not kept
                two = scene.shown(spark, 2, Set.of(Plane.MAX), few);
                twoMany = scene.shown(spark, 2, Set.of(Plane.MAX), many);
                scene.shown(spark, 2, Set.of(Plane.COUNT, Plane.SUM), few);
                scene.shown(spark, 2, Plane.USUAL, few);
            }
            Row one;
            Row oneMany;
            try (JavaSparkContext spark = cluster.connect(conf.clone().set("spark.cores.max", "1"))) {
                scene.listen(spark);
                scene.compare(spark, 1, Set.of(Plane.MAX), 20, 1);
                one = scene.shown(spark, 1, Set.of(Plane.MAX), few);
                oneMany = scene.compare(spark, 1, Set.of(Plane.MAX), many, 1);
                System.out.println(oneMany);
            }
            model(two, twoMany, List.of(one, oneMany, two, twoMany));
        }
    }

    private static void model(Row few, Row many, List<Row> measured) {
        double each = (many.there() - few.there()) / (many.frames() - few.frames());
        double core = each * few.workers();
        double fixed = few.there() - each * few.frames();
        double part = (double) few.shuffled() / few.workers();
        System.out.printf(Locale.ROOT, "%nc = %.4f core seconds a frame, i = %.2f s%n%n", core, fixed);
        System.out.println("| frames | workers | Spark measured, s | model, s | shuffled, MB |");
        System.out.println("|---|---|---|---|---|");
        for (int frames : new int[] {few.frames(), many.frames(), 10_000}) {
            for (int workers : new int[] {1, 2, 4, 16, 64}) {
                String found = measured.stream()
                        .filter(row -> row.frames() == frames && row.workers() == workers)
                        .map(row -> String.format(Locale.ROOT, "%.2f", row.there()))
                        .findFirst()
                        .orElse("");
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %d | %s | %.2f | %.0f |%n",
                        frames,
                        workers,
                        found,
                        fixed + frames * core / workers,
                        part * workers);
            }
        }
    }

    private void listen(JavaSparkContext spark) {
        spark.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            }
        });
    }

    /* Seconds of both engines, medians of the runs; megabytes. */
    private record Row(
            int planes, int frames, int workers, double here, double there, double ratio, long shuffled, long heap) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %.2f | %.2f | %.2f | %d | %d |",
                    planes,
                    frames,
                    workers,
                    here,
                    there,
                    ratio,
                    shuffled,
                    heap);
        }
    }

    private Row shown(JavaSparkContext spark, int cores, Set<Plane> planes, int frames) throws Exception {
        Row row = compare(spark, cores, planes, frames, RUNS);
        System.out.println(row);
        return row;
    }

    private Row compare(JavaSparkContext spark, int cores, Set<Plane> planes, int frames, int runs) throws Exception {
        List<Path> night = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            night.add(pictures.get(i % pictures.size()));
        }
        List<Double> here = new ArrayList<>();
        List<Double> there = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        long heap = 0;
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            Stack local = new LocalEngine().run(recipe(planes, cores), FrameFiles.probe(night, cores), Progress.NONE);
            long middle = System.nanoTime();
            long sum = sum(local);
            local = null;
            System.gc();
            pools().forEach(MemoryPoolMXBean::resetPeakUsage);
            shuffled.set(0);
            long again = System.nanoTime();
            try (ScratchFile shelf = ScratchFile.beside(Files.createTempFile("sidereal", ".fits"))) {
                ClusterFrames source = ClusterFrames.probe(spark, Frames.in("file", night), Reading.USUAL);
                Stack stack = new SparkEngine(spark, shelf).run(recipe(planes, cores), source, Progress.NONE);
                long end = System.nanoTime();
                if (sum(stack) != sum) {
                    throw new IOException("stacks: expected equal bits, found others");
                }
                here.add((middle - begin) / 1e9);
                there.add((end - again) / 1e9);
                ratios.add(there.get(run) / here.get(run));
            }
            heap = Math.max(
                    heap,
                    pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
        }
        return new Row(
                planes.size(),
                frames,
                cores,
                median(here),
                median(there),
                median(ratios),
                shuffled.get() / 1_000_000,
                heap / 1_000_000);
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static Recipe recipe(Set<Plane> planes, int threads) {
        return new Recipe(
                Selection.ALL,
                planes,
                BadFrames.SKIP,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
    }

    private static long sum(Stack stack) {
        CRC32 sum = new CRC32();
        for (Plane plane : stack.planes()) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                int samples = stack.strips().samples(stack.strips().rows().get(strip));
                ByteBuffer numbers =
                        ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
                stack.write(plane, strip, numbers);
                sum.update(numbers.flip());
            }
        }
        return sum.getValue();
    }
}
