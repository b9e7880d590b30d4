package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageCommandTest {

    @Test
    void frames_are_averaged_in_linear_light(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 7);
        Path output = folder.resolve("average.png");
        assertThat(Shell.run("average", folder.resolve("night"), "-o", output).exit())
                .isZero();
        requireMean(output, frames, AverageCommandTest::srgbDecode, AverageCommandTest::srgbEncode);
    }

    @Test
    void without_encoding_the_numbers_are_averaged(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 5);
        Path output = folder.resolve("average.png");
        assertThat(Shell.run("average", folder.resolve("night"), "--encoding", "none", "-o", output)
                        .exit())
                .isZero();
        requireMean(output, frames, v -> v, v -> v);
    }

    @Test
    void the_classic_recipe_is_the_normalised_sum_of_powers(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 5);
        Path output = folder.resolve("classic.png");
        assertThat(Shell.run(
                                "average",
                                folder.resolve("night"),
                                "--encoding",
                                "gamma:2.2",
                                "--white",
                                "max",
                                "--depth",
                                "8",
                                "-o",
                                output)
                        .exit())
                .isZero();
        double[] sums = sums(frames, v -> Math.pow(v, 2.2));
        double most = 0;
        for (double sum : sums) {
            most = Math.max(most, sum);
        }
        double[] picture = samples(output);
        for (int i = 0; i < sums.length; i++) {
            assertThat(picture[i]).isCloseTo(255 * Math.pow(sums[i] / most, 1 / 2.2), within(1.0));
        }
    }

    @Test
    void bytes_do_not_depend_on_threads(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 9);
        for (int threads : new int[] {1, 2, 8}) {
            assertThat(Shell.run(
                                    "average",
                                    folder.resolve("night"),
                                    "-o",
                                    folder.resolve(threads + ".fits"),
                                    "--threads",
                                    threads)
                            .exit())
                    .isZero();
        }
        assertThat(folder.resolve("2.fits")).hasSameBinaryContentAs(folder.resolve("1.fits"));
        assertThat(folder.resolve("8.fits")).hasSameBinaryContentAs(folder.resolve("1.fits"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --encoding|gamma:0|--encoding: gamma: expected above 0 and at most 10, found 0.0
                    --encoding|rec709|--encoding: expected srgb, gamma:G (such as gamma:2.2), linear, profile or none, found rec709
                    --encoding|profile|--encoding: expected a profile with one tone curve in f1.png, found none; use srgb or gamma:2.2
                    --white|101%|--white: expected a percentile from 0% to 100%, found 101%
                    --white|bright|--white: expected max, a percentile such as 99% or a number, found bright
                    --gamma|0|--gamma: expected above 0 and at most 100, found 0.0
                    --brightness|0|--brightness: expected above 0, found 0.0
                    --stretch|log|--stretch: expected auto, auto-unlinked, asinh or none, found log
                    """)
    void a_wrong_option_is_refused_in_one_sentence(String option, String value, String message, @TempDir Path folder)
            throws IOException {
        NightFiles.pngs(folder.resolve("night"), 2);
        Shell.Outcome outcome =
                Shell.run("average", folder.resolve("night"), option, value, "--quiet", "-o", folder.resolve("a.png"));
        assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + message + "\n"));
        assertThat(folder.resolve("a.png")).doesNotExist();
    }

    private static void requireMean(
            Path output, List<Path> frames, DoubleUnaryOperator decode, DoubleUnaryOperator encode) throws IOException {
        double[] sums = sums(frames, decode);
        double[] picture = samples(output);
        for (int i = 0; i < sums.length; i++) {
            assertThat(picture[i])
                    .as("sample %d", i)
                    .isCloseTo(65535 * encode.applyAsDouble(sums[i] / frames.size()), within(1.0));
        }
    }

    private static double[] sums(List<Path> frames, DoubleUnaryOperator decode) throws IOException {
        double[] sums = new double[0];
        for (Path frame : frames) {
            double[] samples = samples(frame);
            sums = sums.length == 0 ? new double[samples.length] : sums;
            for (int i = 0; i < samples.length; i++) {
                sums[i] += decode.applyAsDouble(samples[i] / 255);
            }
        }
        return sums;
    }

    private static double[] samples(Path picture) throws IOException {
        Raster raster = ImageIO.read(picture.toFile()).getRaster();
        double[] samples = new double[raster.getWidth() * raster.getHeight() * raster.getNumBands()];
        return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), samples);
    }

    private static double srgbDecode(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double srgbEncode(double l) {
        return l <= 0.0031308 ? 12.92 * l : 1.055 * Math.pow(l, 1 / 2.4) - 0.055;
    }
}
