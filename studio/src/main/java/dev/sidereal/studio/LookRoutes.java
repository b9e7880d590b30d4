package dev.sidereal.studio;

import dev.sidereal.frame.OptionException;
import dev.sidereal.sky.Brush;
import dev.sidereal.sky.Fill;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.studio.web.Answer;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Request;
import dev.sidereal.studio.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is asked of a stack at rest: pictures of it, its mask, files. */
record LookRoutes(Folders folders, Runs runs, Kept kept) {

    private static final String JPEG = "image/jpeg";
    private static final int MOST_POINTS = 20_000;
    private static final int MOST_ROWS = 1_000_000;

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/runs/{run}/picture",
                        request -> jpeg(darkroom(request).small(view(request)))),
                Route.get(
                        "/api/runs/{run}/histogram",
                        request -> Answer.json(Map.of(
                                "channels",
                                darkroom(request).histogram(view(request)).channels()))),
                Route.get(
                        "/api/runs/{run}/tiles/{column}/{row}",
                        request -> jpeg(darkroom(request)
                                .tile(view(request), request.numberAt("column"), request.numberAt("row")))),
                Route.get("/api/runs/{run}/command", this::command),
                Route.get("/api/runs/{run}/pixel", this::pixel),
                Route.post("/api/runs/{run}/without", this::without),
                Route.get(
                        "/api/runs/{run}/mask",
                        request -> jpeg(darkroom(request).mask())),
                Route.post("/api/runs/{run}/mask", this::paint),
                Route.post("/api/runs/{run}/files", this::save),
                Route.get("/api/runs/{run}/download", this::download));
    }

    private Darkroom darkroom(Request request) {
        return runs.get(request.at("run")).darkroom();
    }

    private static String[] names(String... more) {
        return Stream.concat(View.NAMES.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /* The mark is the page's: it makes the address of a changed picture another one. */
    private View view(Request request) {
        return View.of(request.query().only(names("mark")), darkroom(request).made());
    }

    private static Answer jpeg(byte[] picture) {
        return Answer.bytes(200, JPEG, picture);
    }

    private Answer command(Request request) {
        Assignment assignment = runs.get(request.at("run")).assignment();
        View view = view(request);
        return Answer.json(Map.of(
                "command", Words.commandLine(assignment, Optional.of(view), "picture.jpg"),
                "video", Words.videoCommandLine(assignment, view, "trails.mp4")));
    }

    private Answer pixel(Request request) {
        Fields place = request.query().only("x", "y");
        return Answer.json(Map.of(
                "lit",
                darkroom(request).lit(place.whole("x", 0, Integer.MAX_VALUE), place.whole("y", 0, Integer.MAX_VALUE))));
    }

    private Answer without(Request request) {
        return Answer.json(
                darkroom(request).without(Set.copyOf(request.body().only("rows").wholes("rows", MOST_ROWS))));
    }

    private Answer paint(Request request) {
        Fields body = request.body().only("do", "line", "radius", "feather", "sky", "x", "y");
        String what = body.text("do");
        return Answer.json(darkroom(request).paint(easel -> {
            switch (what) {
                case "look" -> {}
                case "undo" -> easel.undo();
                case "paint" ->
                    easel.paint(
                            new Brush(
                                    body.number("radius", 0),
                                    body.number("feather", 0.5),
                                    body.flag("sky") ? SkyMask.SKY : SkyMask.GROUND),
                            line(body));
                case "fill" ->
                    easel.fill(
                            new Fill(body.flag("sky") ? SkyMask.SKY : SkyMask.GROUND),
                            body.whole("x", 0, Integer.MAX_VALUE),
                            body.whole("y", 0, Integer.MAX_VALUE));
                default -> throw new OptionException("do: expected look, undo, paint or fill, found " + what);
            }
        }));
    }

    private static List<Brush.Point> line(Fields body) {
        List<Object> numbers = body.list("line");
        if (numbers.isEmpty() || numbers.size() % 2 != 0 || numbers.size() > 2 * MOST_POINTS) {
            throw new OptionException("line: expected pairs of x and y, at most " + MOST_POINTS + ", found "
                    + numbers.size() + " numbers");
        }
        List<Brush.Point> line = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            Fields pair = new Fields(Map.of("x", numbers.get(i), "y", numbers.get(i + 1)));
            line.add(new Brush.Point(pair.number("x", 0), pair.number("y", 0)));
        }
        return line;
    }

    private Answer save(Request request) throws IOException, InterruptedException {
        Fields body = request.body().only(names("folder", "name", "kind", "depth", "replace"));
        Run run = runs.get(request.at("run"));
        Path file = folders.file(body.text("folder"), body.text("name"));
        View view = View.of(body, run.darkroom().made());
        Saving.requireName(Saving.kind(body), body.text("name"));
        Saving.requirePlace(file, body.flag("replace"));
        Saving.write(run, Saving.kind(body), view, Saving.depth(body), file);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", file.getFileName());
        answer.put("bytes", Files.size(file));
        answer.put(
                "command", Words.commandLine(run.assignment(), Optional.of(view), String.valueOf(file.getFileName())));
        return Answer.created(answer);
    }

    private Answer download(Request request) throws IOException, InterruptedException {
        Fields query = request.query().only(names("name", "kind", "depth", "mark"));
        Run run = runs.get(request.at("run"));
        String name = query.text("name");
        View view = View.of(query, run.darkroom().made());
        Saving.requireName(Saving.kind(query), name);
        Path file = kept.passing(name);
        try {
            Saving.write(run, Saving.kind(query), view, Saving.depth(query), file);
            return Answer.download(file, name);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
