package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.Visitor.Heard;
import dev.sidereal.studio.web.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night from its folder to saved files, by way of the studio. */
class RunningStudioTest {

    private static final int FRAMES = 24;
    private static final String EVERYTHING = "count,max,when,sum,sumsq,extremes2,when2,extremes3,when3";

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static Path frames;

    private final List<Throwable> faults = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @BeforeAll
    static void night() throws IOException {
        frames = Nightfall.into(home.resolve("root/a night"), 600, 400, FRAMES);
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

    private String chosen() throws Exception {
        return visitor.post("/api/nights", Map.of("folder", "0/a night"))
                .fields()
                .text("night");
    }

    private String started(Map<String, Object> recipe, Integer... without) throws Exception {
        return visitor.post("/api/runs", Map.of("night", chosen(), "recipe", recipe, "without", List.of(without)))
                .fields()
                .text("run");
    }

    private String finished(Map<String, Object> recipe, Integer... without) throws Exception {
        String run = started(recipe, without);
        visitor.await(run, "finished");
        return run;
    }

    @Test
    void a_night_is_listed_with_what_is_known_of_it() throws Exception {
        Heard opened = visitor.post("/api/nights", Map.of("folder", "0/a night"));
        assertThat(opened.status()).isEqualTo(201);
        Fields night = opened.fields();
        assertThat(night.text("name")).isEqualTo("a night");
        assertThat(night.text("kind")).isEqualTo("600x400 colour, 8-bit");
        assertThat(night.list("frames")).hasSize(FRAMES);
        assertThat(((Map<?, ?>) night.list("frames").get(0)).get("name")).isEqualTo("IMG_0001.jpg");
        String id = night.text("night");
        Fields levels = visitor.get("/api/nights/" + id + "/levels").fields();
        for (int i = 0; i < 500 && levels.whole("done", 0, FRAMES) < FRAMES; i++) {
            Thread.sleep(20);
            levels = visitor.get("/api/nights/" + id + "/levels").fields();
        }
        assertThat(levels.list("levels")).hasSize(FRAMES).allMatch(level -> (double) level > 0 && (double) level < 1);
        var thumbnail = ImageIO.read(new ByteArrayInputStream(
                visitor.get("/api/nights/" + id + "/frames/3/thumbnail").body()));
        assertThat(thumbnail.getWidth()).isBetween(150, 256);
        assertThat(visitor.get("/api/nights/" + id + "/frames/" + FRAMES + "/thumbnail")
                        .problem())
                .isEqualTo("frame: expected one of 24, found 24");
    }

    @Test
    void a_run_says_beforehand_what_it_costs_and_how_it_is_typed() throws Exception {
        String night = chosen();
        Fields plan = visitor.post(
                        "/api/plans",
                        Map.of("night", night, "recipe", Map.of("product", "trails"), "without", List.of(0, 1, 23)))
                .fields();
        assertThat(plan.whole("frames", 0, 99)).isEqualTo(21);
        assertThat(plan.number("memory", 0)).isGreaterThan(100e6);
        assertThat(plan.text("command"))
                .isEqualTo("sidereal trails '" + frames.toRealPath() + "' --from 3 --to 23 -o trails.jpg");
        Fields holes = visitor.post(
                        "/api/plans",
                        Map.of("night", night, "recipe", Map.of("product", "clean"), "without", List.of(4)))
                .fields();
        assertThat(holes.text("command")).isEqualTo("sidereal trails @frames.txt --clean -o trails.jpg");
        assertThat(holes.list("list"))
                .hasSize(23)
                .doesNotContain(frames.toRealPath().resolve("IMG_0005.jpg").toString());
        assertThat(visitor.post(
                                "/api/plans",
                                Map.of(
                                        "night", night,
                                        "recipe", Map.of("product", "trails"),
                                        "without",
                                                IntStream.range(0, FRAMES)
                                                        .boxed()
                                                        .toList()))
                        .problem())
                .isEqualTo("frames: expected at least one that is chosen and can be read, found none");
        assertThat(visitor.post("/api/plans", Map.of("night", night, "recipe", Map.of("product", "soup")))
                        .problem())
                .isEqualTo("product: expected trails, clean, comet, average, sum, sigma, count, min, found soup");
        assertThat(visitor.post("/api/plans", Map.of("night", night, "recipe", Map.of("product", "trails", "tea", "1")))
                        .problem())
                .isEqualTo("recipe: expected product, order, from, to, every, badFrames, gate, encoding, planes,"
                        + " found tea; leave it out");
    }

    @Test
    void saved_files_hold_the_bytes_that_the_engine_and_the_writers_give() throws Exception {
        String run = finished(Map.of("product", "trails", "planes", EVERYTHING), 2);
        Path out = Files.createDirectories(home.resolve("root/out"));
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= FRAMES; i++) {
            if (i != 3) {
                files.add(frames.resolve("IMG_%04d.jpg".formatted(i)));
            }
        }
        Stack stack = new LocalEngine()
                .run(Recipe.of(Set.copyOf(Plane.extremes(3))), FrameFiles.probe(files, 2), Progress.NONE);
        Path expected = home.resolve("expected.png");
        PictureFiles.write(
                Product.TRAILS.develop(stack, Look.plain(new ToneCurve.Srgb()), Tones.CODES),
                expected,
                Optional.empty());
        Heard saved = visitor.post("/api/runs/" + run + "/files", Map.of("folder", "0/out", "name", "trails.png"));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(out.resolve("trails.png")).hasSameBinaryContentAs(expected);
        assertThat(visitor.get("/api/runs/" + run + "/download?name=trails.png").body())
                .isEqualTo(Files.readAllBytes(expected));
        assertThat(visitor.post("/api/runs/" + run + "/files", Map.of("folder", "0/out", "name", "trails.png"))
                        .problem())
                .isEqualTo("trails.png: expected no such file, found one; replace it, or choose another name");
        Files.writeString(out.resolve("trails.png"), "another");
        assertThat(visitor.post(
                                "/api/runs/" + run + "/files",
                                Map.of("folder", "0/out", "name", "trails.png", "replace", true))
                        .status())
                .isEqualTo(201);
        assertThat(out.resolve("trails.png")).hasSameBinaryContentAs(expected);
        for (String name : List.of("a.jpg", "a.tif", "a.fits")) {
            assertThat(visitor.post(
                                    "/api/runs/" + run + "/files",
                                    Map.of("folder", "0/out", "name", name, "product", "average", "white", "99.9%"))
                            .status())
                    .as(name)
                    .isEqualTo(201);
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        assertThat(visitor.post(
                                "/api/runs/" + run + "/files",
                                Map.of("folder", "0/out", "name", "night.fits", "kind", "stack"))
                        .status())
                .isEqualTo(201);
        assertThat(StackFile.read(out.resolve("night.fits")).stack().frames()).hasSize(FRAMES - 1);
        assertThat(visitor.post("/api/runs/" + run + "/files", Map.of("folder", "0/out", "name", "a.gif"))
                        .problem())
                .contains("a.gif: expected a name that ends in .jpg, .png, .tif, .fits, found .gif");
        assertThat(visitor.post("/api/runs/" + run + "/files", Map.of("folder", "0/..", "name", "a.jpg"))
                        .status())
                .isEqualTo(404);
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("trails.png", "a.jpg", "a.tif", "a.fits", "night.fits");
        }
    }

