package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingTest {

    @TempDir
    private Path folder;

    @Test
    void folders_are_listed_by_name_and_what_is_typed_is_known() throws Exception {
        Path night = Files.createDirectories(folder.resolve("n\u00e4chte 1%20"));
        for (String name : List.of("c.jpg", "a b.jpg", "b\n.jpg", "notes.txt")) {
            Files.createFile(night.resolve(name));
        }
        Path typed = Files.createFile(folder.resolve("stack.fits"));
        Listing listing = Listing.of(List.of(typed.toString(), night.toString()), new Configuration(false));
        List<String> files = names(listing.files());
        assertThat(files.stream().map(file -> Path.of(URI.create(file).getPath())))
                .containsExactly(typed, night.resolve("a b.jpg"), night.resolve("b\n.jpg"), night.resolve("c.jpg"));
        assertThat(listing.files().count()).isEqualTo(4);
        assertThat(listing.typed()).containsExactly(files.get(0));
    }

    @Test
    void a_name_takes_its_own_bytes_and_one_more() {
        FileNames names = new FileNames();
        String in = "hdfs://head:8020/survey/2026/some/long/path/to/a/night/";
        IntStream.range(0, 200_000).forEach(i -> names.add(in, "IMG_%06d.jpg".formatted(i)));
        long bytes = names.pieces().stream().mapToLong(piece -> piece.length).sum();
        assertThat((double) bytes / names.count()).isBetween(15.0, 15.5);
        assertThat(FileNames.read(names.pieces().get(1)).get(0)).isEqualTo(in + "IMG_000256.jpg");
    }

    @Test
    void few_names_are_cut_for_all_tasks() {
        FileNames names = new FileNames();
        IntStream.range(0, 300).forEach(i -> names.add("file:/a/", "%03d.jpg".formatted(i)));
        FileNames cut = names.forTasks(8);
        assertThat(cut.pieces()).hasSize(8);
        assertThat(names(cut)).isEqualTo(names(names)).hasSize(300);
    }

    private static List<String> names(FileNames names) {
        List<String> all = new ArrayList<>();
        names.pieces().forEach(piece -> all.addAll(FileNames.read(piece)));
        return all;
    }
}
