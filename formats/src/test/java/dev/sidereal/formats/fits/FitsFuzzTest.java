package dev.sidereal.formats.fits;

import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() throws Exception {
        double[] numbers = DoubleStream.iterate(0, n -> n + 1).limit(24).toArray();
        Fuzzing.run(
                List.of(
                        FitsBytes.picture(8, numbers, List.of(6, 4), "EXPTIME=30.0"),
                        FitsBytes.picture(16, numbers, List.of(6, 4), "BZERO=32768", "BAYERPAT='RGGB'"),
                        FitsBytes.picture(-32, numbers, List.of(4, 2, 3), "DATE-OBS='2026-08-12T22:10:19.5'"),
                        FitsBytes.picture(-64, numbers, List.of(2, 3, 4), "ROWORDER='BOTTOM-UP'"),
                        TiledBytes.packed(folder.resolve("rice.fits"), "RICE_1"),
                        TiledBytes.packed(folder.resolve("gzip.fits"), "GZIP_2")),
                new FormatTarget(new FitsFormat(), folder));
    }
}