    @Test
    void a_stack_is_looked_at_in_every_way() throws Exception {
        String run = finished(Map.of("product", "trails", "planes", EVERYTHING));
        String base = "/api/runs/" + run;
        for (String product : List.of("trails", "clean", "comet", "average")) {
            Heard picture =
                    visitor.get(base + "/picture?product=" + product + "&brightness=2&white=99.5%25&tail=30%25");
            assertThat(picture.status()).as(picture.text()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                    .isEqualTo(600);
        }
        var tile = ImageIO.read(
                new ByteArrayInputStream(visitor.get(base + "/tiles/1/0").body()));
        assertThat(tile.getWidth()).isEqualTo(88);
        assertThat(tile.getHeight()).isEqualTo(400);
        assertThat(visitor.get(base + "/tiles/2/0").problem())
                .isEqualTo("tile: expected one inside the picture, found none");
        Fields histogram = visitor.get(base + "/histogram?stretch=auto").fields();
        assertThat(histogram.list("channels")).hasSize(3);
        assertThat(((List<?>) histogram.list("channels").get(0))
                        .stream().mapToDouble(count -> (double) count).sum())
                .isEqualTo(600 * 400);
        assertThat(visitor.get(base + "/command?product=comet&tail=40%25&gamma=1.5&white=99%25&ground=mean")
                        .fields()
                        .text("command"))
                .isEqualTo("sidereal trails '" + frames.toRealPath()
                        + "' --comet=40% --ground mean --white 99% --gamma 1.5 -o picture.jpg");
        assertThat(visitor.get(base + "/picture?gamma=0").problem())
                .isEqualTo("gamma: expected above 0 and at most 100, found 0.0");
        assertThat(visitor.get(base + "/picture?white=blue").problem())
                .isEqualTo("white: expected max, a percentile such as 99% or a number, found blue");
        assertThat(visitor.get(base + "/picture?product=min").problem())
                .isEqualTo(
                        "product: expected one of trails, clean, comet, average, sum, sigma, count, found min; run the"
                                + " night again with more to keep");
    }

    @Test
    void a_frame_that_lit_a_pixel_is_named_and_taken_out() throws Exception {
        String run = finished(Map.of("product", "trails", "planes", EVERYTHING));
        String base = "/api/runs/" + run;
        Map<?, ?> first = (Map<?, ?>)
                visitor.get(base + "/pixel?x=300&y=100").fields().list("lit").get(0);
        assertThat(String.valueOf(first.get("name"))).matches("IMG_00[0-9][0-9]\\.jpg");
        byte[] before = visitor.get(base + "/picture").body();
        double row = Double.parseDouble(String.valueOf(first.get("row")));
        assertThat(visitor.post(base + "/without", Map.of("rows", List.of(row)))
                        .fields()
                        .list("without"))
                .isEqualTo(List.of(row));
        assertThat(visitor.get(base + "/picture").body()).isNotEqualTo(before);
        visitor.post(base + "/without", Map.of("rows", List.of()));
        assertThat(visitor.get(base + "/picture").body()).isEqualTo(before);
        assertThat(visitor.get(base + "/pixel?x=600&y=0").problem())
                .isEqualTo("pixel: expected one inside 600x400, found 600,0");
    }

    @Test
    void a_mask_is_painted_and_taken_back() throws Exception {
        String run = finished(Map.of("product", "trails", "planes", EVERYTHING));
        String base = "/api/runs/" + run;
        assertThat(visitor.post(base + "/mask", Map.of("do", "look")).fields().whole("strokes", 0, 9))
                .isZero();
        byte[] found = visitor.get(base + "/mask").body();
        assertThat(visitor.post(
                                base + "/mask",
                                Map.of("do", "paint", "line", List.of(100, 50, 300, 60), "radius", 20, "feather", 0.5))
                        .fields()
                        .whole("strokes", 0, 9))
                .isEqualTo(1);
        assertThat(visitor.get(base + "/mask").body()).isNotEqualTo(found);
        assertThat(visitor.get(base + "/picture?ground=mean").status()).isEqualTo(200);
        assertThat(visitor.post(base + "/mask", Map.of("do", "undo")).fields().whole("strokes", 0, 9))
                .isZero();
        assertThat(visitor.get(base + "/mask").body()).isEqualTo(found);
        assertThat(visitor.post(base + "/mask", Map.of("do", "fill", "x", 300, "y", 50, "sky", false))
                        .fields()
                        .whole("strokes", 0, 9))
                .isEqualTo(1);
        assertThat(visitor.get(base + "/mask").body()).isNotEqualTo(found);
        visitor.post(base + "/mask", Map.of("do", "undo"));
        assertThat(visitor.get(base + "/mask").body()).isEqualTo(found);
        assertThat(visitor.post(base + "/mask", Map.of("do", "fill", "x", 600, "y", 0))
                        .problem())
                .isEqualTo("fill: expected a pixel inside 600x400, found 600,0");
        assertThat(visitor.post(base + "/mask", Map.of("do", "paint", "line", List.of(1), "radius", 9))
                        .problem())
                .isEqualTo("line: expected pairs of x and y, at most 20000, found 1 numbers");
        assertThat(visitor.post(base + "/mask", Map.of("do", "paint", "line", List.of(1, 1), "radius", 0))
                        .problem())
                .isEqualTo("radius: expected pixels above 0 and at most 5000, found 0.0");
    }

    @Test
    void a_run_pauses_goes_on_and_ends_with_the_same_bytes() throws Exception {
        Path many = Nightfall.into(home.resolve("root/many"), 900, 600, 60);
        String night =
                visitor.post("/api/nights", Map.of("folder", "0/many")).fields().text("night");
        Map<String, Object> wish =
                Map.of("night", night, "recipe", Map.of("product", "average", "planes", "count,max,sum"));
        String one = visitor.post("/api/runs", wish).fields().text("run");
        String two = visitor.post("/api/runs", wish).fields().text("run");
        Heard heard = visitor.get("/api/runs/" + one);
        while (heard.fields().whole("done", 0, 60) < 4
                && heard.fields().text("state").matches("queued|running")) {
            heard = visitor.get("/api/runs/" + one);
        }
        assertThat(visitor.get("/api/runs/" + two).fields().text("state")).isEqualTo("queued");
        visitor.post("/api/runs/" + one + "/pause", Map.of());
        Fields paused = visitor.await(one, "paused").fields();
        assertThat(paused.text("state")).isEqualTo("paused");
        assertThat(paused.whole("done", 0, 60)).isBetween(4, 59);
        assertThat(visitor.get("/api/runs/" + one + "/picture").status()).isEqualTo(200);
        assertThat(visitor.await(two, "finished").fields().text("state")).isEqualTo("finished");
        assertThat(visitor.post("/api/runs/" + one + "/resume", Map.of()).status())
                .isEqualTo(200);
        assertThat(visitor.await(one, "finished").fields().whole("done", 0, 60)).isEqualTo(60);
        assertThat(visitor.get("/api/runs/" + one + "/download?name=a.fits&kind=stack")
                        .body())
                .isEqualTo(visitor.get("/api/runs/" + two + "/download?name=a.fits&kind=stack")
                        .body());
        assertThat(visitor.post("/api/runs/" + one + "/pause", Map.of()).problem())
                .isEqualTo("run: expected one that is running or waits, found it finished");
        try (Stream<Path> files = Files.list(many)) {
            assertThat(files).hasSize(60);
        }
    }

    @Test
    void what_was_finished_is_offered_by_the_next_start() throws Exception {
        String run = finished(Map.of("product", "trails"), 5);
        byte[] picture = visitor.get("/api/runs/" + run + "/picture").body();
        long end = System.nanoTime() + 20_000_000_000L;
        while (!Files.exists(home.resolve("state/1/" + run + ".json"))
                || !Files.readString(home.resolve("state/1/" + run + ".json")).contains("\"finished\":true")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        studio.close();
        open();
        List<Object> kept = visitor.get("/api/kept").fields().list("kept");
        assertThat(kept).hasSize(1);
        assertThat(((Map<?, ?>) kept.get(0)).get("run")).isEqualTo(run);
        Fields taken = visitor.post("/api/kept/" + run, Map.of()).fields();
        assertThat(taken.text("state")).isEqualTo("finished");
        assertThat(visitor.get("/api/runs/" + run + "/picture").body()).isEqualTo(picture);
        assertThat(visitor.get("/api/kept").fields().list("kept")).isEmpty();
        assertThat(visitor.post("/api/kept/" + run, Map.of()).problem())
                .isEqualTo("run: expected one that is not open yet, found it open");
        assertThat(visitor.delete("/api/runs/" + run).status()).isEqualTo(200);
        assertThat(home.resolve("state/1/" + run + ".json")).doesNotExist();
        assertThat(home.resolve("state/1/" + run + ".fits.checkpoint")).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_written_costs_a_sentence() throws Exception {
        String run = finished(Map.of("product", "trails"));
        Files.createDirectories(home.resolve("root/out2/taken.jpg"));
        assertThat(visitor.post(
                                "/api/runs/" + run + "/files",
                                Map.of("folder", "0/out2", "name", "taken.jpg", "replace", true))
                        .problem())
                .isEqualTo("taken.jpg: expected a file to replace, found a folder, link or device");
    }
}
