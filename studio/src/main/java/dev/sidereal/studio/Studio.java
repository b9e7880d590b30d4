package dev.sidereal.studio;

import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.web.Answer;
import dev.sidereal.studio.web.PageFiles;
import dev.sidereal.studio.web.Route;
import dev.sidereal.studio.web.Token;
import dev.sidereal.studio.web.WebServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The studio: a web page on this machine on which a night is chosen, run, looked at and saved. Whoever has the token of the
 * start may use it, nobody else. Closing it pauses what is running, so that it can go on after the next start.
 */
public final class Studio implements Closeable {

    private final WebServer server;
    private final Runs runs;
    private final Kept kept;
    private final String address;
    private final List<Route> routes;

    private Studio(WebServer server, Runs runs, Kept kept, String address, List<Route> routes) {
        this.server = server;
        this.runs = runs;
        this.kept = kept;
        this.address = address;
        this.routes = List.copyOf(routes);
    }

    /**
     * Opens a studio.
     *
     * @param faults hears of errors that are ours
     * @throws OptionException if a root is no folder or would show what is kept
     * @throws IOException     if the port is taken or nothing can be kept
     */
    public static Studio open(Setting setting, Consumer<Throwable> faults) throws IOException {
        Folders folders = Folders.of(setting.roots());
        Path state = Files.createDirectories(setting.state()).toRealPath();
        Kept kept = Kept.in(state, setting.interval());
        Changes changes = new Changes();
        Runs runs = new Runs(kept, changes);
        Nights nights = new Nights(runs::isBusy);
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get(
                "/api/studio", request -> Answer.json(Map.of("roots", folders.describeRoots(), "name", "Sidereal"))));
        routes.add(Route.get("/api/openapi.json", request -> description()));
        routes.addAll(new ChooseRoutes(folders, nights, new Drops(folders)).routes());
        routes.addAll(new RunRoutes(folders, nights, runs, kept, changes).routes());
        routes.addAll(new LookRoutes(folders, runs, kept).routes());
        Token token = Token.random();
        try {
            WebServer server =
                    WebServer.start(setting.host(), setting.port(), token, routes, new PageFiles(Studio.class), faults);
            String host = setting.host().isAnyLocalAddress()
                    ? "127.0.0.1"
                    : setting.host() instanceof Inet6Address
                            ? "[" + setting.host().getHostAddress().replaceFirst("%.*", "") + "]"
                            : setting.host().getHostAddress();
            return new Studio(
                    server, runs, kept, "http://" + host + ":" + server.port() + "/?token=" + token.secret(), routes);
        } catch (IOException e) {
            runs.close();
            kept.close();
            throw e;
        }
    }

    private static Answer description() throws IOException {
        try (InputStream file = Studio.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IOException("openapi.json: expected it in the jar, found none");
            }
            return Answer.bytes(200, "application/json; charset=utf-8", file.readAllBytes());
        }
    }

    /** The address to open, with the token: whoever knows it may use the studio. */
    public String address() {
        return address;
    }

    /** What can be asked: {@code GET /api/runs/{run}}. */
    List<String> routes() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    @Override
    public void close() throws IOException {
        runs.close();
        server.close();
        kept.close();
    }
}
