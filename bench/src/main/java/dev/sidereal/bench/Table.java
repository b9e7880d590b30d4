package dev.sidereal.bench;

import java.util.List;
import java.util.Locale;

/** Duels as a Markdown table, the form in which results are committed. */
final class Table {

    private static final String HEAD = """
            | contender | version | frames | seconds | frames/s | x limit (min-max) | CPU x limit | peak MiB | exact? |
            |---|---|---:|---:|---:|---:|---:|---:|---|
            """;

    private Table() {}

    static String of(List<Duel> duels) {
        StringBuilder table = new StringBuilder(HEAD);
        duels.forEach(duel -> table.append(row(duel)));
        return table.toString();
    }

    private static String row(Duel duel) {
        double seconds = duel.seconds().median();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %.1f | %s | %s | %.0f | %s |%n",
                duel.name(),
                duel.version(),
                duel.frames(),
                seconds,
                duel.frames() / seconds,
                duel.ratio().map(Table::withEnds).orElse("-"),
                duel.cpuRatio().map(spread -> decimal(spread.median())).orElse("-"),
                duel.peakMebibytes(),
                duel.verdict());
    }

    private static String withEnds(Spread spread) {
        return decimal(spread.median()) + " (" + decimal(spread.least()) + "-" + decimal(spread.most()) + ")";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
