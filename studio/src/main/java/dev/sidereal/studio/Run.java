package dev.sidereal.studio;

import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.fits.CheckpointFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the engine, from the queue to the stack that is looked at. Pausing and stopping interrupt the engine, which ends
 * between two frames; the stack stays, and going on is what resuming from a checkpoint is on the command line.
 *
 * <p>Safe for use by many threads.
 */
final class Run implements Closeable {

    private static final int MOST_SKIPPED = 500;

    private final String id;
    private final Assignment assignment;
    private final Kept kept;
    private final Changes changes;
    private RunState state = RunState.QUEUED;
    private RunState wanted = RunState.QUEUED;
    private Optional<Thread> working = Optional.empty();
    private Optional<LiveView> live = Optional.empty();
    private Optional<Stack> stack = Optional.empty();
    private Optional<ScratchFile> scratch = Optional.empty();
    private Optional<Darkroom> darkroom = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private final List<Map<String, Object>> skipped = new ArrayList<>();
    private int done;
    private int doneBefore;
    private int total;
    private int passes = 1;
    private long bytes;
    private long planeBytes;
    private long started;
    private long elapsed;

    /** A run that waits. */
    Run(String id, Assignment assignment, Kept kept, Changes changes) {
        this.id = id;
        this.assignment = assignment;
        this.kept = kept;
        this.changes = changes;
        this.total = assignment.night().night().entries().size()
                - assignment.without().size();
    }

    /** A run of an earlier start, with the stack that was kept of it. */
    static Run found(String id, Assignment assignment, Kept kept, Stack stack, Changes changes) {
        Run run = new Run(id, assignment, kept, changes);
        run.rest(kept.isFinished(id) ? RunState.FINISHED : RunState.PAUSED, Optional.of(stack));
        run.done = (int)
                stack.frames().stream().filter(frame -> !frame.isPending()).count();
        run.total = stack.frames().size();
        run.planeBytes = stack.planes().stream()
                .mapToLong(plane ->
                        stack.first().shape().samples() * stack.type(plane).bytes())
                .sum();
        return run;
    }

    String id() {
        return id;
    }

    Assignment assignment() {
        return assignment;
    }

    synchronized RunState state() {
        return state;
    }

    /** Bytes of memory that its stack holds. */
    synchronized long held() {
        return stack.isPresent() && scratch.isEmpty() ? planeBytes : 0;
    }

    /** Folds; returns when the run is at rest. {@code heldByOthers} is memory that it may not take. */
    void execute(long heldByOthers) {
        LiveView view = new LiveView(new CheckpointFile(kept.stack(id), kept.interval(), assignment.json()), changes);
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
            skipped.clear();
            started = System.nanoTime();
            doneBefore = stack.isPresent() ? done : 0;
            done = 0;
        }
        changes.tell();
        try {
            kept.begin(id, assignment);
            Raster.bytes(
                    assignment.night().night().shape(),
                    assignment.night().night().type());
            Stack folded = new LocalEngine()
                    .run(budgeted(heldByOthers), assignment.source(), beginning, view, copy(), this::hear);
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
            elapsed += System.nanoTime() - started;
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
                .map(of -> new Darkroom(of, assignment.product()));
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
            total = planned.night().entries().size() * planned.plan().passes();
            passes = planned.plan().passes();
            bytes = planned.plan().totalBytes();
            planeBytes = planned.plan().planeBytes();
        } else if (event instanceof RunEvent.FrameFolded folded) {
            done = folded.done();
            total = folded.total();
        } else if (event instanceof RunEvent.FrameSkipped left) {
            done = left.done();
            total = left.total();
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(Map.of("name", left.name(), "reason", left.reason()));
            }
        }
        changes.tell();
    }

    /** Lets it be folded, now or when its turn comes. */
    synchronized boolean want() {
        if (state != RunState.PAUSED && state != RunState.STOPPED && state != RunState.QUEUED) {
            throw new Problem(409, "run: expected one that is paused or stopped, found it " + word());
        }
        wanted = RunState.RUNNING;
        state = RunState.QUEUED;
        return true;
    }

    /** Ends the folding for now, or for good. */
    synchronized void halt(RunState at) {
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

    private String word() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Where its stack is looked at. */
    synchronized Darkroom darkroom() {
        if (!state.isAtRest() || darkroom.isEmpty()) {
            throw new Problem(409, "run: expected a stack to look at, found the run " + word() + "; wait, or pause it");
        }
        return darkroom.get();
    }

    /** The picture so far; empty if nobody can know. */
    Optional<byte[]> preview() throws IOException {
        Optional<LiveView> view;
        synchronized (this) {
            view = live;
        }
        return view.isPresent() ? view.get().picture() : Optional.empty();
    }

    /** What the page needs to know. */
    synchronized Map<String, Object> describe() {
        double seconds = (state == RunState.RUNNING ? System.nanoTime() - started : 0) / 1e9;
        int fresh = done - doneBefore;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("run", id);
        answer.put("name", assignment.night().name());
        answer.put("folder", assignment.night().place());
        answer.put("product", assignment.product().toString());
        answer.put("state", word());
        answer.put("done", done);
        answer.put("total", total);
        answer.put("elapsed", elapsed / 1e9 + seconds);
        if (state == RunState.RUNNING && seconds > 0.5 && fresh > 0) {
            answer.put("rate", fresh / seconds);
            answer.put("left", (total - done) * seconds / fresh);
        }
        answer.put("skipped", List.copyOf(skipped));
        answer.put("preview", live.map(LiveView::version).orElse(0));
        answer.put("failure", failure);
        answer.put("memory", bytes);
        answer.put("inBands", passes > 1);
        answer.put("width", assignment.night().night().shape().width());
        answer.put("height", assignment.night().night().shape().height());
        answer.put("viewable", state.isAtRest() && darkroom.isPresent());
        answer.put("products", darkroom.map(Darkroom::products).orElse(List.of()));
        answer.put("maskable", darkroom.map(Darkroom::isMaskable).orElse(false));
        answer.put("removable", darkroom.map(Darkroom::isRemovable).orElse(false));
        answer.put("command", Words.commandLine(assignment, Optional.empty(), "trails.jpg"));
        answer.put("recipe", assignment.json());
        return answer;
    }

    /** Ends it, and lets go of its memory and of what was kept on disk. */
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

    /** How long pausing takes at most. */
    static Duration patience() {
        return Duration.ofSeconds(12);
    }
}
