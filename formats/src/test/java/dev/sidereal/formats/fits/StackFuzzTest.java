package dev.sidereal.formats.fits;

import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_a_stack_or_a_sentence() throws Exception {
        Path file = folder.resolve("stack.fits");
        Stacks.write(Stacks.night(new Shape(3, 2, 3), SampleType.UINT8, Stacks.ALL, Stacks.SRGB, 0, 3), file);
        Fuzzing.run(
                List.of(Files.readAllBytes(file)),
                input -> StackFile.read(Files.write(folder.resolve("input"), input)));
    }
}
