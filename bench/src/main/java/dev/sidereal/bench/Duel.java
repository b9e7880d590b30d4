package dev.sidereal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One contender's runs, each with the limit's run that came just before it on the same frames. Without a limit, {@code
 * limits} is empty.
 *
 * @param verdict whether the contender's picture is the exact one, in words for the table
 */
record Duel(String name, String version, int frames, List<Cost> costs, List<Cost> limits, String verdict) {

    Duel {
        costs = List.copyOf(costs);
        limits = List.copyOf(limits);
    }

    Spread seconds() {
        return Spread.of(costs.stream().map(Cost::seconds).toList());
    }

    double peakMebibytes() {
        return costs.stream().mapToDouble(Cost::peakMebibytes).max().orElse(0);
    }

    /** Seconds over the limit's seconds, pair by pair: what loads the machine for a while loads both. */
    Optional<Spread> ratio() {
        return ratio(Cost::seconds);
    }

    /** Processor seconds over the limit's processor seconds, pair by pair. */
    Optional<Spread> cpuRatio() {
        return ratio(Cost::cpuSeconds);
    }

    private Optional<Spread> ratio(ToDoubleFunction<Cost> part) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            ratios.add(part.applyAsDouble(costs.get(i)) / part.applyAsDouble(limits.get(i)));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }
}
