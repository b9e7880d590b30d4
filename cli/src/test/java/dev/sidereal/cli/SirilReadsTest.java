package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Siril, where it is installed, opens a joined picture and writes it again with the same samples, rows and exposure. */
class SirilReadsTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final int HEADER_BYTES = 20_000;
    private static final long SECONDS = 60;

    @TempDir
    private Path folder = Path.of("replaced");

    @Test
    void samples_rows_and_exposure_are_the_same_in_siril() throws Exception {
        DeepSky session = DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, 3, 4).withStars(80, 2000, 100_000));
        Path lights = Files.createDirectory(folder.resolve("lights"));
        for (int light = 0; light < 3; light++) {
            Raster codes = session.frame(light, SampleType.FLOAT32);
            SmallFits.write(lights.resolve(light + ".fits"), WIDTH, HEIGHT, codes::get, "EXPTIME = 60");
        }
        Path joined = folder.resolve("joined.fits");
        Shell.Outcome outcome = Shell.run("deepsky", lights, "-o", joined);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        Files.write(
                folder.resolve("again.ssf"),
                List.of("requires 1.0.0", "setext fits", "load joined", "stat", "save again"));
        String log = siril();
        assertThat(log).contains("Reading FITS: file joined.fits, 1 layer(s), 240x180 pixels");
        Path again = folder.resolve("again.fits");
        assertThat(upright(again).bytes()).isEqualTo(upright(joined).bytes());
        String header = new String(Files.readAllBytes(again), 0, HEADER_BYTES, StandardCharsets.ISO_8859_1);
        assertThat(header)
                .containsPattern("ROWORDER= 'TOP-DOWN'")
                .containsPattern("LIVETIME= +180\\.")
                .containsPattern("STACKCNT= +3 ");
    }

    private String siril() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "siril-cli",
                        "-d",
                        folder.toString(),
                        "-s",
                        folder.resolve("again.ssf").toString())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("XDG_CONFIG_HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return abort("skipped: there is no siril-cli here");
        }
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        return log;
    }

    private static Raster upright(Path file) throws IOException {
        FrameFiles files = FrameFiles.of(file);
        Candidate.Recognised found = (Candidate.Recognised) files.candidates().get(0);
        Raster raster = Raster.allocate(found.info().shape(), found.info().type());
        try (FrameReader reader = files.open()) {
            reader.read(0, raster);
        }
        return raster;
    }
}
