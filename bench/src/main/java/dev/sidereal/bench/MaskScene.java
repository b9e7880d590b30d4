package dev.sidereal.bench;

import dev.sidereal.image.SampleType;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.simulator.MaskLikeness;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.SyntheticNight;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How like is the automatic mask of the sky to the true one, and how long does it take? */
@Command(name = "mask", description = "The automatic mask of the sky beside the truth of simulated nights.")
final class MaskScene implements Callable<Integer> {

    private static final String HEAD = """
            | seed | night | overlap (IoU) | skyline error, pixels | seconds | doubt |
            |---:|---|---:|---:|---:|---|
            """;

    @Option(names = "--seeds", paramLabel = "N", description = "nights of each kind; default: ${DEFAULT-VALUE}")
    private int seeds = 4;

    @Option(names = "--frames", paramLabel = "N", description = "frames of a night; default: ${DEFAULT-VALUE}")
    private int frames = 60;

    @Option(names = "--width", paramLabel = "PIXELS", description = "columns; default: ${DEFAULT-VALUE}")
    private int width = 1200;

    public static void main(String[] words) {
        System.exit(Scenes.run(new MaskScene(), words));
    }

    @Override
    public Integer call() throws Exception {
        StringBuilder table = new StringBuilder(HEAD);
        for (int seed = 1; seed <= seeds; seed++) {
            for (Weather.Kind kind : Weather.Kind.values()) {
                Scenes.say("seed " + seed + ", " + kind);
                table.append(row(seed, kind));
            }
        }
        Scenes.print(
                "The automatic mask",
                table.toString(),
                List.of(frames + " frames of " + width + "x" + width * 2 / 3 + ", " + SampleType.UINT8));
        return 0;
    }

    private String row(int seed, Weather.Kind kind) throws Exception {
        SyntheticNight night = SyntheticNight.of(NightScene.of(width, width * 2 / 3, frames, seed));
        Stack stack = new LocalEngine().run(Recipe.of(SkyMask.PLANES), Weather.of(kind, night), Progress.NONE);
        long start = System.nanoTime();
        SkyMask mask = SkyMask.of(stack);
        double seconds = (System.nanoTime() - start) / 1e9;
        MaskLikeness likeness = MaskLikeness.of(mask.raster(), night.truth().skyMask());
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.4f | %.1f | %.2f | %s |%n",
                seed,
                kind.name().toLowerCase(Locale.ROOT),
                likeness.overlap(),
                likeness.skylineError(),
                seconds,
                mask.doubt().orElse("none"));
    }
}
