package dev.sidereal.bench;

import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.SiderealSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does a deep-sky session need more memory for 1000 lights than for 30, and is it what was promised? */
@Command(name = "deepsky-memory", description = "Peak memory of short and long deep-sky sessions.")
final class DeepSkyMemoryScene implements Callable<Integer> {

    private static final String HEAD = """
            | lights | seconds | promised MiB | peak MiB (min-max) |
            |---:|---:|---:|---:|
            """;

    @Mixin
    private SessionSetting setting = new SessionSetting();

    @Option(names = "--size", paramLabel = "WxH", description = "size of lights; default: ${DEFAULT-VALUE}")
    private String size = "960x720";

    @Option(
            names = "--lights",
            paramLabel = "N",
            split = ",",
            description = "lights of each session; default: ${DEFAULT-VALUE}")
    private List<Integer> lights = List.of(30, 1000);

    @Option(names = "--different", paramLabel = "N", description = "different lights; default: ${DEFAULT-VALUE}")
    private int different = 30;

    @Option(names = "--runs", paramLabel = "R", description = "runs of each session; default: ${DEFAULT-VALUE}")
    private int runs = 3;

    public static void main(String[] words) {
        System.exit(Scenes.run(new DeepSkyMemoryScene(), words));
    }

    @Override
    public Integer call() throws IOException {
        Workshop workshop = setting.workshop(setting.session(size, different));
        SiderealSession sidereal = setting.contender();
        StringBuilder table = new StringBuilder(HEAD);
        for (int count : lights) {
            Scenes.say(count + " lights");
            Night night = workshop.night(count);
            double promised = sidereal.promisedMebibytes(night, workshop.file("stack-memory.fits"), workshop.scratch());
            double seconds = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int run = 0; run < runs; run++) {
                Cost cost = workshop.run(sidereal, night, workshop.file("stack-memory.fits"));
                seconds += cost.seconds() / runs;
                least = Math.min(least, cost.peakMebibytes());
                most = Math.max(most, cost.peakMebibytes());
            }
            table.append(String.format(
                    Locale.ROOT, "| %d | %.1f | %.0f | %.0f-%.0f |%n", count, seconds, promised, least, most));
        }
        Scenes.print(
                "Memory of deep-sky sessions, runs of each: " + runs,
                table.toString(),
                List.of(different + " different lights of " + size + ", repeated"));
        return 0;
    }
}
