package dev.sidereal.studio;

import dev.sidereal.formats.session.DeepSkyPage;
import dev.sidereal.frame.OptionException;
import dev.sidereal.sky.Brush;
import dev.sidereal.sky.Fill;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.studio.web.Answer;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import dev.sidereal.studio.web.Request;
import dev.sidereal.studio.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                Route.get("/api/runs/{run}/report", this::report),
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
                        "/api/runs/{run}/mask", request -> jpeg(stacked(request).smallMask())),
                Route.post("/api/runs/{run}/mask", this::paint),
                Route.post("/api/runs/{run}/files", this::save),
                Route.get("/api/runs/{run}/download", this::download));
    }

    private Darkroom darkroom(Request request) {
        return runs.get(request.at("run")).darkroom();
    }

    private StackDarkroom stacked(Request request) {
        if (darkroom(request) instanceof StackDarkroom stack) {
            return stack;
        }
        throw new Problem(409, "run: expected one that folds a stack, found a deep-sky session");
    }

    /* The page brings one sheet of styles with it, and may use no other. */
    private Answer report(Request request) {
        if (darkroom(request) instanceof SessionDarkroom session) {
            return Answer.page(session.report(), DeepSkyPage.styles());
        }
        throw new Problem(409, "run: expected a deep-sky session, found one that folds a stack");
    }

    private static String[] names(String... more) {
        return Stream.concat(View.NAMES.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /* The mark is the page's: it makes the address of a changed picture another one. */
    private static Fields view(Request request) {
        return request.query().only(names("mark"));
    }

    private static Answer jpeg(byte[] picture) {
        return Answer.bytes(200, JPEG, picture);
    }

    private Answer command(Request request) {
        return Answer.json(runs.get(request.at("run")).commands(view(request), "picture.jpg"));
    }

    private Answer pixel(Request request) {
        Fields place = request.query().only("x", "y");
        return Answer.json(Map.of(
                "lit",
                stacked(request).lit(place.whole("x", 0, Integer.MAX_VALUE), place.whole("y", 0, Integer.MAX_VALUE))));
    }

    private Answer without(Request request) {
        return Answer.json(
                stacked(request).without(Set.copyOf(request.body().only("rows").wholes("rows", MOST_ROWS))));
    }

    private Answer paint(Request request) {
        Fields body = request.body().only("do", "line", "radius", "feather", "sky", "x", "y");
        String what = body.text("do");
        return Answer.json(stacked(request).mask().paint(easel -> {
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
        Saving.requireName(Saving.kind(body), body.text("name"));
        Saving.requirePlace(file, body.flag("replace"));
        run.write(Saving.kind(body), body, Saving.depth(body), file);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", file.getFileName());
        answer.put("bytes", Files.size(file));
        answer.put(
                "command",
                String.valueOf(
                        run.commands(body, String.valueOf(file.getFileName())).get("command")));
        return Answer.created(answer);
    }

    private Answer download(Request request) throws IOException, InterruptedException {
        Fields query = request.query().only(names("name", "kind", "depth", "mark"));
        Run run = runs.get(request.at("run"));
        String name = query.text("name");
        Saving.requireName(Saving.kind(query), name);
        Path file = kept.passing(name);
        try {
            run.write(Saving.kind(query), query, Saving.depth(query), file);
            return Answer.download(file, name);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
