package dev.sidereal.bench.rival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The sources and scripts that travel with this module, copied out so that other programs can read them. */
final class Unpacked {

    private Unpacked() {}

    /** Copies the file {@code name} into {@code folder} and returns the copy. */
    static Path file(String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path copy = folder.resolve(name);
        try (InputStream source =
                Objects.requireNonNull(Unpacked.class.getResourceAsStream(name), "missing from this build: " + name)) {
            Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
