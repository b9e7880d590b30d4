package dev.sidereal.spark;

import dev.sidereal.frame.Night;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Folds any number of nights in one job. Their parts are folded side by side; planes come to the driver night after night, so
 * that it keeps those of one.
 */
final class SparkNights {

    /** A night to be folded. */
    record Order(Recipe recipe, ClusterFrames source) {}

    /** Takes what comes; nights by their place in the list of orders. */
    interface Receiver {

        /** Where the planes of a night are put; asked for when the first of them comes. */
        Shelf shelf(int night) throws IOException;

        /** All planes of a night have come; those of the next follow when this returns. */
        void folded(int night, Stack stack) throws IOException, InterruptedException;

        /** No frame of a night can be used; the others go on unless this throws. */
        default void unusable(int night, UnusableNightException e) throws UnusableNightException {
            throw e;
        }
    }

    private final JavaSparkContext spark;
    private final Progress progress;

    SparkNights(JavaSparkContext spark, Progress progress) {
        this.spark = spark;
        this.progress = progress;
    }

    /** Folds nights, and gives each when it is ready, in their order. */
    void fold(List<Order> orders, Receiver receiver) throws IOException, InterruptedException {
        Cluster cluster = Cluster.of(spark);
        List<NightRun> runs = new ArrayList<>();
        int frames = orders.stream()
                .mapToInt(order -> order.source().candidates().size())
                .sum();
        for (int place = 0; place < orders.size(); place++) {
            Order order = orders.get(place);
            try {
                Night night = LocalEngine.night(order.recipe().selection(), order.source());
                runs.add(NightRun.plan(runs.size(), place, order, night, frames, cluster, progress));
            } catch (UnusableNightException e) {
                receiver.unusable(place, e);
            }
        }
        if (!runs.isEmpty()) {
            look(runs.stream().filter(NightRun::isGated).toList(), runs);
            foldAll(runs, receiver);
        }
    }

    private void look(List<NightRun> gated, List<NightRun> all) throws IOException {
        if (gated.isEmpty()) {
            return;
        }
        List<Part> parts = gated.stream().flatMap(run -> run.parts().stream()).toList();
        LongAccumulator counter = spark.sc().longAccumulator("frames looked at");
        FrameCount count = new FrameCount(
                counter.id(), sizes(parts), (part, i, done, total) -> progress.on(new RunEvent.Looked(done, total)));
        spark.sc().addSparkListener(count);
        try {
            List<byte[]> looks = Jobs.run(
                    spark, () -> parallel(parts).map(new GlanceTask(counter)).collect());
            count.all();
            for (byte[] look : looks) {
                Part.Glances glances = RecordBytes.read(look, Part.Glances.class);
                all.get(glances.night()).seen(glances.first(), glances.glances());
            }
            gated.forEach(NightRun::turnAway);
        } finally {
            spark.sc().removeSparkListener(count);
        }
    }

    private JavaRDD<byte[]> parallel(List<Part> parts) {
        return spark.parallelize(parts.stream().map(RecordBytes::write).toList(), parts.size());
    }

    private static List<Integer> sizes(List<Part> parts) {
        return parts.stream().map(part -> part.records().size()).toList();
    }

    private void foldAll(List<NightRun> runs, Receiver receiver) throws IOException, InterruptedException {
        List<Part> parts = runs.stream().flatMap(run -> run.parts().stream()).toList();
        LongAccumulator counter = spark.sc().longAccumulator("frames folded");
        FrameCount count = new FrameCount(
                counter.id(),
                sizes(parts),
                (part, i, done, total) -> progress.on(new RunEvent.FrameFolded(
                        parts.get(part).records().get(i).name(), done, total)));
        spark.sc().addSparkListener(count);
        try {
            TilePartitioner places =
                    TilePartitioner.of(runs.stream().map(NightRun::layout).toList());
            JavaRDD<Tuple2<Tile, byte[]>> joined = parallel(parts)
                    .flatMapToPair(new PartTask(counter))
                    .repartitionAndSortWithinPartitions(places)
                    .mapPartitions(
                            new JoinTask(runs.stream().map(NightRun::kind).toList()));
            receive(joined, places.waves(), runs, count, receiver);
        } finally {
            spark.sc().removeSparkListener(count);
        }
    }

    private void receive(
            JavaRDD<Tuple2<Tile, byte[]>> joined,
            List<int[]> waves,
            List<NightRun> runs,
            FrameCount count,
            Receiver receiver)
            throws IOException, InterruptedException {
        int current = 0;
        List<Supplier<List<Tuple2<Tile, byte[]>>[]>> jobs = waves.stream()
                .<Supplier<List<Tuple2<Tile, byte[]>>[]>>map(wave -> () -> joined.collectPartitions(wave))
                .toList();
        try (Ahead<List<Tuple2<Tile, byte[]>>[]> ahead = new Ahead<>(spark, jobs)) {
            while (ahead.hasNext()) {
                List<Tuple2<Tile, byte[]>>[] partitions = ahead.next();
                count.all();
                for (List<Tuple2<Tile, byte[]>> partition : partitions) {
                    for (Tuple2<Tile, byte[]> tile : partition) {
                        if (tile._1().night() != current) {
                            runs.get(current).finish(receiver);
                            current = tile._1().night();
                        }
                        runs.get(current).take(tile._1(), tile._2(), receiver);
                    }
                }
            }
        }
        runs.get(current).finish(receiver);
    }
}
