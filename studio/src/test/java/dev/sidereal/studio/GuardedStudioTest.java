package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.studio.Visitor.Heard;
import dev.sidereal.studio.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask the studio, and what comes of asking it wrongly. */
class GuardedStudioTest {

    @TempDir
    static Path home;

    private static final List<Throwable> FAULTS = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private static Studio studio;

    @SuppressWarnings("NullAway.Init")
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        Path root = Files.createDirectories(home.resolve("root"));
        Nightfall.into(root.resolve("night"), 96, 64, 3);
        Nightfall.into(home.resolve("elsewhere"), 96, 64, 3);
        Files.createDirectories(root.resolve(".hidden"));
        Files.createSymbolicLink(root.resolve("link"), home.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        studio = Studio.open(Settings.of(root, home), FAULTS::add);
        visitor = new Visitor(studio.address());
    }

    @AfterAll
    static void close() throws IOException {
        studio.close();
        assertThat(FAULTS).isEmpty();
    }

    @Test
    void the_address_opens_the_page_and_leaves_a_cookie_that_only_this_page_sends() throws Exception {
        Heard page = visitor.send(visitor.request("/?token=" + visitor.token()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).isEqualTo("text/html; charset=utf-8");
        String cookie = page.whole().headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie)
                .isEqualTo(
                        "sidereal-" + visitor.port() + "=" + visitor.token() + "; HttpOnly; SameSite=Strict; Path=/");
        assertThat(visitor.send(visitor.request("/api/studio").header("Cookie", cookie.replaceFirst(";.*", "")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void every_start_has_another_token() throws IOException {
        Setting other = new Setting(
                List.of(home),
                InetAddress.getLoopbackAddress(),
                0,
                home.resolve("other-state"),
                Duration.ofSeconds(60));
        try (Studio second = Studio.open(other, FAULTS::add)) {
            assertThat(second.address())
                    .doesNotContain(visitor.token())
                    .matches("http://127\\.0\\.0\\.1:[0-9]+/" + "\\?token=[A-Za-z0-9_-]{32}");
        }
    }

    @Test
    void without_the_token_nothing_is_answered() throws Exception {
        String sentence = "token: expected the one of this start; open the address that the terminal shows";
        for (String path : List.of("/", "/index.html", "/api/studio", "/api/events", "/api/nothing", "/?token=wrong")) {
            Heard heard = visitor.send(visitor.request(path));
            assertThat(heard.status()).as(path).isEqualTo(401);
            assertThat(heard.problem()).as(path).isEqualTo(sentence);
        }
        for (String wrong :
                List.of("", "x", visitor.token() + "x", visitor.token().substring(1))) {
            assertThat(visitor.send(visitor.request("/api/studio").header("Authorization", "Bearer " + wrong))
                            .status())
                    .isEqualTo(401);
            assertThat(visitor.send(visitor.request("/api/studio")
                                    .header("Cookie", "sidereal-" + visitor.port() + "=" + wrong))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_name_that_was_bound_anew_is_refused_before_anything_else() throws Exception {
        int port = visitor.port();
        for (String host : List.of(
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:" + port,
                "localhost:" + port + ".",
                "0.0.0.0:" + port,
                "[::2]:" + port,
                "")) {
            for (String path : List.of("/", "/api/studio", "/api/nothing")) {
                assertThat(visitor.raw(
                                "GET " + path + " HTTP/1.1",
                                "Host: " + host,
                                "Authorization: Bearer " + visitor.token(),
                                "Connection: close"))
                        .as(host)
                        .startsWith("HTTP/1.1 403 ")
                        .contains("host: expected the address that the terminal shows, found another name");
            }
        }
        assertThat(visitor.raw(
                        "GET /api/studio HTTP/1.1",
                        "Host: LOCALHOST:" + port,
                        "Authorization: Bearer " + visitor.token(),
                        "Connection: close"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void another_page_cannot_ask() throws Exception {
        int port = visitor.port();
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "https://127.0.0.1:" + port,
                "http://127.0.0.1:" + (port + 1),
                "http://localhost:" + port)) {
            assertThat(visitor.raw(
                            "GET /api/studio HTTP/1.1",
                            "Host: 127.0.0.1:" + port,
                            "Origin: " + origin,
                            "Authorization: Bearer " + visitor.token(),
                            "Connection: close"))
                    .as(origin)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("origin: expected the studio's own page, found another one");
        }
        assertThat(visitor.raw(
                        "GET /api/studio HTTP/1.1",
                        "Host: 127.0.0.1:" + port,
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: no-cors",
                        "Authorization: Bearer " + visitor.token(),
                        "Connection: close"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void a_form_cannot_change_anything() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            Heard heard = visitor.send(visitor.request("/api/nights")
                    .header("Authorization", "Bearer " + visitor.token())
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"folder\":\"0\"}")));
            assertThat(heard.status()).isEqualTo(415);
            assertThat(heard.problem()).isEqualTo("body: expected application/json, found another type");
        }
    }

    @Test
    void every_answer_keeps_the_page_to_itself() throws Exception {
        for (Heard heard :
                List.of(visitor.get("/api/studio"), visitor.get("/api/nothing"), visitor.send(visitor.request("/")))) {
            assertThat(heard.whole()
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'");
            assertThat(heard.whole().headers().firstValue("X-Content-Type-Options"))
                    .hasValue("nosniff");
            assertThat(heard.whole().headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(heard.whole().headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void only_this_machine_can_reach_it() {
        assertThatThrownBy(() -> Studio.open(Settings.of(home.resolve("nowhere"), home), FAULTS::add))
                .hasMessage(home.resolve("nowhere") + ": expected a folder to open, found no such folder");
        assertThat(studio.address()).startsWith("http://127.0.0.1:");
    }

    @Test
    void folders_outside_the_roots_do_not_exist() throws Exception {
        assertThat(visitor.get("/api/folders?folder=0%2Fnight").status()).isEqualTo(200);
        for (String folder : List.of(
                "1",
                "-1",
                "x",
                "0/..",
                "0/../elsewhere",
                "0/night/../../elsewhere",
                "0/link",
                "0/loop",
                "0/.hidden",
                "0//etc",
                "0/%2e%2e",
                "0/nowhere",
                "/etc",
                "C:\\",
                "\\\\host\\share",
                "0/a\nb")) {
            Heard heard = visitor.get("/api/folders?folder=" + encoded(folder));
            assertThat(heard.problem())
                    .as(folder)
                    .isEqualTo("folder: expected one below those that the studio was opened with, found none");
            assertThat(heard.status()).isEqualTo(404);
            assertThat(visitor.post("/api/nights", Map.of("folder", folder)).status())
                    .as(folder)
                    .isEqualTo(404);
        }
        assertThat(visitor.get("/api/folders?folder=0").text())
                .contains("night")
                .doesNotContain("link", "hidden");
    }

    @Test
    void files_of_the_jar_are_not_served_by_ways_around_the_page() throws Exception {
        for (String path : List.of(
                "/../Studio.class",
                "/..%2fStudio.class",
                "/%2e%2e/Studio.class",
                "/assets/../../Studio.class",
                "/assets/..%5c..%5cStudio.class",
                "//etc/passwd",
                "/assets//x",
                "/index.html%00",
                "/.npmrc")) {
            Heard heard = visitor.get(path);
            assertThat(heard.status()).as(path).isEqualTo(404);
            assertThat(heard.body().length).isLessThan(300);
        }
    }

    @Test
    void names_of_files_cannot_leave_their_folder() throws IOException {
        Folders folders = Folders.of(List.of(home.resolve("root")));
        for (String name :
                List.of("", " ", "../x.jpg", "a/b.jpg", "a\\b.jpg", ".x.jpg", "a\0b", "a:b", "x".repeat(201))) {
            assertThatThrownBy(() -> folders.file("0", name))
                    .hasMessage("name: expected the name of a file, without folders and not hidden, found another");
        }
        assertThat(folders.file("0", "räum 1.jpg"))
                .isEqualTo(folders.roots().get(0).resolve("räum 1.jpg"));
    }

    @Test
    void a_body_is_bounded_and_who_sends_more_hears_so() throws Exception {
        for (int i = 0; i < 20; i++) {
            Heard heard = visitor.post("/api/nights", "{\"folder\":\"" + "x".repeat(6 << 20) + "\"}");
            assertThat(heard.status()).isEqualTo(413);
            assertThat(heard.problem()).isEqualTo("body: expected at most 1048576 bytes, found more");
        }
    }

    @Test
    void wrong_requests_get_a_sentence() throws Exception {
        assertThat(visitor.post("/api/nights", "[1]").problem())
                .isEqualTo("body: expected one JSON object, found something else");
        assertThat(visitor.post("/api/nights", "{\"folder\":").problem())
                .isEqualTo("body: expected a JSON object, found text that is none");
        assertThat(visitor.post("/api/nights", "{\"folder\":null}").problem())
                .isEqualTo("body: expected values, found null; leave out what is not known");
        assertThat(visitor.post("/api/nights", "{}").problem()).isEqualTo("folder: expected text, found nothing");
        assertThat(visitor.post("/api/nights", "{\"folder\":5}").problem())
                .isEqualTo("folder: expected text, found 5.0");
        assertThat(visitor.post("/api/nights", "{\"folder\":\"0\",\"fold\":1}").problem())
                .isEqualTo("fold: expected only folder; leave it out");
        assertThat(visitor.get("/api/nights/n99").problem())
                .isEqualTo("night: expected one that is open, found none; choose its folder again");
        assertThat(visitor.get("/api/runs/r99/picture").problem())
                .isEqualTo("run: expected one that is open, found none");
        assertThat(visitor.get("/api/nothing").problem())
                .isEqualTo("address: expected one that /api/openapi.json describes, found another");
        assertThat(visitor.post("/api/studio", Map.of()).problem()).isEqualTo("method: expected GET, found another");
        assertThat(visitor.raw(
                        "GET /api/nothing/%25zz HTTP/1.1",
                        "Host: 127.0.0.1:" + visitor.port(),
                        "Authorization: Bearer " + visitor.token(),
                        "Connection: close"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(visitor.post("/api/nights", Map.of("folder", "0")).problem())
                .isEqualTo("frames: expected at least one that can be read, found none");
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_description_names_every_route_and_no_other() throws Exception {
        Map<String, Object> paths =
                (Map<String, Object>) visitor.get("/api/openapi.json").json().getOrDefault("paths", Map.of());
        List<String> described = new ArrayList<>();
        paths.forEach((path, methods) -> ((Map<String, Object>) methods)
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(described).containsExactlyInAnyOrderElementsOf(studio.routes());
    }

    @Test
    void whatever_is_sent_is_answered_by_a_sentence() throws Exception {
        Heard night = visitor.post("/api/nights", Map.of("folder", "0/night"));
        String id = night.fields().text("night");
        Random random = new Random(20261125);
        List<Object> values = List.of(
                "",
                "0",
                id,
                "x",
                -1,
                1e308,
                0.5,
                true,
                List.of(),
                List.of(1, "a"),
                Map.of(),
                Map.of("a", Map.of()),
                "0/night",
                "\u0000",
                "../..",
                "trails",
                "max",
                "clean",
                List.of(-1),
                List.of(1e9),
                "9".repeat(400));
        List<String> names = List.of(
                "night",
                "without",
                "recipe",
                "folder",
                "name",
                "product",
                "rows",
                "do",
                "line",
                "radius",
                "x",
                "y",
                "white",
                "black",
                "gamma",
                "stretch",
                "brightness",
                "tail",
                "ground",
                "kind",
                "depth",
                "replace",
                "from",
                "size");
        List<String> routes = studio.routes().stream()
                .filter(route -> !route.equals("GET /api/events"))
                .sorted()
                .toList();
        for (int i = 0; i < 600; i++) {
            String[] route = routes.get(random.nextInt(routes.size())).split(" ", -1);
            Map<String, Object> fields = new java.util.HashMap<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                fields.put(names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            String path = route[1].replace("{night}", random.nextBoolean() ? id : encoded(any(random, values)))
                    .replace("{place}", random.nextBoolean() ? "1" : encoded(any(random, values)))
                    .replace("{run}", encoded(any(random, values)))
                    .replace("{folder}", random.nextBoolean() ? "0%2Fdropped" : encoded(any(random, values)))
                    .replace("{name}", encoded(any(random, values)))
                    .replace("{column}", encoded(any(random, values)))
                    .replace("{row}", "0");
            StringBuilder query = new StringBuilder("?");
            fields.forEach((name, value) -> query.append(name + "=" + encoded(String.valueOf(value)) + "&"));
            String body = random.nextInt(5) == 0 ? broken(Json.write(fields), random) : Json.write(fields);
            Heard heard = switch (route[0]) {
                case "GET" -> visitor.get(path + query);
                case "POST" -> visitor.post(path, body);
                case "PUT" -> visitor.put(path + query, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                default -> visitor.delete(path);
            };
            assertThat(heard.status()).as("%s %s %s", route[0], path, body).isLessThan(500);
            if (heard.status() >= 400) {
                assertThat(heard.problem()).as("%s %s %s", route[0], path, body).contains(": expected ");
                assertThat(heard.body().length).isLessThan(1000);
            }
        }
        assertThat(FAULTS).isEmpty();
    }

    private static String any(Random random, List<Object> values) {
        return String.valueOf(values.get(random.nextInt(values.size())));
    }

    private static String broken(String text, Random random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at)
                + (char) (32 + random.nextInt(90))
                + text.substring(Math.min(text.length(), at + 2));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
