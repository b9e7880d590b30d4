package dev.sidereal.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Hears how many bytes tasks shuffle. */
final class ShuffledBytes extends SparkListener {

    private static final long PATIENCE_MILLIS = 10_000;

    private final JavaSparkContext spark;
    private final AtomicLong bytes = new AtomicLong();

    private ShuffledBytes(JavaSparkContext spark) {
        this.spark = spark;
    }

    static ShuffledBytes of(JavaSparkContext spark) {
        ShuffledBytes heard = new ShuffledBytes(spark);
        spark.sc().addSparkListener(heard);
        return heard;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        bytes.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
    }

    /** Those written since this was asked before. */
    long sinceLast() throws Exception {
        spark.sc().listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
        return bytes.getAndSet(0);
    }
}
