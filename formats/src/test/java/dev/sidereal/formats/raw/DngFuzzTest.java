package dev.sidereal.formats.raw;

import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DngFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() throws Exception {
        int[] whole = DngFiles.piece(0, 0, DngFiles.WIDTH, DngFiles.HEIGHT, 16);
        Path plain = DngFiles.write(
                folder.resolve("plain.dng"),
                DngFiles.tags(16, 1),
                DngFiles.WIDTH,
                DngFiles.HEIGHT,
                List.of(DngFiles.packed(whole, DngFiles.WIDTH, 16)));
        Path lossless = DngFiles.write(
                folder.resolve("lossless.dng"),
                DngFiles.tags(16, 7),
                DngFiles.WIDTH,
                DngFiles.HEIGHT,
                List.of(DngFiles.lossless(whole, DngFiles.WIDTH, 1, 16, 1)));
        Fuzzing.run(
                List.of(Files.readAllBytes(plain), Files.readAllBytes(lossless)),
                new FormatTarget(new DngFormat(), folder));
    }
}
