package dev.sidereal.bench;

import dev.sidereal.bench.rival.CompiledC;
import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long does it take to stack a night of 12-megapixel JPEGs, against the time that decoding them takes in C, and
 * against every other program that can do it?
 *
 * <p>Each contender runs in turn with the limit on the same frames, as a whole process measured from outside; before
 * that it has to show what it makes of a short night. Prints a Markdown table.
 */
abstract class Race implements Callable<Integer> {

    @Mixin
    private Setting setting = new Setting();

    @Option(names = "--frames", paramLabel = "N", description = "frames of the night; default: ${DEFAULT-VALUE}")
    private int frames = 120;

    @Option(
            names = "--check",
            paramLabel = "N",
            description = "frames of the exactness check; default: ${DEFAULT-VALUE}")
    private int checkFrames = 8;

    @Option(names = "--runs", paramLabel = "R", description = "runs of each contender; default: ${DEFAULT-VALUE}")
    private int runs = 5;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "only these contenders")
    private List<String> only = List.of();

    private final List<String> notes = new ArrayList<>();

    private final String title;

    Race(String title) {
        this.title = title;
    }

    /** C that also does the work. */
    abstract Yardstick.Work work();

    abstract Contender sidereal(Setting setting);

    abstract List<Contender> rivals();

    /** Who looks at the pictures; empty where there are none. */
    abstract Optional<Judge> judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException;

    @Override
    public Integer call() throws IOException {
        Workshop workshop = setting.workshop();
        Optional<Yardstick> limit = yardstick();
        Optional<Judge> judge = Optional.empty();
        if (limit.isPresent()) {
            judge = judge(workshop, limit.get(), workshop.night(checkFrames));
        }
        List<Duel> duels = new ArrayList<>();
        for (Contender contender : contenders(limit)) {
            Scenes.say(contender.name());
            try {
                duels.add(duel(workshop, contender, limit, judge));
            } catch (IOException e) {
                notes.add(contender.name() + " failed: " + e.getMessage());
            }
        }
        notes.add(0, workshop.pictures());
        limitOf(duels, limit).ifPresent(row -> duels.add(0, row));
        Scenes.print(title + ", " + frames + " frames, runs of each: " + runs, Table.of(duels), notes);
        return 0;
    }

    /* All runs of the limit on the whole night, as the first row. */
    private Optional<Duel> limitOf(List<Duel> duels, Optional<Yardstick> limit) {
        List<Cost> costs = duels.stream()
                .filter(duel -> duel.frames() == frames)
                .flatMap(duel -> duel.limits().stream())
                .toList();
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        Spread seconds = Spread.of(costs.stream().map(Cost::seconds).toList());
        notes.add(
                0,
                String.format(
                        Locale.ROOT,
                        "the limit itself took %.2f to %.2f s (runs: %d): believe no difference that is smaller",
                        seconds.least(),
                        seconds.most(),
                        costs.size()));
        return Optional.of(new Duel("limit", limit.flatMap(Yardstick::version).orElse(""), frames, costs, costs, "-"));
    }

    private List<Contender> contenders(Optional<Yardstick> limit) throws IOException {
        List<Contender> all = new ArrayList<>();
        limit.ifPresent(yardstick -> all.add(new Yardstick(yardstick.program(), work())));
        all.add(sidereal(setting));
        all.addAll(rivals());
        List<String> names = all.stream().map(Contender::name).toList();
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

    private Duel duel(Workshop workshop, Contender contender, Optional<Yardstick> limit, Optional<Judge> judge)
            throws IOException {
        String verdict = judge.isPresent() ? judge.get().verdict(contender) : "not checked";
        Night night = workshop.night(Math.min(frames, contender.mostFrames()));
        Path out = workshop.file("picture-" + contender.name() + ".jpg");
        List<Cost> limits = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            if (limit.isPresent()) {
                limits.add(workshop.run(limit.get(), night, out));
            }
            costs.add(workshop.run(contender, night, out));
        }
        String version = contender.version().orElse("");
        return new Duel(contender.name(), version, night.frames(), costs, limits, verdict);
    }

    private Optional<Yardstick> yardstick() throws IOException {
        try {
            return Optional.of(new Yardstick(CompiledC.decodeLimit(setting.tools()), Yardstick.Work.NOTHING));
        } catch (IOException missing) {
            notes.add("no limit, no check of pictures: " + missing.getMessage());
            return Optional.empty();
        }
    }
}
