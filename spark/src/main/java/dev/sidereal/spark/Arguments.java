package dev.sidereal.spark;

import dev.sidereal.frame.OptionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command line taken apart: a verb, options and names. {@code --option value} and {@code --option=value} are the same;
 * {@code --} ends options.
 *
 * @param verb   what is to be made
 * @param values of options, in the order given; flags have none
 * @param names  of frames
 */
record Arguments(String verb, Map<String, List<String>> values, List<String> names) {

    /** The verb of deep-sky sessions. */
    static final String SESSION = "deepsky";

    private static final Map<String, String> SHORT = Map.of("-o", "--output", "-f", "--force", "-q", "--quiet");
    private static final Set<String> FLAGS =
            Set.of("--force", "--strict", "--clean", "--sum", "--quiet", LookWords.PER_CHANNEL);
    private static final Set<String> SESSION_FLAGS =
            Set.of("--force", "--strict", "--quiet", SessionWishes.SCALE_DARK, SessionWishes.DRY_RUN);
    private static final Set<String> STACKING = Set.of(
            "--output",
            "--also",
            "--gate",
            "--depth",
            "--save-stack",
            "--planes",
            "--group-by",
            "--encoding",
            "--order",
            "--from",
            "--to",
            "--every",
            "--raw",
            "--memory");
    private static final Set<String> VALUED = Stream.of(
                    STACKING, LookWords.VALUED, CometWords.VALUED, GroundWords.VALUED)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Takes a command line apart.
     *
     * @throws OptionException if it holds what is not known here
     */
    static Arguments of(List<String> line) {
        if (line.isEmpty() || !Set.of("trails", "average", SESSION).contains(line.get(0))) {
            throw new OptionException("verb: expected trails, average or deepsky on a cluster, found "
                    + (line.isEmpty() ? "none" : line.get(0)));
        }
        boolean isSession = line.get(0).equals(SESSION);
        Set<String> valued = isSession ? SessionWishes.VALUED : VALUED;
        Set<String> flags = isSession ? SESSION_FLAGS : FLAGS;
        Map<String, List<String>> values = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i < line.size(); i++) {
            String text = line.get(i);
            if (text.equals("--")) {
                names.addAll(line.subList(i + 1, line.size()));
                break;
            }
            if (!text.startsWith("-") || text.equals("-")) {
                names.add(text);
                continue;
            }
            int equals = text.startsWith("--") ? text.indexOf('=') : -1;
            String typed = equals < 0 ? text : text.substring(0, equals);
            String option = SHORT.getOrDefault(typed, typed);
            List<String> given = values.computeIfAbsent(option, key -> new ArrayList<>());
            if (!isSession && option.equals(CometWords.COMET)) {
                boolean isNext =
                        equals < 0 && i + 1 < line.size() && !line.get(i + 1).startsWith("-");
                given.add(equals >= 0 ? text.substring(equals + 1) : isNext ? line.get(++i) : "");
            } else if (valued.contains(option)) {
                if (equals < 0 && i + 1 == line.size()) {
                    throw new OptionException(typed + ": expected a value after it, found none");
                }
                given.add(equals < 0 ? line.get(++i) : text.substring(equals + 1));
            } else if (!flags.contains(option) || equals >= 0) {
                throw new OptionException(typed
                        + ": expected an option that works on a cluster, found another; docs/cluster.md lists them");
            }
        }
        if (names.isEmpty()) {
            throw new OptionException("FRAMES: expected names of files, folders or patterns, found none");
        }
        return new Arguments(line.get(0), Map.copyOf(values), List.copyOf(names));
    }

    /** Whether a flag was given. */
    boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The last value of an option. */
    Optional<String> value(String option) {
        return all(option).stream().reduce((first, second) -> second);
    }

    /** All values of an option. */
    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }
}
