package dev.sidereal.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Jobs one after the other, the next of which runs while the result of one is used: two results are held at a time.
 *
 * @param <T> what a job gives
 */
final class Ahead<T> implements Closeable {

    private final JavaSparkContext spark;
    private final List<Supplier<T>> jobs;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread ahead = new Thread(work, "sidereal-ahead");
        ahead.setDaemon(true);
        return ahead;
    });
    private Future<T> next;
    private int begun;

    /** Begins the first of some jobs. */
    Ahead(JavaSparkContext spark, List<Supplier<T>> jobs) {
        this.spark = spark;
        this.jobs = List.copyOf(jobs);
        next = begin();
    }

    private Future<T> begin() {
        Supplier<T> job = jobs.get(begun++);
        return thread.submit(() -> Jobs.run(spark, job));
    }

    boolean hasNext() {
        return begun <= jobs.size();
    }

    /**
     * The result of the next job.
     *
     * @throws IOException as {@link Jobs#run} does
     */
    T next() throws IOException, InterruptedException {
        try {
            T result = next.get();
            if (begun < jobs.size()) {
                next = begin();
            } else {
                begun++;
            }
            return result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
