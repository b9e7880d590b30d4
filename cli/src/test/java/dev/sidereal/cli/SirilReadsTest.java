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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Path lights = lights("EXPTIME = 60", "ROWORDER = 'TOP-DOWN'");
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

    @ParameterizedTest
    @ValueSource(strings = {"", "TOP-DOWN", "BOTTOM-UP"})
    void siril_shows_the_picture_as_it_shows_its_lights(String order) throws Exception {
        Path lights = order.isEmpty() ? lights() : lights("ROWORDER = '" + order + "'");
        Path coverage = folder.resolve("coverage.fits");
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                lights,
                "--reference",
                lights.resolve("0.fits"),
                "--coverage",
                coverage,
                "-o",
                folder.resolve("joined.fits"));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        Files.copy(lights.resolve("0.fits"), folder.resolve("light.fits"));
        requireAlike("light", "joined");
        assertThat(order(coverage))
                .isEqualTo(order(folder.resolve("joined.fits")))
                .isEqualTo(order);
    }

    @Test
    void siril_shows_the_picture_of_photographs_upright() throws Exception {
        DeepSky session = DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, 3, 4).withStars(80, 2000, 100_000));
        Path lights = Files.createDirectory(folder.resolve("lights"));
        for (int light = 0; light < 3; light++) {
            BufferedImage photograph = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
            Raster codes = session.frame(light, SampleType.FLOAT32);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int code = (int) Math.min(65535, 65535 * codes.get(i));
                photograph.getRaster().setSample(i % WIDTH, i / WIDTH, 0, code);
            }
            ImageIO.write(photograph, "png", lights.resolve(light + ".png").toFile());
        }
        Shell.Outcome outcome = Shell.run(
                "deepsky", lights, "--reference", lights.resolve("0.png"), "-o", folder.resolve("joined.fits"));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        Files.copy(lights.resolve("0.png"), folder.resolve("light.png"));
        requireAlike("light", "joined");
    }

    private Path lights(String... cards) throws IOException {
        DeepSky session = DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, 3, 4).withStars(80, 2000, 100_000));
        boolean isTurned = String.join("", cards).contains("BOTTOM-UP");
        Path lights = Files.createDirectory(folder.resolve("lights"));
        for (int light = 0; light < 3; light++) {
            Raster codes = session.frame(light, SampleType.FLOAT32);
            SmallFits.write(
                    lights.resolve(light + ".fits"),
                    WIDTH,
                    HEIGHT,
                    i -> codes.get(i % WIDTH, isTurned ? HEIGHT - 1 - i / WIDTH : i / WIDTH, 0),
                    cards);
        }
        return lights;
    }

    /* As Siril shows both. */
    private void requireAlike(String light, String joined) throws Exception {
        Files.write(
                folder.resolve("again.ssf"),
                List.of(
                        "requires 1.0.0",
                        "setext fits",
                        "load " + light,
                        "savepng shown-light",
                        "load " + joined,
                        "savepng shown-joined"));
        siril();
        BufferedImage one = ImageIO.read(folder.resolve("shown-light.png").toFile());
        BufferedImage other = ImageIO.read(folder.resolve("shown-joined.png").toFile());
        assertThat(likeness(one, other, false)).isGreaterThan(0.7);
        assertThat(likeness(one, other, true)).isLessThan(0.3);
    }

    /* The correlation of their samples. */
    private static double likeness(BufferedImage one, BufferedImage other, boolean upsideDown) {
        double n = WIDTH * HEIGHT;
        double[] sums = new double[5];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double a = one.getRaster().getSample(x, y, 0);
                double b = other.getRaster().getSample(x, upsideDown ? HEIGHT - 1 - y : y, 0);
                sums[0] += a;
                sums[1] += b;
                sums[2] += a * a;
                sums[3] += b * b;
                sums[4] += a * b;
            }
        }
        double both = sums[4] - sums[0] * sums[1] / n;
        return both / Math.sqrt((sums[2] - sums[0] * sums[0] / n) * (sums[3] - sums[1] * sums[1] / n));
    }

    private static String order(Path file) throws IOException {
        Matcher card = Pattern.compile("ROWORDER= '([A-Z-]+)")
                .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        return card.find() ? card.group(1) : "";
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
