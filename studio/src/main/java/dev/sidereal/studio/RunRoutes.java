package dev.sidereal.studio;

import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Budget;
import dev.sidereal.studio.web.Answer;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Json;
import dev.sidereal.studio.web.Problem;
import dev.sidereal.studio.web.Request;
import dev.sidereal.studio.web.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** What is asked of runs: what one would cost, begin, pause, stop, go on, what there was before a crash. */
final class RunRoutes {

    private static final int MOST_FRAMES = 1_000_000;
    private static final int MOST_LISTENERS = 24;
    private static final long HEARTBEAT_MILLIS = 10_000;
    private static final long REST_MILLIS = 200;

    private final Folders folders;
    private final Nights nights;
    private final Runs runs;
    private final Kept kept;
    private final Changes changes;
    private final Plans plans = new Plans();
    private final Semaphore listeners = new Semaphore(MOST_LISTENERS);

    RunRoutes(Folders folders, Nights nights, Runs runs, Kept kept, Changes changes) {
        this.folders = folders;
        this.nights = nights;
        this.runs = runs;
        this.kept = kept;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/plans", request -> Answer.json(plans.plan(assignment(request.body())))),
                Route.get("/api/runs", request -> Answer.json(Map.of("runs", runs.describe()))),
                Route.post(
                        "/api/runs",
                        request -> Answer.created(
                                runs.add(assignment(request.body())).describe())),
                Route.get("/api/runs/{run}", request -> Answer.json(run(request).describe())),
                Route.delete("/api/runs/{run}", this::close),
                Route.post("/api/runs/{run}/pause", request -> halt(request, RunState.PAUSED)),
                Route.post("/api/runs/{run}/stop", request -> halt(request, RunState.STOPPED)),
                Route.post("/api/runs/{run}/resume", this::resume),
                Route.get("/api/runs/{run}/preview", this::preview),
                Route.get("/api/events", request -> events()),
                Route.get("/api/kept", request -> Answer.json(Map.of("kept", describeKept()))),
                Route.post("/api/kept/{run}", this::take),
                Route.delete("/api/kept/{run}", this::forget));
    }

    private Run run(Request request) {
        return runs.get(request.at("run"));
    }

    private Assignment assignment(Fields body) throws IOException {
        body.only("night", "without", "recipe");
        OpenNight night = nights.get(body.text("night")).night();
        return Assignment.of(
                night,
                Set.copyOf(body.wholes("without", MOST_FRAMES)),
                Json.write(body.object("recipe")),
                folders,
                Budget.ofThisMachine());
    }

    private Answer close(Request request) throws IOException {
        runs.remove(request.at("run"));
        return Answer.json(Map.of());
    }

    private Answer halt(Request request, RunState at) {
        Run run = run(request);
        runs.halt(run, at);
        return Answer.json(run.describe());
    }

    private Answer resume(Request request) {
        Run run = run(request);
        runs.resume(run);
        return Answer.json(run.describe());
    }

    private Answer preview(Request request) throws IOException {
        byte[] picture = run(request)
                .preview()
                .orElseThrow(() -> Problem.missing("preview: expected a run whose picture grows, found none yet"));
        return Answer.bytes(200, "image/jpeg", picture);
    }

    /* Every listener hears the whole state whenever it has changed, a few times a second at most: nothing can be missed. */
    private Answer events() {
        if (listeners.availablePermits() == 0) {
            throw new Problem(
                    503, "events: expected at most " + MOST_LISTENERS + " open pages, found more; close some");
        }
        return Answer.stream("text/event-stream", out -> {
            listeners.acquire();
            try {
                long seen = -1;
                String before = "";
                while (true) {
                    seen = changes.await(seen, HEARTBEAT_MILLIS);
                    String now = Json.write(Map.of("runs", runs.describe()));
                    String line = now.equals(before) ? ": still here\n\n" : "event: runs\ndata: " + now + "\n\n";
                    before = now;
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    Thread.sleep(REST_MILLIS);
                }
            } finally {
                listeners.release();
            }
        });
    }

    private List<Map<String, Object>> describeKept() throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (String id : kept.runs()) {
            if (!runs.has(id)) {
                Fields description = kept.description(id, true);
                list.add(Map.of(
                        "run", id,
                        "name", description.text("name", ""),
                        "finished", description.flag("finished"),
                        "session", kept.isSession(id),
                        "recipe", description.text("recipe", "")));
            }
        }
        return list;
    }

    private Answer take(Request request) throws IOException, InterruptedException {
        String id = request.at("run");
        if (runs.has(id)) {
            throw new Problem(409, "run: expected one that is not open yet, found it open");
        }
        Path folder = Path.of(kept.description(id, true).text("folder"));
        if (folders.roots().stream().noneMatch(folder::startsWith)) {
            throw new OptionException(
                    "run: expected its frames below the folders that the studio was opened with, found"
                            + " them elsewhere; open the studio with their folder");
        }
        String place = folders.name(folder);
        OpenNight night = nights.open(place, folders.folder(place)).night();
        Assignment assignment = kept.assignment(id, night, folders, Budget.ofThisMachine());
        return Answer.created(runs.add(found(id, assignment)).describe());
    }

    private Run found(String id, Assignment assignment) throws IOException {
        if (assignment instanceof StackAssignment stack) {
            return StackRun.found(id, stack, kept, kept.read(id), changes);
        }
        return new SessionRun(id, (SessionAssignment) assignment, kept, changes, RunState.STOPPED);
    }

    private Answer forget(Request request) throws IOException {
        String id = request.at("run");
        kept.description(id, true);
        if (runs.has(id)) {
            throw new Problem(409, "run: expected one that is not open, found it open; close it");
        }
        kept.forget(id);
        return Answer.json(Map.of());
    }
}
