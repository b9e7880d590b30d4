package dev.sidereal.bench;

import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Sidereal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Does Sidereal need more memory for 5000 frames than for 100?
 *
 * <p>It should not: a fold keeps one picture, however long the night. Prints the peak of both and their ratio.
 */
@Command(name = "memory", description = "Peak memory of short and long nights.")
final class MemoryScene implements Callable<Integer> {

    @Mixin
    private Setting setting = new Setting();

    @Option(names = "--verb", paramLabel = "VERB", description = "trails or average; default: ${DEFAULT-VALUE}")
    private String verb = "trails";

    @Option(names = "--few", paramLabel = "N", description = "frames of the short night; default: ${DEFAULT-VALUE}")
    private int few = 100;

    @Option(names = "--many", paramLabel = "N", description = "frames of the long night; default: ${DEFAULT-VALUE}")
    private int many = 5000;

    @Option(names = "--runs", paramLabel = "R", description = "runs of each; default: ${DEFAULT-VALUE}")
    private int runs = 1;

    public static void main(String[] words) {
        System.exit(Scenes.run(new MemoryScene(), words));
    }

    @Override
    public Integer call() throws IOException {
        Workshop workshop = setting.workshop();
        Duel first = duel(workshop, few);
        Duel last = duel(workshop, many);
        double ratio = last.peakMebibytes() / first.peakMebibytes();
        String note = String.format(Locale.ROOT, "peak memory at %d frames / at %d frames = %.3f", many, few, ratio);
        Scenes.print("Memory of " + verb, Table.of(List.of(first, last)), List.of(workshop.pictures(), note));
        return 0;
    }

    private Duel duel(Workshop workshop, int frames) throws IOException {
        Sidereal sidereal = setting.sidereal(verb);
        Scenes.say(sidereal.name() + ", " + frames + " frames");
        Night night = workshop.night(frames);
        List<Cost> costs = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            costs.add(workshop.run(sidereal, night, workshop.file("picture-memory.jpg")));
        }
        return new Duel(sidereal.name(), sidereal.version().orElse("?"), frames, costs, List.of(), "not checked");
    }
}
