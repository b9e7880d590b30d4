package dev.sidereal.run;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads that share one work until all of them are done with it, or the first one fails. */
final class Crew {

    private static final long SECONDS_TO_END = 10;

    private Crew() {}

    /**
     * Has so many threads do some work, each with a task of its own.
     *
     * @param name of the threads
     * @param task makes what one thread does
     * @throws IOException          of the first task that fails; the others are interrupted
     * @throws InterruptedException if the calling thread is interrupted
     */
    static void work(int workers, String name, Callable<Void> task) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(workers, run -> daemon(run, name));
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < workers; i++) {
                running.submit(task);
            }
            for (int i = 0; i < workers; i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw Folding.cause(e);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        }
    }

    private static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        return thread;
    }
}
