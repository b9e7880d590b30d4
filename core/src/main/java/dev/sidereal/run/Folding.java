package dev.sidereal.run;

import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Tap;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Checkpoints;
import java.io.IOException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The workers of one run, and the checkpoints that are taken while they work. */
final class Folding {

    private static final long SECONDS_TO_END = 10;

    private final Recipe recipe;
    private final Plan plan;
    private final FrameSource source;
    private final SharedStack shared;
    private final Ledger ledger;
    private final Checkpoints checkpoints;
    private final HandOver handOver;
    private final ExecutorService pool;

    Folding(
            Recipe recipe,
            Plan plan,
            FrameSource source,
            SharedStack stack,
            Ledger ledger,
            Checkpoints checkpoints,
            Tap tap) {
        this.recipe = recipe;
        this.plan = plan;
        this.source = source;
        this.shared = stack;
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.handOver = new HandOver(tap);
        this.pool = Executors.newFixedThreadPool(plan.workers(), Folding::daemon);
    }

    /** Folds all frames that the ledger hands out. */
    void run() throws IOException, InterruptedException {
        try {
            work();
        } catch (InterruptedException e) {
            end();
            save();
            throw e;
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            end();
        }
    }

    private void work() throws IOException, InterruptedException, ExecutionException {
        CompletionService<Void> workers = new ExecutorCompletionService<>(pool);
        for (int i = 0; i < plan.workers(); i++) {
            workers.submit(new Worker(shared, plan.framesAtOnce(), recipe.identity(), source, ledger, handOver));
        }
        long interval = checkpoints.interval().toNanos();
        long last = System.nanoTime();
        for (int left = plan.workers(); left > 0; ) {
            Future<Void> ended = workers.poll(last + interval - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (ended == null) {
                save();
                last = System.nanoTime();
            } else {
                ended.get();
                left--;
            }
        }
    }

    /* A night is worth more than its checkpoint: what fails is said, and the run goes on. */
    private void save() throws InterruptedException {
        try {
            shared.save(ledger::records, checkpoints);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ledger.notKept(String.valueOf(e.getMessage()));
        }
    }

    /* A frame that is being folded is folded to its end: the state stays whole. */
    private void end() throws InterruptedException {
        ledger.stop();
        pool.shutdownNow();
        pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sidereal-fold");
        thread.setDaemon(true);
        return thread;
    }

    /** What went wrong in a thread, to be thrown on. */
    static IOException cause(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }
}
