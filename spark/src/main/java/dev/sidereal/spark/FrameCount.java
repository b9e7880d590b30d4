package dev.sidereal.spark;

import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
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
    private final List<Part> parts;
    private final Progress progress;
    private final int total;
    private final Map<Long, Integer> partOfTask = new HashMap<>();
    private final int[] told;
    private int done;

    /**
     * For parts, each a partition.
     *
     * @param counter identity of the accumulator that tasks count in
     */
    FrameCount(long counter, List<Part> parts, Progress progress) {
        this.counter = counter;
        this.parts = parts;
        this.progress = progress;
        this.told = new int[parts.size()];
        this.total = parts.stream().mapToInt(part -> part.records().size()).sum();
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
                tell(part, (int) Math.min(count, parts.get(part).records().size()));
            }
        }
    }

    /** All parts are folded, whatever was heard. */
    synchronized void all() {
        for (int part = 0; part < told.length; part++) {
            tell(part, parts.get(part).records().size());
        }
    }

    private void tell(int part, int count) {
        while (told[part] < count) {
            String name = parts.get(part).records().get(told[part]++).name();
            progress.on(new RunEvent.FrameFolded(name, ++done, total));
        }
    }
}
