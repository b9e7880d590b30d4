package dev.sidereal.formats.ser;

import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() {
        int[] frame = SerBytes.counting(SerBytes.WIDTH * SerBytes.HEIGHT);
        int[] colours = SerBytes.counting(3 * SerBytes.WIDTH * SerBytes.HEIGHT);
        Fuzzing.run(
                List.of(
                        SerBytes.film(0, 8, new int[][] {frame, frame}, true),
                        SerBytes.film(8, 16, new int[][] {frame, frame}, false),
                        SerBytes.film(100, 8, new int[][] {colours}, true)),
                new FormatTarget(new SerFormat(), folder));
    }
}
