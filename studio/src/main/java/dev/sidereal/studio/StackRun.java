package dev.sidereal.studio;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.fits.CheckpointFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.SmallMaximum;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that folds a stack. Pausing and stopping interrupt the engine, which ends
 * between two frames; the stack stays, and going on is what resuming from a checkpoint is on the command line.
 *
 * <p>Safe for use by many threads.
 */
final class StackRun implements Run {

    private final String id;
    private final StackAssignment assignment;
    private final Kept kept;
    private final Changes changes;
    private RunState state = RunState.QUEUED;
    private RunState wanted = RunState.QUEUED;
    private Optional<Thread> working = Optional.empty();
    private Optional<LiveView> live = Optional.empty();
    private Optional<Stack> stack = Optional.empty();
    private Optional<ScratchFile> scratch = Optional.empty();
    private Optional<StackDarkroom> darkroom = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private final Pace pace;
    private int passes = 1;
    private long bytes;
    private long planeBytes;

    /** A run that waits. */
    StackRun(String id, StackAssignment assignment, Kept kept, Changes changes) {
        this.id = id;
        this.assignment = assignment;
        this.kept = kept;
        this.changes = changes;
        this.pace = new Pace(assignment.night().night().entries().size()
                - assignment.without().size());
    }

    /** A run of an earlier start, with the stack that was kept of it. */
    static StackRun found(String id, StackAssignment assignment, Kept kept, Stack stack, Changes changes) {
        StackRun run = new StackRun(id, assignment, kept, changes);
        run.rest(kept.isFinished(id) ? RunState.FINISHED : RunState.PAUSED, Optional.of(stack));
        run.pace.at(
                (int) stack.frames().stream()
                        .filter(frame -> !frame.isPending())
                        .count(),
                stack.frames().size());
        run.planeBytes = stack.planes().stream()
                .mapToLong(plane ->
                        stack.first().shape().samples() * stack.type(plane).bytes())
                .sum();
        return run;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public StackAssignment assignment() {
        return assignment;
    }

    @Override
    public synchronized RunState state() {
        return state;
    }

    @Override
    public synchronized long held() {
        return stack.isPresent() && scratch.isEmpty() ? planeBytes : 0;
    }

    @Override
    public void execute(long heldByOthers) {
        LiveView view = new LiveView(
                new CheckpointFile(kept.stack(id), kept.interval(), assignment.json()),
                assignment.recipe().curve(),
                changes);
        Beginning beginning;
        synchronized (this) {
            if (wanted != RunState.RUNNING) {
                return;
            }
            darkroom = Optional.empty();
            beginning = stack.<Beginning>map(Beginning.Resumed::new).orElseGet(() -> {
                ScratchFile shelf = ScratchFile.beside(kept.stack(id));
                scratch = Optional.of(shelf);
                return new Beginning.Fresh(Optional.of(shelf));
            });
            state = RunState.RUNNING;
            working = Optional.of(Thread.currentThread());
            live = Optional.of(view);
            failure = Optional.empty();
            pace.begin(stack.isPresent() ? pace.done() : 0);
        }
        changes.tell();
        try {
            kept.begin(id, assignment);
            Recipe recipe = budgeted(heldByOthers);
            FrameFiles source = assignment.source();
            Plan plan = new LocalEngine().plan(recipe, source, beginning, copy(), Progress.NONE);
            Tap tap = plan.passes() > 1 ? view.instead(small()) : copy();
            Stack folded = new LocalEngine().run(recipe, source, beginning, view, tap, this::hear);
            endOfWork();
            rest(RunState.FINISHED, Optional.of(folded));
            kept.finish(id, assignment, folded);
        } catch (InterruptedException e) {
            endOfWork();
            interrupted(view.stack());
        } catch (OptionException | UnusableNightException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail("disk: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            fail("memory: expected room for " + (bytes >> 20) + " MiB, found too little; close a run that is finished");
        } finally {
            endOfWork();
            changes.tell();
        }
    }

    /* The copy that people watch. */
    private Tap copy() {
        return Tap.taking(Raster.bytes(
                assignment.night().night().shape(), assignment.night().night().type()));
    }

    /* What they watch where the whole maxima are nowhere. */
    private SmallMaximum small() {
        return new SmallMaximum(
                assignment.night().night().shape(), assignment.night().night().type(), LiveView.SIDE);
    }

    private Recipe budgeted(long heldByOthers) {
        Recipe recipe = assignment.recipe();
        long memory = Math.max(1, Runtime.getRuntime().maxMemory() - heldByOthers);
        return new Recipe(
                recipe.selection(),
                recipe.planes(),
                recipe.badFrames(),
                new Budget(recipe.budget().threads(), Optional.of(memory)),
                recipe.curve(),
                recipe.identity(),
                recipe.gate());
    }

    private synchronized void endOfWork() {
        if (working.isPresent()) {
            working = Optional.empty();
            pace.end();
            Thread.interrupted(); // one that came too late concerns nobody
        }
    }

    private void interrupted(Optional<Stack> seen) {
        synchronized (this) {
            boolean whole = seen.isPresent() && passes == 1;
            if (whole || wanted == RunState.PAUSED) {
                rest(wanted == RunState.PAUSED ? RunState.PAUSED : RunState.STOPPED, whole ? seen : stack);
            } else {
                state = RunState.FAILED;
                failure = Optional.of("the run was stopped before anything could be kept");
            }
        }
    }

    private synchronized void rest(RunState at, Optional<Stack> folded) {
        state = at;
        wanted = at;
        stack = folded;
        live = Optional.empty();
        darkroom = folded.filter(of -> of.frames().stream().anyMatch(frame -> frame.used()))
                .map(of -> new StackDarkroom(of, assignment.product()));
    }

    private synchronized void fail(String sentence) {
        state = RunState.FAILED;
        wanted = RunState.FAILED;
        failure = Optional.of(sentence);
        live = Optional.empty();
        stack = Optional.empty();
    }

    private synchronized void hear(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            pace.at(0, planned.night().entries().size() * planned.plan().passes());
            passes = planned.plan().passes();
            bytes = planned.plan().totalBytes();
            planeBytes = planned.plan().planeBytes();
        } else if (event instanceof RunEvent.FrameFolded folded) {
            pace.at(folded.done(), folded.total());
            live.ifPresent(LiveView::folded);
        } else if (event instanceof RunEvent.FrameSkipped left) {
            pace.at(left.done(), left.total());
            pace.skip(left.name(), left.reason());
        }
        changes.tell();
    }

    @Override
    public synchronized void want() {
        if (state != RunState.PAUSED && state != RunState.STOPPED && state != RunState.QUEUED) {
            throw new Problem(409, "run: expected one that is paused or stopped, found it " + word());
        }
        wanted = RunState.RUNNING;
        state = RunState.QUEUED;
    }

    @Override
    public synchronized void halt(RunState at) {
        if (state == RunState.QUEUED) {
            rest(at, stack);
        } else if (state == RunState.RUNNING && working.isPresent()) {
            if (at == RunState.PAUSED && passes > 1) {
                throw new Problem(
                        409, "run: expected one whose planes fit the memory, found one in bands, which cannot pause");
            }
            wanted = at;
            live.ifPresent(LiveView::end);
            working.get().interrupt();
        } else if (state == RunState.PAUSED && at == RunState.STOPPED) {
            rest(at, stack);
        } else {
            throw new Problem(409, "run: expected one that is running or waits, found it " + word());
        }
        changes.tell();
    }

    @Override
    public void leave() {
        try {
            halt(RunState.PAUSED);
        } catch (Problem e) {
            synchronized (this) {
                working.ifPresent(Thread::interrupt); // nothing of it can go on
            }
        }
    }

    private String word() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public synchronized StackDarkroom darkroom() {
        if (!state.isAtRest() || darkroom.isEmpty()) {
            throw new Problem(409, "run: expected a stack to look at, found the run " + word() + "; wait, or pause it");
        }
        return darkroom.get();
    }

    @Override
    public Optional<byte[]> preview() throws IOException {
        Optional<LiveView> view;
        synchronized (this) {
            view = live;
        }
        return view.isPresent() ? view.get().picture() : Optional.empty();
    }

    @Override
    public Map<String, Object> commands(Fields fields, String picture) {
        View view = View.of(fields, assignment.product());
        return Map.of(
                "command", Words.commandLine(assignment, Optional.of(view), picture),
                "video", Words.videoCommandLine(assignment, view, "trails.mp4"));
    }

    @Override
    public void write(Saving.Kind kind, Fields view, Optional<Depth> depth, Path file)
            throws IOException, InterruptedException {
        StackSaving.write(this, kind, View.of(view, assignment.product()), depth, file);
    }

    @Override
    public synchronized Map<String, Object> describe() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("run", id);
        answer.put("name", assignment.night().name());
        answer.put("folder", assignment.night().place());
        answer.put("product", assignment.made());
        answer.put("state", word());
        pace.describe(answer, 0);
        answer.put("preview", live.map(LiveView::version).orElse(0));
        answer.put("failure", failure);
        answer.put("memory", bytes);
        answer.put("inBands", passes > 1);
        answer.put("width", assignment.night().night().shape().width());
        answer.put("height", assignment.night().night().shape().height());
        answer.put("viewable", state.isAtRest() && darkroom.isPresent());
        answer.put("products", darkroom.map(StackDarkroom::products).orElse(List.of()));
        answer.put("maskable", darkroom.map(room -> room.mask().isPossible()).orElse(false));
        answer.put("removable", darkroom.map(StackDarkroom::isRemovable).orElse(false));
        answer.put("command", assignment.command());
        answer.put("recipe", assignment.json());
        return answer;
    }

    @Override
    public void close() throws IOException {
        Optional<ScratchFile> shelf;
        synchronized (this) {
            wanted = RunState.FAILED;
            working.ifPresent(Thread::interrupt);
            state = RunState.FAILED;
            stack = Optional.empty();
            darkroom = Optional.empty();
            shelf = scratch;
        }
        if (shelf.isPresent()) {
            shelf.get().close();
        }
        kept.forget(id);
    }
}
