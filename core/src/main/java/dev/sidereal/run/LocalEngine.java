package dev.sidereal.run;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.Tap;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return run(recipe, source, new Beginning.Fresh(), Checkpoints.NONE, progress);
    }

    /**
     * Runs a recipe from some beginning, and keeps the state now and then; when interrupted, once more.
     *
     * @throws OptionException also if the night does not fit what was folded before; that is then as it was
     */
    public Stack run(Recipe recipe, FrameSource source, Beginning beginning, Checkpoints checkpoints, Progress progress)
            throws IOException, InterruptedException {
        return run(recipe, source, beginning, checkpoints, Tap.NONE, progress);
    }

    /**
     * The same, and lets a tap see the frames that are read in this run.
     *
     * @throws OptionException also if the night does not fit what was folded before; that is then as it was
     */
    public Stack run(
            Recipe recipe, FrameSource source, Beginning beginning, Checkpoints checkpoints, Tap tap, Progress progress)
            throws IOException, InterruptedException {
        Night night = night(recipe.selection(), source);
        Plan plan = Plan.of(recipe, night, source, beginning.used(), tap);
        progress.on(new RunEvent.Planned(night, plan));
        beginning.requireFit(night, recipe);
        if (beginning instanceof Beginning.Onto onto && onto.repeats() == Stack.Repeats.REFUSE) {
            new KnownFrames(night, source, plan.workers()).requireNew(onto.saved());
        }
        if (beginning instanceof Beginning.Resumed resumed) {
            new KnownFrames(night, source, plan.workers()).requireSame(resumed.checkpoint());
        }
        Stack stack = beginning.start(night, recipe);
        Ledger ledger = new Ledger(night, stack.frames(), recipe.badFrames(), progress);
        ledger.begin();
        source.expect(ledger.expected());
        long start = System.nanoTime();
        if (recipe.gate() == Gate.AUTO) {
            FirstLook.of(night, plan, source, progress).turnAway(ledger);
        }
        new Folding(recipe, plan, source, stack, ledger, checkpoints, tap).run();
        List<FrameRecord> frames = ledger.records();
        stack.frames(frames);
        if (frames.stream().noneMatch(FrameRecord::used)) {
            throw new UnusableNightException("frames: expected at least one that can be read, found none of "
                    + frames.size() + "; the reason for each is given above");
        }
        if (recipe.gate() == Gate.OFF) {
            UnlikeFrames unlike = UnlikeFrames.of(ledger.glances());
            if (!unlike.reasons().isEmpty()) {
                ledger.name(unlike);
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
    public Plan plan(Recipe recipe, FrameSource source, Beginning beginning, Tap tap, Progress progress)
            throws IOException {
        Night night = night(recipe.selection(), source);
        Plan plan = Plan.of(recipe, night, source, beginning.used(), tap);
        progress.on(new RunEvent.Planned(night, plan));
        List<FrameRecord> frames =
                night.entries().stream().map(Night.Entry::record).toList();
        new Ledger(night, frames, recipe.badFrames(), progress).begin();
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
}
