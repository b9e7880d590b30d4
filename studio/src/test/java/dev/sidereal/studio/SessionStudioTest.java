package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.studio.Visitor.Heard;
import dev.sidereal.studio.web.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lights from their folder to a deep-sky picture, by way of the studio. */
class SessionStudioTest {

    private static final int LIGHTS = 6;
    private static final int DARKS = 3;

    @TempDir
    static Path home;

    private final List<Throwable> faults = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @BeforeAll
    static void session() throws IOException {
        Starlight.into(home.resolve("root"), 240, 180, LIGHTS, DARKS);
        Starlight.into(home.resolve("root/small"), 120, 90, 1, 1);
        Nightfall.again(home.resolve("root/lights"), home.resolve("root/many"), 90);
        Files.createDirectories(home.resolve("root/empty"));
        Files.createDirectories(home.resolve("elsewhere"));
    }

    @BeforeEach
    void open() throws IOException {
        studio = Studio.open(Settings.of(home.resolve("root"), home), faults::add);
        visitor = new Visitor(studio.address());
    }

    @AfterEach
    void close() throws Exception {
        visitor.closeRuns();
        studio.close();
        assertThat(faults).isEmpty();
    }

    private Map<String, Object> wish(Map<String, Object> recipe, Integer... without) throws Exception {
        String night = visitor.post("/api/nights", Map.of("folder", "0/lights"))
                .fields()
                .text("night");
        Map<String, Object> whole = new HashMap<>(Map.of("product", "deepsky"));
        whole.putAll(recipe);
        return Map.of("night", night, "recipe", whole, "without", List.of(without));
    }

    private String started(Map<String, Object> recipe, Integer... without) throws Exception {
        return visitor.post("/api/runs", wish(recipe, without)).fields().text("run");
    }

    private String finished(Map<String, Object> recipe, Integer... without) throws Exception {
        String run = started(recipe, without);
        visitor.await(run, "finished");
        return run;
    }

    private String refused(Map<String, Object> recipe) throws Exception {
        return visitor.post("/api/plans", wish(recipe)).problem();
    }

    @Test
    void a_session_says_beforehand_what_it_costs_and_how_it_is_typed() throws Exception {
        Fields plan = visitor.post(
                        "/api/plans",
                        wish(
                                Map.of(
                                        "dark",
                                        "0/darks",
                                        "reject",
                                        "sigma",
                                        "rejectLimits",
                                        "3,2.5",
                                        "canvas",
                                        "union"),
                                0))
                .fields();
        Path root = home.resolve("root").toRealPath();
        assertThat(plan.whole("frames", 0, 99)).isEqualTo(LIGHTS - 1);
        assertThat(plan.number("memory", 0)).isGreaterThan(160e6);
        assertThat(plan.number("seconds", 0)).isPositive();
        assertThat(plan.object("calibration")).isEqualTo(Map.of("dark", (double) DARKS));
        assertThat(plan.text("command"))
                .isEqualTo("sidereal deepsky " + root.resolve("lights") + " --dark " + root.resolve("darks")
                        + " --reject sigma --reject-limits 3,2.5 --canvas union --from 2 -o deepsky.fits");
        assertThat(plan.text("recipe"))
                .isEqualTo("{\"product\":\"deepsky\",\"from\":\"2\",\"every\":\"1\",\"badFrames\":\"skip\","
                        + "\"reject\":\"sigma\",\"rejectLimits\":\"3,2.5\",\"weights\":\"stars\",\"canvas\":\"union\","
                        + "\"debayer\":\"best\",\"dark\":\"" + root.resolve("darks") + "\"}");
    }

    @Test
    void wrong_recipes_are_refused() throws Exception {
        assertThat(refused(Map.of("dark", "0/empty")))
                .isEqualTo("dark: expected frames or a master, found none in empty; choose another folder");
        assertThat(refused(Map.of("dark", home.resolve("elsewhere").toString())))
                .isEqualTo("folder: expected one below those that the studio was opened with, found none");
        assertThat(refused(Map.of("dark", home.resolve("root/../elsewhere").toString())))
                .isEqualTo("folder: expected one below those that the studio was opened with, found none");
        assertThat(refused(Map.of("dark", "0/../elsewhere")))
                .isEqualTo("folder: expected one below those that the studio was opened with, found none");
        assertThat(refused(Map.of("reject", "everything")))
                .isEqualTo("reject: expected none, sigma, gesd, winsorized, linear-fit or median, found everything");
        assertThat(refused(Map.of("rejectLimits", "3,3")))
                .isEqualTo("rejectLimits: expected reject sigma, winsorized or linear-fit with it, found gesd");
        assertThat(refused(Map.of("darkFlat", "0/darks"))).isEqualTo("darkFlat: expected flat with it, found none");
        assertThat(refused(Map.of("scaleDark", "true", "dark", "0/darks")))
                .isEqualTo("scaleDark: expected bias with it, found none");
        assertThat(refused(Map.of("planes", "max")))
                .isEqualTo("recipe: expected product, order, from, to, every, badFrames, gate, reject, rejectLimits,"
                        + " weights, canvas, debayer, reference, dark, flat, bias, darkFlat, scaleDark, drizzle,"
                        + " pixfrac, grow, found planes;"
                        + " leave it out");
        assertThat(refused(Map.of("debayer", "superpixel")))
                .startsWith("--debayer superpixel: expected lights under Bayer's filters, found ");
    }

