package dev.sidereal.bench;

import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.SessionContender;
import dev.sidereal.bench.rival.SiderealSession;
import dev.sidereal.bench.rival.SirilSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long does it take to register and stack a session of lights, how near do stars come to their places, and what does the stack
 * gain, beside Siril on the same files?
 *
 * <p>Contenders run in turn, as whole processes; what the last run of each left is measured against the simulator's truth.
 */
@Command(name = "deepsky", description = "Lights registered and stacked, beside Siril and the truth.")
final class DeepSkyRace implements Callable<Integer> {

    private static final String HEAD = """
            | contender | version | seconds (min-max) | lights/s | CPU seconds | peak MiB | disk MiB | residual, pixels: rms | median | 95 % | SNR / sqrt(N) |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;
    private static final int GRID = 20;

    @Mixin
    private SessionSetting setting = new SessionSetting();

    @Option(names = "--lights", paramLabel = "N", description = "lights of the session; default: ${DEFAULT-VALUE}")
    private int lights = 30;

    @Option(names = "--size", paramLabel = "WxH", description = "size of lights; default: ${DEFAULT-VALUE}")
    private String size = "3000x2000";

    @Option(names = "--runs", paramLabel = "R", description = "runs of each contender; default: ${DEFAULT-VALUE}")
    private int runs = 3;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "only these contenders")
    private List<String> only = List.of();

    private final List<String> notes = new ArrayList<>();

    public static void main(String[] words) {
        System.exit(Scenes.run(new DeepSkyRace(), words));
    }

    @Override
    public Integer call() throws IOException {
        Session session = setting.session(size, lights);
        Workshop workshop = setting.workshop(session);
        Night night = workshop.night(lights);
        Surveyor surveyor = new Surveyor(session);
        notes.add(lights + " lights of " + size + ", 16-bit FITS; " + surveyor.stars()
                + " stars measured in each, noise in " + surveyor.places() + " empty places");
        List<SessionContender> contenders = contenders();
        List<List<Cost>> costs =
                contenders.stream().map(c -> (List<Cost>) new ArrayList<Cost>()).toList();
        List<Laid> laid = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < contenders.size(); i++) {
                SessionContender contender = contenders.get(i);
                Scenes.say(contender.name() + ", run " + (run + 1));
                Path stack = workshop.file("stack-" + contender.name() + ".fits");
                costs.get(i).add(workshop.runAndKeep(contender, night, stack));
                if (run == runs - 1) {
                    laid.add(Laid.measure(contender, session, night, stack, workshop.left()));
                    placesOf(contender, session, night, workshop.left());
                }
            }
        }
        StringBuilder table = new StringBuilder(HEAD);
        for (int i = 0; i < contenders.size(); i++) {
            table.append(row(contenders.get(i), costs.get(i), laid.get(i)));
        }
        table.append("| lights as read | the measure itself | - | - | - | - | "
                + Laid.unmoved(session, night).cells() + " |\n");
        Scenes.print(lights + " lights registered and stacked, runs of each: " + runs, table.toString(), notes);
        return 0;
    }

    private List<SessionContender> contenders() throws IOException {
        List<SessionContender> all = new ArrayList<>(List.of(setting.contender(), new SirilSession()));
        List<String> names = all.stream().map(SessionContender::name).toList();
        if (!names.containsAll(only)) {
            throw new IOException("--only: expected some of " + names + ", found " + only);
        }
        all.removeIf(contender -> !only.isEmpty() && !only.contains(contender.name()));
        all.stream()
                .filter(contender -> contender.version().isEmpty())
                .forEach(contender -> notes.add(contender.name() + ": not installed"));
        all.removeIf(contender -> contender.version().isEmpty());
        return all;
    }

    private String row(SessionContender contender, List<Cost> costs, Laid laid) {
        Spread seconds = Spread.of(costs.stream().map(Cost::seconds).toList());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f (%.2f-%.2f) | %.2f | %.1f | %.0f | %s |%n",
                contender.name(),
                contender.version().orElse(""),
                seconds.median(),
                seconds.least(),
                seconds.most(),
                lights / seconds.median(),
                Spread.of(costs.stream().map(Cost::cpuSeconds).toList()).median(),
                costs.stream().mapToDouble(Cost::peakMebibytes).max().orElse(0),
                laid.cells());
    }

    /* Sidereal says where it laid lights: that is compared with the truth all over the field, without stars and their noise. */
    private void placesOf(SessionContender contender, Session session, Night night, Path left) throws IOException {
        if (!(contender instanceof SiderealSession sidereal)) {
            return;
        }
        double squares = 0;
        for (int light = 1; light < night.frames(); light++) {
            Transform found = sidereal.place(night, light, left);
            Transform truth = session.sky().toReference(light);
            for (int i = 0; i < GRID * GRID; i++) {
                double x = (i % GRID + 0.5) / GRID * session.sky().scene().width();
                double y = (Math.floorDiv(i, GRID) + 0.5)
                        / GRID
                        * session.sky().scene().height();
                Point a = found.apply(x, y);
                Point b = truth.apply(x, y);
                squares += (a.x() - b.x()) * (a.x() - b.x()) + (a.y() - b.y()) * (a.y() - b.y());
            }
        }
        notes.add(String.format(
                Locale.ROOT,
                "sidereal's places are %.4f pixels (rms over the field) from the true ones",
                Math.sqrt(squares / GRID / GRID / (night.frames() - 1))));
    }
}
