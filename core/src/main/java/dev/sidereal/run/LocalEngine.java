package dev.sidereal.run;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Folds a night with the threads of this machine.
 *
 * <p>Every frame is decoded once, by one of {@link Plan#workers()} workers, and folded into one shared stack. The result
 * does not depend on the number of workers or on which of them was faster. An engine knows no arithmetic.
 */
public final class LocalEngine {

    /**
     * Runs a recipe.
     *
     * @throws UnusableNightException   if no frame can be used, or one is bad and the recipe says to stop
     * @throws OptionException if the recipe does not fit these frames or the memory allowed
     * @throws IOException              if disk or network fail
     * @throws InterruptedException     if the calling thread is interrupted: the way to cancel a run
     */
    public Stack run(Recipe recipe, FrameSource source, Progress progress) throws IOException, InterruptedException {
        Night night = night(recipe.selection(), source);
        Plan plan = Plan.of(recipe, night, source);
        progress.on(new RunEvent.Planned(night, plan));
        Ledger ledger = new Ledger(night, recipe.badFrames(), progress);
        ledger.begin();
        Stack stack = Stack.start(night.first(), recipe.planes(), recipe.curve());
        source.expect(ledger.expected());
        long start = System.nanoTime();
        fold(night, plan, source, stack, ledger);
        List<FrameRecord> frames = ledger.records();
        stack.frames(frames);
        if (frames.stream().noneMatch(FrameRecord::used)) {
            throw new UnusableNightException("frames: expected at least one that can be read, found none of "
                    + frames.size() + "; the reason for each is given above");
        }
        progress.on(new RunEvent.Finished(new Report(frames, plan, Duration.ofNanos(System.nanoTime() - start))));
        return stack;
    }

    /**
     * Plans what {@link #run} would do, without reading a pixel.
     *
     * @return the plan, of which {@code progress} has heard as well
     * @throws UnusableNightException   if no frame can be used
     * @throws OptionException if the recipe does not fit these frames or the memory allowed
     */
    public Plan plan(Recipe recipe, FrameSource source, Progress progress) throws IOException {
        Night night = night(recipe.selection(), source);
        Plan plan = Plan.of(recipe, night, source);
        progress.on(new RunEvent.Planned(night, plan));
        new Ledger(night, recipe.badFrames(), progress).begin();
        return plan;
    }

    /**
     * The night that a run would read: what is known before its recipe is complete.
     *
     * @throws UnusableNightException if no frame can be used
     */
    public static Night night(Selection selection, FrameSource source) throws UnusableNightException {
        List<Candidate> candidates = source.candidates();
        Optional<Night> night = Night.of(candidates, selection);
        if (night.isPresent()) {
            return night.get();
        }
        if (candidates.stream().anyMatch(Candidate.Recognised.class::isInstance)) {
            throw new OptionException("--from, --to: expected a part of the night with frames that can be read,"
                    + " found none; the night has " + candidates.size() + " frames");
        }
        throw new UnusableNightException("frames: expected at least one that can be read, found "
                + (candidates.isEmpty() ? "none" : "none of " + candidates.size() + reasons(candidates)));
    }

    private static String reasons(List<Candidate> candidates) {
        return candidates.stream()
                .filter(Candidate.Unreadable.class::isInstance)
                .map(Candidate.Unreadable.class::cast)
                .map(bad -> "\n  " + bad.name() + ": " + bad.reason())
                .limit(20)
                .collect(Collectors.joining());
    }

    private static void fold(Night night, Plan plan, FrameSource source, Stack stack, Ledger ledger)
            throws IOException, InterruptedException {
        SharedStack shared = new SharedStack(stack);
        ExecutorService pool = Executors.newFixedThreadPool(plan.workers(), LocalEngine::daemon);
        try {
            List<Future<Void>> workers = IntStream.range(0, plan.workers())
                    .mapToObj(i -> pool.submit(new Worker(night, plan.framesAtOnce(), source, shared, ledger)))
                    .toList();
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            ledger.stop();
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sidereal-fold");
        thread.setDaemon(true);
        return thread;
    }

    private static IOException cause(ExecutionException e) throws InterruptedException {
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
