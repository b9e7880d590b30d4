package dev.sidereal.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Real frames, in a folder {@code shared/data} beside the repository; tests that need them are skipped without it. */
final class RealData {

    private RealData() {}

    /** A folder of it by name; aborts the test if there is none. */
    static Path folder(String name) {
        Path above = Path.of("").toAbsolutePath();
        Optional<Path> found = Optional.empty();
        while (above != null && found.isEmpty()) {
            found = Optional.of(above.resolve("shared/data").resolve(name)).filter(Files::isDirectory);
            above = above.getParent();
        }
        assumeTrue(
                found.isPresent(),
                "skipped: real frames are read from ../shared/data/" + name
                        + " beside the repository, which is not there");
        return found.orElseThrow();
    }

    /** All files in it and in the folders below that are not notes. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches(".*\\.(md|csv|txt)"))
                    .sorted()
                    .toList();
        }
    }
}
