package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are brought to the page. */
class DroppedFilesTest {

    @TempDir
    private Path home = Path.of("");

    private final List<Throwable> faults = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @BeforeEach
    void open() throws Exception {
        root = Files.createDirectories(home.resolve("root"));
        studio = Studio.open(Settings.of(root, home), faults::add);
        visitor = new Visitor(studio.address());
    }

    @AfterEach
    void close() throws Exception {
        studio.close();
        assertThat(faults).isEmpty();
    }

    private String begun() throws Exception {
        return visitor.post("/api/drops", Map.of()).fields().text("folder");
    }

    private Visitor.Heard bring(String folder, String name, long from, long size, byte[] piece) throws Exception {
        return visitor.put(
                "/api/drops/" + URLEncoder.encode(folder, StandardCharsets.UTF_8) + "/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "?from=" + from
                        + "&size=" + size,
                piece);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void frames_come_in_pieces_and_keep_their_bytes() throws Exception {
        Path night = Nightfall.into(home.resolve("camera"), 120, 80, 3);
        String folder = begun();
        assertThat(folder).isEqualTo("0/dropped");
        for (String name : names(night)) {
            byte[] bytes = Files.readAllBytes(night.resolve(name));
            int half = bytes.length / 2;
            assertThat(bring(folder, name, 0, bytes.length, Arrays.copyOf(bytes, half))
                            .json())
                    .isEqualTo(Map.of("whole", false));
            assertThat(bring(folder, name, half, bytes.length, Arrays.copyOfRange(bytes, half, bytes.length))
                            .json())
                    .isEqualTo(Map.of("whole", true));
            assertThat(root.resolve("dropped").resolve(name)).hasSameBinaryContentAs(night.resolve(name));
        }
        assertThat(names(root.resolve("dropped"))).isEqualTo(names(night));
        assertThat(visitor.post("/api/nights", Map.of("folder", folder))
                        .fields()
                        .list("frames"))
                .hasSize(3);
        assertThat(begun()).isEqualTo("0/dropped-2");
    }

    @Test
    void what_is_no_frame_is_refused_and_leaves_nothing() throws Exception {
        String folder = begun();
        byte[] text = "Dear diary, tonight it was cloudy.".getBytes(StandardCharsets.UTF_8);
        Visitor.Heard refused = bring(folder, "diary.jpg", 0, text.length, text);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).startsWith("diary.jpg: expected ");
        assertThat(bring(folder, "a.jpg", 0, 1L + (1 << 30), text).problem())
                .isEqualTo("a.jpg: expected at most 1024 MiB, found 1024; put it below the studio's folder yourself");
        assertThat(bring(folder, "a.jpg", 5, 90, text).problem())
                .isEqualTo("a.jpg: expected the piece after 0 bytes, found that after 5; drop it again");
        assertThat(bring(folder, "a.jpg", 0, 9, text).problem())
                .isEqualTo("a.jpg: expected pieces that make up 9 bytes, found others; drop it again");
        assertThat(bring("0", "a.jpg", 0, 9, text).problem())
                .isEqualTo("files: expected a folder that was made for dropped files, found another");
        assertThat(bring(folder, "../a.jpg", 0, text.length, text).problem())
                .isEqualTo("name: expected the name of a file, without folders and not hidden, found another");
        assertThat(bring(folder, "a.jpg", 0, 9L << 20, new byte[(4 << 20) + 1]).problem())
                .isEqualTo("body: expected at most 4194304 bytes, found more");
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_name_that_comes_twice_is_not_replaced() throws Exception {
        Path night = Nightfall.into(home.resolve("camera"), 60, 40, 2);
        String folder = begun();
        byte[] one = Files.readAllBytes(night.resolve("IMG_0001.jpg"));
        byte[] two = Files.readAllBytes(night.resolve("IMG_0002.jpg"));
        assertThat(bring(folder, "a.jpg", 0, one.length, one).status()).isEqualTo(200);
        assertThat(bring(folder, "a.jpg", 0, two.length, two).problem())
                .isEqualTo("a.jpg: expected each name once, found it twice; rename one");
        assertThat(root.resolve("dropped/a.jpg")).hasBinaryContent(one);
    }
}
