package dev.sidereal.run;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
        long start = System.nanoTime();
        if (recipe.gate() == Gate.AUTO) {
            turnAway(night, plan, source, ledger, progress);
        }
        fold(night, plan, source, stack, ledger);
        List<FrameRecord> frames = ledger.records();
        stack.frames(frames);
        if (frames.stream().noneMatch(FrameRecord::used)) {
            throw new UnusableNightException("frames: expected at least one that can be read, found none of "
                    + frames.size() + "; the reason for each is given above");
        }
        if (recipe.gate() == Gate.OFF) {
            UnlikeFrames unlike = UnlikeFrames.of(ledger.glances());
            if (!unlike.reasons().isEmpty()) {
                name(unlike, frames, progress);
            }
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

    private static void turnAway(Night night, Plan plan, FrameSource source, Ledger ledger, Progress progress)
            throws IOException, InterruptedException {
        FirstLook look = new FirstLook(night, source, progress);
        together(plan, look::worker);
        UnlikeFrames unlike = UnlikeFrames.of(look.glances());
        if (unlike.tooMany() || !unlike.judged()) {
            name(unlike, ledger.records(), progress);
        } else {
            unlike.reasons().forEach(ledger::turnedAway);
        }
    }

    private static void name(UnlikeFrames unlike, List<FrameRecord> frames, Progress progress) {
        List<FrameRecord> named = unlike.reasons().entrySet().stream()
                .map(entry -> frames.get(entry.getKey()).skip(entry.getValue()))
                .toList();
        progress.on(new RunEvent.LooksUnlike(named, unlike));
    }

    private static void fold(Night night, Plan plan, FrameSource source, Stack stack, Ledger ledger)
            throws IOException, InterruptedException {
        SharedStack shared = new SharedStack(stack);
        try {
            together(plan, () -> new Worker(night, plan.framesAtOnce(), source, shared, ledger));
        } finally {
            ledger.stop();
        }
    }

    private static void together(Plan plan, Supplier<Callable<Void>> work) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(plan.workers(), LocalEngine::daemon);
        try {
            List<Future<Void>> workers = IntStream.range(0, plan.workers())
                    .mapToObj(i -> pool.submit(work.get()))
                    .toList();
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
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
