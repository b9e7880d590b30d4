package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deep-sky session, with the launcher's own options, takes no more memory than {@code --dry-run} promised, which does not know the
 * number of lights; {@code -Dsidereal.lights=1000} tries more.
 */
@EnabledOnOs(OS.LINUX)
class DeepSkyMemoryTest {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int DIFFERENT = 10;
    private static final int LIGHTS = Integer.getInteger("sidereal.lights", 30);

    @TempDir
    private Path folder = Path.of("replaced");

    @Test
    void a_session_takes_what_was_promised() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/proc/self/status")),
                "skipped: peak memory is read from /proc, which is not here");
        simulate();
        System.out.println("peak memory of " + LIGHTS + " lights: " + peak(LIGHTS) / 1_000_000 + " MB");
    }

    /* Three times as fine, so that the picture and a band of drops are most of it, with rejections grown. */
    @Test
    void drops_on_a_finer_picture_take_what_was_promised() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/proc/self/status")),
                "skipped: peak memory is read from /proc, which is not here");
        simulate();
        long peak = peak(DIFFERENT, "--drizzle", 3, "--grow");
        System.out.println("peak memory of " + DIFFERENT + " lights, --drizzle 3 --grow: " + peak / 1_000_000 + " MB");
    }

    private long peak(int lights, Object... more) throws Exception {
        Path night = Files.createDirectory(folder.resolve("night" + lights));
        for (int light = 0; light < lights; light++) {
            Files.createLink(night.resolve(light + ".fits"), folder.resolve(light % DIFFERENT + ".fits"));
        }
        Object[] words = with(
                new Object[] {"deepsky", night, "-o", "m" + lights + ".fits", "--threads", 2, "--memory", "1G"}, more);
        Shell.Outcome dry =
                Shell.finish(Shell.process(folder, with(words, "--dry-run")).start());
        Matcher total = MemoryPromiseTest.TOTAL.matcher(dry.err() + dry.out());
        assertThat(total.find()).as(dry.toString()).isTrue();
        ProcessBuilder process = Shell.process(folder, with(words, "--quiet"));
        process.environment().put("JAVA_TOOL_OPTIONS", MemoryPromiseTest.launcherOptions());
        process.environment().put("MALLOC_ARENA_MAX", "2");
        process.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process running = process.redirectErrorStream(true).start();
        long peak = MemoryPromiseTest.peak(running);
        Shell.Outcome outcome = Shell.finish(running);
        assertThat(outcome.exit()).as(outcome.out()).isZero();
        long promised = Long.parseLong(total.group(1)) * 1_000_000;
        assertThat(peak).isPositive().isLessThanOrEqualTo(promised + MemoryPromiseTest.WITHOUT_ARCHIVE);
        return peak;
    }

    private static Object[] with(Object[] words, Object... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
    }

    private void simulate() throws IOException {
        DeepSky session = DeepSky.of(DeepSkyScene.of(WIDTH, HEIGHT, DIFFERENT, 4));
        for (int light = 0; light < DIFFERENT; light++) {
            Raster codes = session.frame(light, SampleType.FLOAT32);
            SmallFits.write(folder.resolve(light + ".fits"), WIDTH, HEIGHT, codes::get);
        }
    }
}
