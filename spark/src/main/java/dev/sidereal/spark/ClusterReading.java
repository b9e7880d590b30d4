package dev.sidereal.spark;

import dev.sidereal.calibrate.Defects;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.integrate.Sight;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.DeepSkyJob;
import dev.sidereal.run.DeepSkyLights;
import dev.sidereal.run.LightPart;
import dev.sidereal.run.Overlay;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.SessionReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Reads the lights of a deep-sky session with the executors of a cluster.
 *
 * <p>Each executor gets the masters once. Lights are looked at where they are read; their stars come to the driver, which finds their
 * places as on one machine. Then each is laid on the canvas where it is read, and strips of rows travel to tasks that join them: of
 * every light, or of the sums and extremes of a part of the lights ({@link SessionRoom}). The driver holds what each light shows,
 * about 160 kB, and the finished picture.
 */
public final class ClusterReading implements SessionReading {

    private static final long PARTITION_BYTES = 32L << 20;
    private static final long DRIVER_BYTES = 64L << 20;

    private final JavaSparkContext spark;
    private final ClusterFrames source;
    private final Cluster cluster;

    private ClusterReading(JavaSparkContext spark, ClusterFrames source) {
        this.spark = spark;
        this.source = source;
        cluster = Cluster.of(spark);
    }

    /**
     * Runs a deep-sky session; the result is that of {@link DeepSkyEngine}, bit for bit.
     *
     * @throws IOException          if the cluster, a disk or the network fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static DeepSky run(JavaSparkContext spark, DeepSkyRecipe recipe, ClusterFrames lights, Progress progress)
            throws IOException, InterruptedException {
        return DeepSkyEngine.run(recipe, lights, new ClusterReading(spark, lights), new Rising(progress));
    }

    /** Plans such a session, without reading a pixel: what each task takes. */
    static Plan plan(JavaSparkContext spark, DeepSkyRecipe recipe, ClusterFrames lights, Progress progress)
            throws IOException {
        return DeepSkyEngine.plan(recipe, lights, new ClusterReading(spark, lights), progress);
    }

    @Override
    public Plan plan(DeepSkyJob job) {
        int lights = (int) job.night().entries().stream()
                .filter(entry -> entry.record().used())
                .count();
        return room(job, job.calibration().shape(), lights, job.recipe().rejection())
                .plan();
    }

    private SessionRoom room(DeepSkyJob job, Shape canvas, int lights, Rejection rejection) {
        return SessionRoom.of(job, source.readerBytes(), cluster, canvas, lights, rejection);
    }

    @Override
    public Defects look(DeepSkyJob job, List<Integer> rows, LightPart.Seen seen)
            throws IOException, InterruptedException {
        SessionKit kit = kit(job, Defects.NONE, Optional.empty());
        List<Part> parts = parts(job.night(), rows, SessionRoom.parts(rows.size(), cluster));
        StripPartitioner places = new StripPartitioner(kit.standingOut().isPresent() ? LookTask.strips(kit) : 1, 1);
        List<Tuple2<Tile, byte[]>> found = counting(
                parts.stream().map(RecordBytes::write).toList(),
                sizes(parts),
                kit,
                (part, i, done, total) -> job.progress().on(new RunEvent.Looked(done, total)),
                (order, sent, counter) -> order.flatMapToPair(new LookTask(sent, counter))
                        .repartitionAndSortWithinPartitions(places)
                        .mapPartitions(new CountTask())
                        .collect());
        BitSet faulty = new BitSet();
        for (Tuple2<Tile, byte[]> each : found) {
            if (each._1().strip() == Tile.FRAMES) {
                tell(rows.get(each._1().first()), RecordBytes.read(each._2(), LookTask.Looked.class), seen);
            } else {
                BitSet.valueOf(each._2()).stream()
                        .forEach(i -> faulty.set(each._1().strip() * LookTask.STRIP + i));
            }
        }
        return new Defects(faulty);
    }

    private static void tell(int row, LookTask.Looked light, LightPart.Seen seen) throws IOException {
        Optional<Sight> sight = light.sight();
        if (sight.isPresent()) {
            seen.light(row, sight.get());
        } else {
            seen.bad(row, light.reason().orElse(""));
        }
    }

