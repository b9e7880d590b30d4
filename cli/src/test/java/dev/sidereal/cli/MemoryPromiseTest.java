package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, with the launcher's own options, take no more memory than {@code --dry-run} promised. */
@EnabledOnOs(OS.LINUX)
class MemoryPromiseTest {

    static final Pattern TOTAL = Pattern.compile("total +(\\d+) MB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /* Here classes come from folders; the launcher's archive of them spares 20 to 40 MB. */
    static final long WITHOUT_ARCHIVE = 30_000_000;

    @TempDir
    Path folder = Path.of("replaced");

    @Test
    void trails() throws Exception {
        requirePromiseKept(2, "trails", "night", "-o", "x.jpg");
    }

    @Test
    void average() throws Exception {
        requirePromiseKept(10, "average", "night", "-o", "x.jpg");
    }

    @Test
    void all_planes_and_a_picture_of_sigma() throws Exception {
        String planes = "count,max,when,min,sum,sumsq";
        requirePromiseKept(
                50,
                "trails",
                "night",
                "-o",
                "x.jpg",
                "--also",
                "sigma=s.tif",
                "--planes",
                planes,
                "--save-stack",
                "s.fits");
    }

    /* The heap could hold all planes; that it does not is the launcher's doing. */
    @Test
    void all_planes_in_bands() throws Exception {
        requirePromiseKept("240M", 26, "average", "night", "-o", "x.jpg", "--save-stack", "s.fits");
    }

    @Test
    void timelapse() throws Exception {
        requirePromiseKept(2, "timelapse", "night", "-o", "x.mp4", "--size", "600x400");
    }

    /* In a heap of what its planes need and little more. */
    private void requirePromiseKept(int planeBytesPerSample, Object... words) throws Exception {
        requirePromiseKept("2G", planeBytesPerSample, words);
    }

    private void requirePromiseKept(String memory, int planeBytesPerSample, Object... words) throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
        int width = 2400;
        int height = 1600;
        night(width, height);
        Shell.Outcome dry =
                Shell.finish(Shell.process(folder, with(words, "--threads", 2, "--memory", memory, "--dry-run"))
                        .start());
        Matcher total = TOTAL.matcher(dry.err() + dry.out());
        assertThat(total.find()).as(dry.toString()).isTrue();

        long heap = 3L * width * height * planeBytesPerSample / 2 + (40L << 20);
        ProcessBuilder process = Shell.process(folder, with(words, "--threads", 2, "--memory", memory, "--quiet"));
        process.environment().put("JAVA_TOOL_OPTIONS", launcherOptions() + " -Xmx" + (heap >> 20) + "m");
        process.environment().put("MALLOC_ARENA_MAX", "2");
        process.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process running = process.redirectErrorStream(true).start();
        long peak = peak(running);
        Shell.Outcome outcome = Shell.finish(running);
        assertThat(outcome.exit()).as(outcome.out()).isZero();
        assertThat(peak).isPositive().isLessThanOrEqualTo(Long.parseLong(total.group(1)) * 1_000_000 + WITHOUT_ARCHIVE);
    }

    private static Object[] with(Object[] words, Object... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
    }

    static String launcherOptions() throws IOException {
        return Pattern.compile("-X[^ $]+")
                .matcher(Files.readString(Path.of("src", "main", "dist", "sidereal"))
                        .replaceAll("(?m)^ *#.*$", "")
                        .replaceAll("-XX:SharedArchiveFile\\S+", ""))
                .results()
                .map(found -> found.group().strip())
                .filter(option -> option.matches("-X(m|X:[+-]|X:Tier|X:Min|X:Max).*"))
                .collect(Collectors.joining(" "));
    }

    /* The kernel keeps the highest; the last one read before the end is it. */
    static long peak(Process process) throws InterruptedException {
        long peak = 0;
        while (process.isAlive()) {
            try {
                Matcher found = PEAK.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
                peak = found.find() ? 1024 * Long.parseLong(found.group(1)) : peak;
            } catch (IOException ended) {
                return peak;
            }
            Thread.sleep(2);
        }
        return peak;
    }

    private void night(int width, int height) throws IOException {
        Path night = Files.createDirectory(folder.resolve("night"));
        for (int i = 0; i < 3; i++) {
            BufferedImage noise = NightFiles.noise(width, height, BufferedImage.TYPE_3BYTE_BGR, i);
            Path first = night.resolve(i + "a.jpg");
            ImageIO.write(noise, "jpg", first.toFile());
            for (char copy = 'b'; copy < 'g'; copy++) {
                Files.createLink(night.resolve(i + "" + copy + ".jpg"), first);
            }
        }
    }
}
