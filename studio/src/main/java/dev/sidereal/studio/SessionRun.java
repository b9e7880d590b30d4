package dev.sidereal.studio;

import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Proof;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.FrameGlances;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.fits.SkyCards;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Glimpse;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run that joins lights of a deep-sky session: masters are made, lights are looked at, then laid on each other. It cannot pause:
 * the picture is there when all lights are joined. Stopped, it begins anew with the masters that were kept.
 *
 * <p>Safe for use by many threads.
 */
final class SessionRun implements Run {

    private static final int PREVIEW_SIDE = 1000;
    private final String id;
    private final SessionAssignment assignment;
    private final Kept kept;
    private final Changes changes;
    private final SessionProgress progress;
    private RunState state;
    private RunState wanted;
    private Optional<Thread> working = Optional.empty();
    private Optional<Glimpse> glimpse = Optional.empty();
    private Optional<SessionDarkroom> darkroom = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Shape shape;
    private boolean closed;

    /** A run that waits, or one of an earlier start that was stopped. */
    SessionRun(String id, SessionAssignment assignment, Kept kept, Changes changes, RunState state) {
        this.id = id;
        this.assignment = assignment;
        this.kept = kept;
        this.changes = changes;
        this.state = state;
        this.wanted = state;
        this.shape = assignment.night().night().shape();
        this.progress = new SessionProgress(
                assignment.night().night().entries().size()
                        - assignment.without().size(),
                changes);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SessionAssignment assignment() {
        return assignment;
    }

    @Override
    public synchronized RunState state() {
        return state;
    }

    @Override
    public synchronized long held() {
        return darkroom.map(SessionDarkroom::held).orElse(0L);
    }

    @Override
    public void execute(long heldByOthers) {
        Glimpse small = new Glimpse(PREVIEW_SIDE);
        synchronized (this) {
            if (wanted != RunState.RUNNING) {
                return;
            }
            state = RunState.RUNNING;
            working = Optional.of(Thread.currentThread());
            glimpse = Optional.of(small);
            failure = Optional.empty();
            progress.begin(!assignment.calibration().isEmpty());
        }
        changes.tell();
        try {
            kept.begin(id, assignment);
            finish(join(Math.max(1, Runtime.getRuntime().maxMemory() - heldByOthers), small));
        } catch (InterruptedException e) {
            rest(RunState.STOPPED);
        } catch (OptionException | UnusableNightException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (isEnding()) {
                rest(RunState.STOPPED); // reading ended because the run does
            } else {
                fail("disk: " + e.getMessage());
            }
        } catch (OutOfMemoryError e) {
            fail("memory: expected room for " + (progress.bytes() >> 20)
                    + " MiB, found too little; close a run that is finished");
        } finally {
            synchronized (this) {
                working = Optional.empty();
                glimpse = Optional.empty();
                progress.end();
                Thread.interrupted(); // one that came too late concerns nobody
            }
            forgetIfClosed();
            changes.tell();
        }
    }

    private synchronized boolean isEnding() {
        return wanted != RunState.RUNNING;
    }

    /* What was written after it was closed. */
    private void forgetIfClosed() {
        synchronized (this) {
            if (!closed) {
                return;
            }
        }
        try {
            kept.forget(id);
        } catch (IOException e) {
            fail("disk: " + e.getMessage());
        }
    }

    private SessionDarkroom join(long memory, Glimpse small) throws IOException, InterruptedException {
        Budget budget = new Budget(assignment.recipe().budget().threads(), Optional.of(memory));
        FrameFiles source = assignment.source();
        Masters masters = new KeptMasters(assignment, kept, id).make(budget, progress::hear);
        DeepSkyRecipe recipe = assignment.recipe(masters, budget);
        Night night = LocalEngine.night(recipe.selection(), source);
        DeepSky session = DeepSkyEngine.run(recipe, source, small, progress::hear);
        return new SessionDarkroom(
                session,
                SkyCards.of(
                        source.file(night.entries().get(session.reference()).position()), recipe.pixelSide(), session));
    }

    private synchronized void finish(SessionDarkroom room) {
        darkroom = Optional.of(room);
        shape = room.session().picture().light().shape();
        rest(RunState.FINISHED);
    }

    private synchronized void rest(RunState at) {
        state = at;
        wanted = at;
    }

    private synchronized void fail(String sentence) {
        rest(RunState.FAILED);
        failure = Optional.of(sentence);
    }

    @Override
    public synchronized void want() {
        if (state != RunState.STOPPED && state != RunState.QUEUED) {
            throw new Problem(409, "run: expected one that is stopped, found it " + word());
        }
        wanted = RunState.RUNNING;
        state = RunState.QUEUED;
    }

    @Override
    public synchronized void halt(RunState at) {
        if (at == RunState.PAUSED) {
            throw new Problem(
                    409, "run: expected one that folds a stack, found a deep-sky session, which cannot pause; stop it");
        }
        if (state == RunState.QUEUED) {
            rest(RunState.STOPPED);
        } else if (state == RunState.RUNNING && working.isPresent()) {
            wanted = RunState.STOPPED;
            working.get().interrupt();
        } else {
            throw new Problem(409, "run: expected one that is running or waits, found it " + word());
        }
        changes.tell();
    }

    @Override
    public synchronized void leave() {
        wanted = RunState.STOPPED;
        working.ifPresent(Thread::interrupt);
    }

    private String word() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized SessionDarkroom darkroom() {
        return darkroom.orElseThrow(() ->
                new Problem(409, "run: expected a picture to look at, found the run " + word() + "; wait for its end"));
    }

    @Override
    public Optional<byte[]> preview() throws IOException {
        Optional<Glimpse> small;
        synchronized (this) {
            small = glimpse;
        }
        Optional<Raster> mean = small.flatMap(Glimpse::mean);
        if (mean.isEmpty()) {
            return Optional.empty();
        }
        Look look = new Grading(1, "0", "1", 1, SessionDarkroom.STRETCH).look(SessionPrint.SCREEN);
        return Optional.of(FrameGlances.coded(Proof.of(mean.get(), PREVIEW_SIDE).develop(look)));
    }

    @Override
    public Map<String, Object> commands(Fields view, String picture) {
        return Map.of(
                "command", SessionWords.commandLine(assignment, Optional.of(SessionDarkroom.grading(view)), picture));
    }

    @Override
    public void write(Saving.Kind kind, Fields view, Optional<Depth> depth, Path file) throws IOException {
        SessionSaving.write(darkroom(), kind, SessionDarkroom.grading(view).look(SessionPrint.SCREEN), depth, file);
    }

    @Override
    public synchronized Map<String, Object> describe() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("run", id);
        answer.put("name", assignment.night().name());
        answer.put("folder", assignment.night().place());
        answer.put("product", assignment.made());
        answer.put("state", word());
        progress.describe(answer);
        answer.put("failure", failure);
        Shape seen = glimpse.flatMap(Glimpse::canvas).orElse(shape);
        answer.put("width", seen.width());
        answer.put("height", seen.height());
        answer.put("viewable", state.isAtRest() && darkroom.isPresent());
        answer.put("products", darkroom.map(SessionDarkroom::products).orElse(List.of()));
        answer.put("maskable", false);
        answer.put("removable", false);
        answer.put("command", assignment.command());
        answer.put("recipe", assignment.json());
        return answer;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            rest(RunState.FAILED);
            closed = true;
            working.ifPresent(Thread::interrupt);
            darkroom = Optional.empty();
        }
        kept.forget(id);
    }
}
