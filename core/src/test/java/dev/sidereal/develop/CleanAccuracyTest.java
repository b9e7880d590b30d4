package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints the table of docs/accuracy.md; {@code sidereal.accuracy} holds the seeds of the nights, with commas. */
@EnabledIfSystemProperty(named = "sidereal.accuracy", matches = "[0-9,]+")
class CleanAccuracyTest {

    private static final Map<String, Function<NoisyTrails, Raster>> PICTURES = new LinkedHashMap<>();
    private static final Map<String, NoisyTrails.Kind> KINDS = new LinkedHashMap<>();

    static {
        ToneCurve srgb = new ToneCurve.Srgb();
        ToneCurve linear = new ToneCurve.Linear();
        KINDS.put("mono, 16 bits", new NoisyTrails.Kind(1, SampleType.UINT16, linear, 0.02, 0.001, 0, 4, 0));
        KINDS.put("colour, 16 bits", new NoisyTrails.Kind(3, SampleType.UINT16, linear, 0.02, 0.001, 0, 4, 0));
        KINDS.put("8 bits", new NoisyTrails.Kind(3, SampleType.UINT8, srgb, 0.02, 0.002, 0, 4, 0));
        KINDS.put("8 bits, blurred", new NoisyTrails.Kind(3, SampleType.UINT8, srgb, 0.02, 0.002, 0.7, 4, 0));
        KINDS.put("8 bits, one code", new NoisyTrails.Kind(3, SampleType.UINT8, srgb, 0.02, 0.0008, 0, 4, 0));
        PICTURES.put(
                "maximum",
                night -> CodeLight.of(
                        night.stack().extreme(Plane.MAX), night.stack().curve()));
        PICTURES.put("clean", night -> CleanLight.of(night.stack(), StarShares.of(night.stack())));
        PICTURES.put("mean", night -> StackLight.MEAN.of(night.stack()));
    }

    @Test
    void a_table_of_clean_trails() {
        int[] frames = numbers("sidereal.frames", "32,100,1000");
        int[] seeds = numbers("sidereal.accuracy", "");
        String kinds = System.getProperty("sidereal.kinds", ".*");
        System.out.println(
                "| Samples | Frames | Picture | Sky level | Sky noise | Contrast at 4 | with seams | at 20 |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        KINDS.forEach((name, kind) -> {
            for (int count : name.matches(kinds) ? frames : new int[0]) {
                rows(name, kind, count, seeds);
            }
        });
    }

    private static int[] numbers(String property, String otherwise) {
        return Arrays.stream(System.getProperty(property, otherwise).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static void rows(String name, NoisyTrails.Kind kind, int frames, int[] seeds) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int seed : seeds) {
            NoisyTrails faint = NoisyTrails.of(kind, frames, seed);
            NoisyTrails bright = NoisyTrails.of(kind.amplitude(20), frames, -1 - seed);
            PICTURES.forEach((picture, develop) -> {
                NoisyTrails.Measured measured = faint.measure(develop.apply(faint));
                double[] one = {
                    measured.bias(),
                    measured.noise(),
                    measured.contrast(),
                    measured.whole(),
                    bright.measure(develop.apply(bright)).contrast()
                };
                double[] sum = sums.computeIfAbsent(picture, key -> new double[one.length]);
                Arrays.setAll(sum, i -> sum[i] + one[i] / seeds.length);
            });
        }
        sums.forEach((picture, mean) -> System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.4f | %.4f | %.2f | %.2f | %.3f |",
                name,
                frames,
                picture,
                mean[0],
                mean[1],
                mean[2],
                mean[3],
                mean[4])));
    }
}