    @Override
    public Integrated join(DeepSkyJob job, Defects defects, DeepSkyLights lights, Overlay overlay)
            throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        SessionRoom room = room(job, overlay.shape(), rows.size(), overlay.rejection());
        CanvasStrips strips = room.state()
                .map(state -> CanvasStrips.ofStates(overlay, state))
                .orElseGet(() -> CanvasStrips.ofLights(overlay));
        CanvasKit canvas = new CanvasKit(overlay.withoutStars(), strips);
        SessionKit kit = kit(job, defects, Optional.of(canvas));
        List<Part> parts = parts(job.night(), rows, room.parts());
        List<LayTask.Order> orders = room.bands().stream()
                .flatMap(band -> parts.stream().map(part -> new LayTask.Order(part, band)))
                .toList();
        long stripBytes = (long) strips.sentBytes() * (room.state().isPresent() ? parts.size() : rows.size());
        StripPartitioner places = new StripPartitioner(strips.count(), (int) Math.max(1, PARTITION_BYTES / stripBytes));
        JoinedPicture picture = new JoinedPicture(canvas);
        return counting(
                orders.stream().map(RecordBytes::write).toList(),
                sizes(orders.stream().map(LayTask.Order::lights).toList()),
                kit,
                (order, i, done, total) -> job.progress()
                        .on(new RunEvent.FrameFolded(
                                orders.get(order).lights().records().get(i).name(), done, total)),
                (order, sent, counter) -> {
                    JavaRDD<Tuple2<Tile, byte[]>> joined = order.flatMapToPair(new LayTask(sent, counter))
                            .repartitionAndSortWithinPartitions(places)
                            .mapPartitions(new OverlayTask(sent));
                    long partition = (long) strips.joinedBytes() * strips.count() / places.numPartitions() + 1;
                    for (int[] wave : places.waves((int) Math.max(1, DRIVER_BYTES / partition))) {
                        for (List<Tuple2<Tile, byte[]>> each : joined.collectPartitions(wave)) {
                            each.forEach(strip -> picture.put(strip._1().strip(), strip._2()));
                        }
                    }
                    return picture.whole();
                });
    }

    private SessionKit kit(DeepSkyJob job, Defects defects, Optional<CanvasKit> canvas) {
        return new SessionKit(
                job.night().first(), job.recipe().curve(), job.recipe().masters(), defects, canvas);
    }

    private interface Work<T> {
        T run(JavaRDD<byte[]> order, Broadcast<byte[]> kit, LongAccumulator counter);
    }

    private static List<Integer> sizes(List<Part> parts) {
        return parts.stream().map(part -> part.records().size()).toList();
    }

    /* Runs jobs over orders, each of so many lights, and hears of those meanwhile. */
    private <T> T counting(List<byte[]> orders, List<Integer> sizes, SessionKit kit, FrameCount.Told told, Work<T> work)
            throws IOException, InterruptedException {
        LongAccumulator counter = spark.sc().longAccumulator("lights");
        FrameCount count = new FrameCount(counter.id(), sizes, told);
        Broadcast<byte[]> sent = spark.broadcast(RecordBytes.write(kit));
        spark.sc().addSparkListener(count);
        try {
            JavaRDD<byte[]> order = spark.parallelize(orders, orders.size());
            T result = Jobs.run(spark, () -> work.run(order, sent, counter));
            count.all();
            return result;
        } finally {
            spark.sc().removeSparkListener(count);
            sent.destroy();
        }
    }

    /* Lights are numbered by their place among the rows. */
    private List<Part> parts(Night night, List<Integer> rows, int count) {
        Recipe recipe = new Recipe(
                Selection.ALL,
                Set.of(Plane.SUM),
                BadFrames.SKIP,
                new Budget(cluster.threads(), Optional.empty()),
                new ToneCurve.Linear(),
                Identity.UNKNOWN);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) rows.size() * i / count);
            List<Night.Entry> entries = rows.subList(first, (int) ((long) rows.size() * (i + 1) / count)).stream()
                    .map(row -> night.entries().get(row))
                    .toList();
            parts.add(new Part(
                    0,
                    first,
                    entries.stream()
                            .map(entry -> source.address(entry.position()))
                            .toList(),
                    entries.stream()
                            .map(entry -> new FrameRecord(
                                    entry.record().name(), Optional.empty(), Optional.empty(), Optional.empty()))
                            .toList(),
                    night.first(),
                    recipe,
                    source.reading().mosaics(),
                    source.readerBytes(),
                    NativeLibraries.problem().isEmpty()));
        }
        return parts;
    }
}
