package dev.sidereal.studio.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.run.UnusableNightException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Answers requests by routes: lets in who may ask, reads bounded bodies, turns what goes wrong into problem+json.
 *
 * <p>At most {@value #MOST_BODY_BYTES} bytes of a body are taken ({@value #MOST_PIECE_BYTES} of a file's piece), {@value #MOST_AT_ONCE} requests are answered at once, and a
 * request must have come within {@value #REQUEST_SECONDS} seconds.
 */
public final class WebServer implements Closeable {

    /** The largest piece of a file in one request. */
    public static final int MOST_PIECE_BYTES = 4 << 20;

    private static final int MOST_BODY_BYTES = 1 << 20;
    private static final Fields NOTHING = new Fields(Map.of());
    private static final long MOST_SKIPPED_BYTES = 16L << 20;
    private static final int MOST_AT_ONCE = 64;
    private static final int REQUEST_SECONDS = 20;

    /* No request leaves the machine, nothing is framed, no text becomes a script. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpServer server;
    private final ExecutorService pool;
    private final List<Route> routes;
    private final PageFiles page;
    private final Guard guard;
    private final Consumer<Throwable> faults;

    private WebServer(
            HttpServer server,
            ExecutorService pool,
            List<Route> routes,
            PageFiles page,
            Guard guard,
            Consumer<Throwable> faults) {
        this.server = server;
        this.pool = pool;
        this.routes = routes;
        this.page = page;
        this.guard = guard;
        this.faults = faults;
    }

    /**
     * Starts to listen.
     *
     * @param port   0: any that is free
     * @param page   answers what is not below {@code /api/}
     * @param faults hears of errors that are ours
     * @throws IOException if the port is taken
     */
    public static WebServer start(
            InetAddress host, int port, Token token, List<Route> routes, PageFiles page, Consumer<Throwable> faults)
            throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS));
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        int bound = server.getAddress().getPort();
        ExecutorService pool = new ThreadPoolExecutor(
                2, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), WebServer::daemon);
        WebServer web =
                new WebServer(server, pool, routes, page, new Guard(token, LocalNames.of(host, bound), bound), faults);
        server.setExecutor(pool);
        server.createContext("/", web::handle);
        server.start();
        return web;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sidereal-web");
        thread.setDaemon(true);
        return thread;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer = Answer.problem(503, "the studio: expected to run, found that it is ending");
            } catch (Exception | Error e) {
                answer = problem(e);
            }
            if (answer.status() >= 400) {
                readAway(exchange.getRequestBody());
            }
            send(exchange, answer);
        }
    }

    /** Takes in what a refused request still sends: closing on it would reset the connection, and the answer with it. */
    private static void readAway(InputStream rest) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long left = MOST_SKIPPED_BYTES;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = rest.read(chunk);
        }
    }

    private Answer problem(Throwable e) {
        if (e instanceof Problem problem) {
            return Answer.problem(problem.status(), problem.sentence());
        }
        String sentence = String.valueOf(e.getMessage());
        if (e instanceof OptionException) {
            return Answer.problem(400, sentence);
        }
        if (e instanceof UnusableNightException || e instanceof UnreadableFrameException) {
            return Answer.problem(422, sentence);
        }
        if (e instanceof FileSystemException failed) {
            return Answer.problem(
                    500,
                    "disk: expected a file that can be used, found: "
                            + Optional.ofNullable(failed.getReason()).orElse("none"));
        }
        if (e instanceof IOException) {
            return Answer.problem(500, sentence);
        }
        if (e instanceof OutOfMemoryError) {
            return Answer.problem(
                    507, "memory: expected room for this, found too little; close a run that is finished");
        }
        faults.accept(e);
        return Answer.problem(500, "the studio: found a fault of ours; the terminal shows it, please report it");
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        guard.requireOwnPage(exchange.getRequestHeaders());
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        String method = exchange.getRequestMethod();
        Fields query = query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()));
        if (method.equals("GET") && path.equals("/")) {
            Optional<String> cookie = query.maybeText("token").flatMap(guard::cookie);
            if (cookie.isPresent()) {
                return page.answer(path).with("Set-Cookie", cookie.get());
            }
        }
        guard.requireToken(exchange.getRequestHeaders());
        List<String> segments = segments(path);
        if (!segments.get(0).equals("api")) {
            if (!method.equals("GET")) {
                throw notAllowed("GET");
            }
            return page.answer(path);
        }
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> places = route.match(segments);
            if (places.isPresent() && route.method().equals(method)) {
                return route.handler().answer(request(exchange, method, places.get(), query));
            }
            places.ifPresent(match -> allowed.add(route.method()));
        }
        if (!allowed.isEmpty()) {
            throw notAllowed(String.join(", ", allowed));
        }
        throw Problem.missing("address: expected one that /api/openapi.json describes, found another");
    }

    private static Request request(HttpExchange exchange, String method, Map<String, String> places, Fields query)
            throws IOException {
        return switch (method) {
            case "GET" -> new Request(places, query, NOTHING, Request.NO_PIECE);
            case "PUT" -> new Request(places, query, NOTHING, ByteBuffer.wrap(piece(exchange)));
            default -> new Request(places, query, body(exchange), Request.NO_PIECE);
        };
    }

    private static Problem notAllowed(String methods) {
        return new Problem(405, "method: expected " + methods + ", found another");
    }

    private static List<String> segments(String path) {
        List<String> segments = Arrays.stream(
                        path.substring(path.isEmpty() ? 0 : 1).split("/", -1))
                .map(WebServer::decode)
                .toList();
        if (segments.stream().anyMatch(segment -> segment.indexOf('\0') >= 0)) {
            throw Problem.missing("address: expected one without zeros, found one");
        }
        return segments;
    }

    private static Fields query(Optional<String> raw) {
        Map<String, Object> values = new HashMap<>();
        for (String pair : raw.orElse("").split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(decode(pair.substring(0, at)), decode(pair.substring(at + 1)));
            }
        }
        return new Fields(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.wrong("address: expected % with two digits, found others");
        }
    }

    private static Fields body(HttpExchange exchange) throws IOException {
        String text = new String(bytes(exchange, "application/json", MOST_BODY_BYTES), StandardCharsets.UTF_8);
        return new Fields(text.isBlank() ? Map.of() : Json.read(text));
    }

    private static byte[] piece(HttpExchange exchange) throws IOException {
        return bytes(exchange, "application/octet-stream", MOST_PIECE_BYTES);
    }

    private static byte[] bytes(HttpExchange exchange, String expected, int most) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!type.equals(expected) && !type.startsWith(expected + ";")) {
            throw new Problem(415, "body: expected " + expected + ", found another type");
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Problem(413, "body: expected at most " + most + " bytes, found more");
        }
        return bytes;
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.status() >= 400) {
            exchange.getResponseHeaders().set("Connection", "close"); // what is left of the request is not read
        }
        exchange.sendResponseHeaders(
                answer.status(), answer.length() < 0 ? 0 : answer.length() == 0 ? -1 : answer.length());
        try (OutputStream out = exchange.getResponseBody()) {
            answer.body().writeTo(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            faults.accept(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