    @Test
    void a_picture_is_looked_at_and_told_of() throws Exception {
        String base = "/api/runs/" + finished(Map.of("dark", "0/darks"));
        Fields run = visitor.get(base).fields();
        assertThat(run.text("step")).isEqualTo("joining");
        assertThat(run.list("products")).isEqualTo(List.of("deepsky"));
        assertThat(run.flag("viewable")).isTrue();
        byte[] stretched = visitor.get(base + "/picture").body();
        assertThat(ImageIO.read(new ByteArrayInputStream(stretched)).getWidth()).isEqualTo(240);
        assertThat(visitor.get(base + "/picture?stretch=auto").body()).isEqualTo(stretched);
        assertThat(visitor.get(base + "/picture?brightness=2&black=0.01&white=99.9%25&gamma=1.2&stretch=none")
                        .body())
                .isNotEqualTo(stretched);
        assertThat(visitor.get(base + "/histogram").fields().list("channels")).hasSize(1);
        assertThat(visitor.get(base + "/tiles/0/0").type()).isEqualTo("image/jpeg");
        assertThat(visitor.get(base + "/tiles/1/0").problem())
                .isEqualTo("tile: expected one inside the picture, found none");
        Heard report = visitor.get(base + "/report");
        assertThat(report.text())
                .contains("6 of 6 lights joined on light", "<svg")
                .doesNotContain("http", "<script");
        assertThat(report.whole()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'");
        assertThat(report.whole().headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
    }

    @Test
    void what_only_stacks_have_is_refused_with_a_sentence() throws Exception {
        String base = "/api/runs/" + finished(Map.of());
        String stacks = "run: expected one that folds a stack, found a deep-sky session";
        assertThat(visitor.get(base + "/mask").problem()).isEqualTo(stacks);
        assertThat(visitor.get(base + "/pixel?x=0&y=0").problem()).isEqualTo(stacks);
        assertThat(visitor.get(base + "/picture?product=trails").problem())
                .isEqualTo("product: expected deepsky of a deep-sky session, found trails");
        assertThat(visitor.get(base + "/picture?ground=mean").problem())
                .isEqualTo("ground: expected none of a deep-sky session, found mean");
        assertThat(visitor.get(base + "/download?name=a.fits&kind=stack").problem())
                .isEqualTo("kind: expected picture, coverage or rejected of a deep-sky session, found stack");
        assertThat(visitor.post(base + "/pause", Map.of()).problem())
                .isEqualTo(
                        "run: expected one that folds a stack, found a deep-sky session, which cannot pause; stop it");
        assertThat(visitor.post(base + "/stop", Map.of()).problem())
                .isEqualTo("run: expected one that is running or waits, found it finished");
    }

    @Test
    void a_session_that_was_stopped_or_left_begins_anew_with_the_masters_that_were_kept() throws Exception {
        String whole = finished(Map.of("dark", "0/darks"));
        byte[] expected =
                visitor.get("/api/runs/" + whole + "/download?name=a.fits").body();
        Path master = home.resolve("state/1/" + whole + "-master-dark.fits");
        byte[] kept = Files.readAllBytes(master);
        studio.close();
        open();
        Map<?, ?> offered =
                (Map<?, ?>) visitor.get("/api/kept").fields().list("kept").get(0);
        assertThat(offered.get("run")).isEqualTo(whole);
        assertThat(offered.get("session")).isEqualTo(true);
        Fields taken = visitor.post("/api/kept/" + whole, Map.of()).fields();
        assertThat(taken.text("state")).isEqualTo("stopped");
        assertThat(visitor.get("/api/runs/" + whole + "/picture").problem())
                .isEqualTo("run: expected a picture to look at, found the run stopped; wait for its end");
        visitor.post("/api/runs/" + whole + "/resume", Map.of());
        visitor.await(whole, "finished");
        assertThat(visitor.get("/api/runs/" + whole + "/download?name=a.fits").body())
                .isEqualTo(expected);
        assertThat(Files.readAllBytes(master)).isEqualTo(kept);
        visitor.delete("/api/runs/" + whole);
        assertThat(master).doesNotExist();
        assertThat(visitor.get("/api/kept").fields().list("kept")).isEmpty();
    }

    @Test
    void a_session_waits_stops_and_fails_with_sentences() throws Exception {
        String night =
                visitor.post("/api/nights", Map.of("folder", "0/many")).fields().text("night");
        String first = visitor.post("/api/runs", Map.of("night", night, "recipe", Map.of("product", "deepsky")))
                .fields()
                .text("run");
        String second = started(Map.of("dark", "0/small/darks"));
        assertThat(visitor.get("/api/runs/" + second).fields().text("state")).isEqualTo("queued");
        visitor.post("/api/runs/" + first + "/stop", Map.of());
        assertThat(visitor.await(first, "stopped").fields().flag("viewable")).isFalse();
        Fields run = visitor.get("/api/runs/" + second).fields();
        while (run.text("state").matches("queued|running")) {
            Thread.sleep(20);
            run = visitor.get("/api/runs/" + second).fields();
        }
        assertThat(run.text("failure", "none"))
                .isEqualTo("--dark: expected 240x180 mono as the lights are, found 120x90 mono; use frames of the same"
                        + " camera and binning");
    }
}
