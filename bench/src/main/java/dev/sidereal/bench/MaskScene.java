package dev.sidereal.bench;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.simulator.MaskLikeness;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How like is the automatic mask of the sky to the true one, and how long does it take? */
@Command(name = "mask", description = "The automatic mask of the sky beside the truth of simulated nights.")
final class MaskScene implements Callable<Integer> {

    private static final String HEAD = """
            | night | nights | overlap (IoU): median | worst | skyline error, pixels: median | worst | at Target | not sure | seconds |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;
    private static final double TARGET_OVERLAP = 0.985;
    private static final double TARGET_ERROR = 3;

    @Option(names = "--seeds", paramLabel = "N", description = "nights of each kind; default: ${DEFAULT-VALUE}")
    private int seeds = 5;

    @Option(names = "--first", paramLabel = "SEED", description = "seed of the first night; default: ${DEFAULT-VALUE}")
    private long first = 1001;

    @Option(names = "--frames", paramLabel = "N", description = "frames of a night; default: ${DEFAULT-VALUE}")
    private int frames = 40;

    @Option(names = "--width", paramLabel = "PIXELS", description = "columns; default: ${DEFAULT-VALUE}")
    private int width = 900;

    @Option(names = "--only", paramLabel = "NIGHT", split = ",", description = "kinds of nights; default: all")
    private List<Weather.Kind> kinds = List.of(Weather.Kind.values());

    @Option(names = "--masks", paramLabel = "DIR", description = "keep masks, found and true, and means in a folder")
    private Optional<Path> masks = Optional.empty();

    public static void main(String[] words) {
        System.exit(Scenes.run(new MaskScene(), words));
    }

    @Override
    public Integer call() throws Exception {
        StringBuilder table = new StringBuilder(HEAD);
        for (Weather.Kind kind : kinds) {
            List<Found> nights = new ArrayList<>();
            for (long seed = first; seed < first + seeds; seed++) {
                nights.add(find(seed, kind));
                Found found = nights.get(nights.size() - 1);
                Scenes.say(String.format(
                        Locale.ROOT,
                        "%s, seed %d: %.4f, %.1f pixels %s",
                        kind,
                        seed,
                        found.overlap,
                        found.error,
                        found.doubt.orElse("")));
            }
            table.append(row(kind, nights));
        }
        Scenes.print(
                "The automatic mask",
                table.toString(),
                List.of(
                        frames + " frames of " + width + "x" + width * 2 / 3 + ", 8-bit, through JPEG; seeds " + first
                                + " to " + (first + seeds - 1),
                        "at Target: overlap from " + TARGET_OVERLAP + " and skyline error to " + TARGET_ERROR
                                + " pixels; not sure: the mask says so and is sky everywhere"));
        return 0;
    }

    private record Found(double overlap, double error, double seconds, Optional<String> doubt) {}

    private Found find(long seed, Weather.Kind kind) throws Exception {
        Weather night = Weather.of(kind, NightScene.of(width, width * 2 / 3, frames, seed));
        Stack stack = new LocalEngine().run(Recipe.of(SkyMask.PLANES), night, Progress.NONE);
        long start = System.nanoTime();
        SkyMask mask = SkyMask.of(stack);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (masks.isPresent()) {
            keep(masks.get(), kind + "-" + seed, mask, night, stack);
        }
        MaskLikeness likeness = MaskLikeness.of(mask.raster(), night.truth());
        return new Found(likeness.overlap(), likeness.skylineError(), seconds, mask.doubt());
    }

    private static void keep(Path folder, String name, SkyMask mask, Weather night, Stack stack) throws IOException {
        Files.createDirectories(folder);
        PictureFiles.write(mask.picture(stack), folder.resolve(name + "-found.png"), Optional.of(Depth.EIGHT));
        SkyMask truth = new SkyMask(night.truth(), Optional.empty());
        PictureFiles.write(truth.picture(stack), folder.resolve(name + "-true.png"), Optional.of(Depth.EIGHT));
        PictureFiles.write(
                Product.AVERAGE.develop(stack, Look.plain(new ToneCurve.Srgb()), Tones.CODES),
                folder.resolve(name + "-mean.jpg"),
                Optional.empty());
    }

    private static String row(Weather.Kind kind, List<Found> nights) {
        double[] overlaps = nights.stream().mapToDouble(Found::overlap).sorted().toArray();
        double[] errors = nights.stream().mapToDouble(Found::error).sorted().toArray();
        double[] seconds = nights.stream().mapToDouble(Found::seconds).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.4f | %.4f | %.1f | %.1f | %d | %d | %.2f |%n",
                kind.name().toLowerCase(Locale.ROOT),
                nights.size(),
                overlaps[overlaps.length / 2],
                overlaps[0],
                errors[errors.length / 2],
                errors[errors.length - 1],
                nights.stream()
                        .filter(night -> night.overlap >= TARGET_OVERLAP && night.error <= TARGET_ERROR)
                        .count(),
                nights.stream().filter(night -> night.doubt.isPresent()).count(),
                seconds[seconds.length / 2]);
    }
}
