package dev.sidereal.studio;

import dev.sidereal.studio.web.Answer;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Request;
import dev.sidereal.studio.web.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is asked before a run: folders, nights, frames. */
record ChooseRoutes(Folders folders, Nights nights, Drops drops) {

    private static final String JPEG = "image/jpeg";

    List<Route> routes() {
        return List.of(
                Route.get("/api/folders", request -> Answer.json(describe(request))),
                Route.post("/api/drops", request -> Answer.created(drop(request))),
                Route.put("/api/drops/{folder}/{name}", this::take),
                Route.post("/api/nights", this::open),
                Route.get(
                        "/api/nights/{night}",
                        request -> Answer.json(looks(request).night().describe())),
                Route.get(
                        "/api/nights/{night}/levels",
                        request -> Answer.json(looks(request).describe())),
                Route.get(
                        "/api/nights/{night}/frames/{place}/thumbnail",
                        request -> kept(looks(request).thumbnail(request.numberAt("place")))),
                Route.get(
                        "/api/nights/{night}/frames/{place}/picture",
                        request -> kept(looks(request).large(request.numberAt("place")))));
    }

    private Object describe(Request request) throws IOException {
        return folders.describe(request.query().only("folder").text("folder", "0"));
    }

    private Map<String, Object> drop(Request request) throws IOException {
        request.body().only();
        return Map.of("folder", drops.begin(), "mostBytes", Drops.MOST_FILE_BYTES, "pieceBytes", Drops.pieceBytes());
    }

    private Answer take(Request request) throws IOException, InterruptedException {
        Fields query = request.query().only("from", "size");
        return Answer.json(Map.of(
                "whole",
                drops.take(
                        request.at("folder"),
                        request.at("name"),
                        query.whole("from", 0, Integer.MAX_VALUE),
                        query.whole("size", 0, Integer.MAX_VALUE),
                        request.piece())));
    }

    private Answer open(Request request) throws IOException, InterruptedException {
        String folder = request.body().only("folder").text("folder");
        return Answer.created(
                nights.open(folder, folders.folder(folder)).night().describe());
    }

    private NightLooks looks(Request request) {
        return nights.get(request.at("night"));
    }

    /* A night's frames do not change while it is open. */
    private static Answer kept(byte[] picture) {
        return Answer.bytes(200, JPEG, picture).with("Cache-Control", "private, max-age=3600");
    }
}
