package dev.sidereal.spark;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How frames are told apart into nights that are stacked each by itself. */
sealed interface Grouping {

    /** All frames are one night. */
    record None() implements Grouping {}

    /**
     * By the evening on which they were taken: the camera's clock, less twelve hours. A file whose header cannot be read goes with
     * the one given before it.
     */
    record ByNight() implements Grouping {}

    /** By the folder they lie in, named from where the folders part; {@code /} in it becomes {@code -}. */
    record ByFolder() implements Grouping {}

    /** By what a pattern finds in a file's address: its first group, else all of it. */
    record ByPattern(Pattern pattern) implements Grouping {}

    /** What a command line says. */
    static Grouping of(Arguments given) {
        return given.value("--group-by").map(Grouping::named).orElse(new None());
    }

    /** Makes sure that names of outputs hold the group's where there are groups. */
    default void check(List<String> outputs) {
        boolean isGrouped = !(this instanceof None);
        for (String name : outputs) {
            if (isGrouped != name.contains(Wishes.GROUP)) {
                throw new OptionException(
                        name + ": expected " + Wishes.GROUP + " in it with --group-by and nowhere else, found "
                                + (isGrouped ? "none" : "it without --group-by"));
            }
        }
    }

    /** What {@code --group-by} means. */
    static Grouping named(String text) {
        return switch (text) {
            case "night" -> new ByNight();
            case "folder" -> new ByFolder();
            default -> {
                try {
                    yield new ByPattern(Pattern.compile(text));
                } catch (PatternSyntaxException e) {
                    throw new OptionException("--group-by: expected night, folder or a pattern, found " + text + ": "
                            + e.getDescription());
                }
            }
        };
    }

    /**
     * The positions of each group's frames, by its name.
     *
     * @throws OptionException if a frame belongs to none
     */
    default SortedMap<String, List<Integer>> of(ClusterFrames frames) {
        Function<Integer, Optional<String>> name = namer(frames);
        SortedMap<String, List<Integer>> groups = new TreeMap<>();
        List<Integer> waiting = new ArrayList<>();
        Optional<String> last = Optional.empty();
        for (int position = 0; position < frames.candidates().size(); position++) {
            Optional<String> found = name.apply(position);
            last = found.or(lastOf(last));
            if (last.isEmpty()) {
                waiting.add(position);
            } else {
                List<Integer> group = groups.computeIfAbsent(last.get(), key -> new ArrayList<>());
                group.addAll(waiting);
                group.add(position);
                waiting.clear();
            }
        }
        if (!waiting.isEmpty()) {
            groups.put("unknown", waiting);
        }
        return groups;
    }

    private static java.util.function.Supplier<Optional<String>> lastOf(Optional<String> last) {
        return () -> last;
    }

    private Function<Integer, Optional<String>> namer(ClusterFrames frames) {
        if (this instanceof ByNight) {
            List<Candidate> candidates = frames.candidates();
            return position -> evening(candidates.get(position));
        }
        if (this instanceof ByFolder) {
            String common = commonFolder(frames);
            return position -> Optional.of(folderName(folder(frames, position), common));
        }
        if (this instanceof ByPattern by) {
            return position -> Optional.of(found(by.pattern(), path(frames, position)));
        }
        return position -> Optional.of("");
    }

    private static Optional<String> evening(Candidate candidate) {
        if (!(candidate instanceof Candidate.Recognised recognised)) {
            return Optional.empty();
        }
        FrameInfo info = recognised.info();
        CaptureTime time = info.time()
                .orElseThrow(
                        () -> new OptionException("--group-by: expected a capture time in every frame, found none in "
                                + info.name() + "; group by folder or by a pattern"));
        return Optional.of(time.local().minusHours(12).toLocalDate().toString());
    }

    private static String found(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.find()) {
            throw new OptionException("--group-by: expected a pattern that is found in every frame's address, found "
                    + pattern + " not in " + path);
        }
        String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        if (group == null || group.isEmpty()) {
            throw new OptionException(
                    "--group-by: expected a pattern that finds a name, found nothing by " + pattern + " in " + path);
        }
        return group.replace('/', '-');
    }

    private static String path(ClusterFrames frames, int position) {
        return URI.create(frames.address(position).file()).getPath();
    }

    private static String folder(ClusterFrames frames, int position) {
        String path = path(frames, position);
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String commonFolder(ClusterFrames frames) {
        String common = folder(frames, 0);
        for (int position = 1; position < frames.candidates().size(); position++) {
            String folder = folder(frames, position);
            while (!folder.startsWith(common)) {
                common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
            }
        }
        return common;
    }

    /* The folder in which all others lie has its own name, if it holds frames as well. */
    private static String folderName(String folder, String common) {
        String rest = folder.substring(common.length());
        String inside = rest.isEmpty() ? folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1) : rest;
        return inside.replaceAll("/+$", "").replace('/', '-');
    }
}
