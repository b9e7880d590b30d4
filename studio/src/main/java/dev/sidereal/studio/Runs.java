package dev.sidereal.studio;

import dev.sidereal.studio.web.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of this start, one folded at a time, the others in a queue; they belong to the server and outlive any page. Safe
 * for use by many threads.
 */
final class Runs implements Closeable {

    private static final int MOST = 50;

    /* How long ending takes at most. */
    private static final long PATIENCE_MILLIS = 12_000;

    private final Kept kept;
    private final Changes changes;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<Run> queue = new ArrayList<>();
    private final Thread worker;
    private Optional<Run> current = Optional.empty();
    private boolean closed;
    private long last = System.currentTimeMillis();

    Runs(Kept kept, Changes changes) {
        this.kept = kept;
        this.changes = changes;
        this.worker = new Thread(this::work, "sidereal-runs");
        worker.setDaemon(true);
        worker.start();
    }

    private void work() {
        while (true) {
            Run next;
            long held;
            synchronized (this) {
                while (queue.isEmpty() && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException ignored) {
                        // it was meant for a run that has ended
                    }
                }
                if (closed) {
                    return;
                }
                next = queue.remove(0);
                current = Optional.of(next);
                Run chosen = next;
                held = runs.values().stream()
                        .filter(run -> run != chosen)
                        .mapToLong(Run::held)
                        .sum();
            }
            next.execute(held);
            synchronized (this) {
                current = Optional.empty();
            }
        }
    }

    /** Whether one is being folded. */
    synchronized boolean isBusy() {
        return current.isPresent();
    }

    /** Appends a run. */
    synchronized Run add(Assignment assignment) {
        if (runs.size() >= MOST) {
            throw new Problem(409, "runs: expected fewer than " + MOST + ", found as many; close those that are done");
        }
        Run run = assignment.run("r" + Long.toString(++last, 36), kept, changes);
        runs.put(run.id(), run);
        enqueue(run);
        return run;
    }

    /** Takes up a run of an earlier start. */
    synchronized Run add(Run found) {
        runs.put(found.id(), found);
        changes.tell();
        return found;
    }

    /** Lets a run go on when its turn comes. */
    synchronized void resume(Run run) {
        enqueue(run);
    }

    private void enqueue(Run run) {
        run.want();
        if (!queue.contains(run)) {
            queue.add(run);
        }
        notifyAll();
        changes.tell();
    }

    /** Pauses or stops a run. */
    void halt(Run run, RunState at) {
        synchronized (this) {
            queue.remove(run);
        }
        run.halt(at);
    }

    /**
     * A run.
     *
     * @throws Problem 404 if there is none
     */
    synchronized Run get(String id) {
        Run run = runs.get(id);
        if (run == null) {
            throw Problem.missing("run: expected one that is open, found none");
        }
        return run;
    }

    synchronized boolean has(String id) {
        return runs.containsKey(id);
    }

    /** Ends a run and forgets it. */
    void remove(String id) throws IOException {
        Run run = get(id);
        synchronized (this) {
            queue.remove(run);
            runs.remove(id);
        }
        run.close();
        changes.tell();
    }

    /** All of them, in the order they were made. */
    synchronized List<Map<String, Object>> describe() {
        return runs.values().stream().map(Run::describe).toList();
    }

    /** Pauses what is being folded, so that it can go on after another start. */
    @Override
    public void close() {
        Optional<Run> working;
        synchronized (this) {
            closed = true;
            queue.clear();
            working = current;
            notifyAll();
        }
        working.ifPresent(Run::leave);
        try {
            worker.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
