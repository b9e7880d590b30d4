package dev.sidereal.run;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.Tap;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.image.Rows;
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
 * <p>Every frame is decoded once, by one of {@link Plan#workers()} workers, and folded into one shared stack; where the
 * planes do not fit the memory, once for each band of rows. The result does not depend on the number of workers, on which of
 * them was faster, or on bands. An engine knows no arithmetic.
 */
public final class LocalEngine implements Engine<FrameSource> {

    @Override
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
        Plan plan = Plan.of(recipe, night, source, beginning, tap.bytes());
        progress.on(new RunEvent.Planned(night, plan));
        beginning.requireFit(night, recipe);
        if (beginning instanceof Beginning.Onto onto && onto.repeats() == Stack.Repeats.REFUSE) {
            new KnownFrames(night, source, plan.workers()).requireNew(onto.saved());
        }
        if (beginning instanceof Beginning.Resumed resumed) {
            new KnownFrames(night, source, plan.workers()).requireSame(resumed.checkpoint());
        }
        Stack stack = beginning.start(night, recipe, plan);
        Ledger ledger = new Ledger(night, stack.frames(), recipe.badFrames(), plan.passes(), progress);
        ledger.begin();
        source.expect(ledger.expected());
        long start = System.nanoTime();
        if (recipe.gate() == Gate.AUTO) {
            FirstLook.of(night, plan.workers(), source, progress).turnAway(ledger);
        }
        fold(recipe, plan, source, stack, ledger, checkpoints, tap);
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

    /* A checkpoint of some bands would be no stack: in bands none is taken. */
    static void fold(
            Recipe recipe, Plan plan, FrameSource source, Stack stack, Ledger ledger, Checkpoints checkpoints, Tap tap)
            throws IOException, InterruptedException {
        if (plan.passes() == 1) {
            Rows all = new Rows(0, stack.strips().count());
            new Folding(recipe, plan, source, new SharedStack(stack, all), ledger, checkpoints, tap).run();
            return;
        }
        for (int pass = 0; pass < plan.passes(); pass++) {
            if (pass > 0) {
                ledger.again();
                source.expect(ledger.expected());
            }
            Rows band = plan.band(pass, stack.strips().count());
            stack.open(band);
            Tap once = pass == 0 ? tap : Tap.NONE;
            new Folding(recipe, plan, source, new SharedStack(stack, band), ledger, Checkpoints.NONE, once).run();
            stack.shelve(band);
            System.gc(); // a heap would rather grow than look whether the planes of the last band are free
        }
    }

    /**
     * Plans what {@link #run} would do, without reading a pixel.
     *
     * @return the plan, of which {@code progress} has heard as well
     * @throws UnusableNightException   if no frame can be used
     * @throws OptionException if the recipe does not fit these frames or the memory allowed
     */
    public Plan plan(Recipe recipe, FrameSource source, Beginning beginning, Progress progress) throws IOException {
        return plan(recipe, source, beginning, Tap.NONE, progress);
    }

    /** The same for a run with a tap. */
    public Plan plan(Recipe recipe, FrameSource source, Beginning beginning, Tap tap, Progress progress)
            throws IOException {
        Night night = night(recipe.selection(), source);
        Plan plan = Plan.of(recipe, night, source, beginning, tap.bytes());
        progress.on(new RunEvent.Planned(night, plan));
        List<FrameRecord> frames =
                night.entries().stream().map(Night.Entry::record).toList();
        new Ledger(night, frames, recipe.badFrames(), plan.passes(), progress).begin();
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
