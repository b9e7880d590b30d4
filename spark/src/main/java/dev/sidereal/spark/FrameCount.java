package dev.sidereal.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells of frames as executors report them: with every heartbeat and at the end of each task. The most that any attempt at
 * a part has folded counts, so that the number never falls and no frame is told of twice. Names are those whose turn it is; which
 * frames were bad is known in the end.
 */
final class FrameCount extends SparkListener {

    private final long counter;
    private final List<Integer> sizes;
    private final Told progress;
    private final int total;
    private final Map<Long, Integer> partOfTask = new HashMap<>();
    private final int[] told;
    private int done;

    /** Hears of each frame once. */
    @FunctionalInterface
    interface Told {

        /**
         * A frame is done.
         *
         * @param index of the frame in its part
         * @param done  of {@code total}, this one included
         */
        void frame(int part, int index, int done, int total);
    }

    /**
     * For parts, each a partition.
     *
     * @param counter identity of the accumulator that tasks count in
     * @param sizes   frames of each part
     */
    FrameCount(long counter, List<Integer> sizes, Told progress) {
        this.counter = counter;
        this.sizes = List.copyOf(sizes);
        this.progress = progress;
        this.told = new int[sizes.size()];
        this.total = sizes.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        partOfTask.put(start.taskInfo().taskId(), start.taskInfo().partitionId());
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(task -> counted((Long) task._1(), CollectionConverters.asJava(task._4())));
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        counted(
                end.taskInfo().taskId(),
                CollectionConverters.asJava(end.taskInfo().accumulables()));
    }

    private void counted(long task, Iterable<AccumulableInfo> updates) {
        Integer part = partOfTask.get(task);
        for (AccumulableInfo each : updates) {
            Option<Object> update = each.update();
            if (part != null && each.id() == counter && update.isDefined() && update.get() instanceof Long count) {
                tell(part, (int) Math.min(count, sizes.get(part)));
            }
        }
    }

    /** All parts are folded, whatever was heard. */
    synchronized void all() {
        for (int part = 0; part < told.length; part++) {
            tell(part, sizes.get(part));
        }
    }

    private void tell(int part, int count) {
        while (told[part] < count) {
            int index = told[part]++;
            progress.frame(part, index, ++done, total);
        }
    }
}
