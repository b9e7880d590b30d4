package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.formats.fits.CheckpointFile;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.fits.UnreadableStackException;
import dev.sidereal.formats.recipe.DeepSkyJson;
import dev.sidereal.recipe.Budget;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Json;
import dev.sidereal.studio.web.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept on disk of runs, so that neither a crash nor closing the studio loses them: for each a small description and
 * a stack file as checkpoints are. It goes when the run is closed.
 *
 * <p>The folder belongs to one studio at a time; a second one takes the next folder.
 */
final class Kept implements Closeable {

    private static final int MOST_STUDIOS = 16;

    private final Path folder;
    private final FileChannel lock;
    private final Duration interval;

    private Kept(Path folder, FileChannel lock, Duration interval) {
        this.folder = folder;
        this.lock = lock;
        this.interval = interval;
    }

    /** Takes the first folder that no other studio has; running runs are kept at an interval. */
    @SuppressWarnings("resource") // a lock is held until the studio ends
    static Kept in(Path home, Duration interval) throws IOException {
        for (int i = 1; i <= MOST_STUDIOS; i++) {
            Path folder = Files.createDirectories(home.resolve(String.valueOf(i)));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return new Kept(folder, channel, interval);
                }
            } catch (OverlappingFileLockException e) {
                channel.close();
                continue;
            }
            channel.close();
        }
        throw new IOException(home + ": expected fewer than " + MOST_STUDIOS + " studios, found as many; close one");
    }

    /** How often a running run is kept. */
    Duration interval() {
        return interval;
    }

    /** Where the stack of a run would lie; its checkpoint lies beside. */
    Path stack(String run) {
        return folder.resolve(run + ".fits");
    }

    /** Where a master of a run lies, once it was made. */
    Path master(String run, Master.Kind kind) {
        return folder.resolve(run + "-master-" + kind + ".fits");
    }

    /** A file for a moment. */
    Path passing(String name) throws IOException {
        return Files.createTempFile(folder, "passing-", "-" + name.replaceAll("[^A-Za-z0-9.]", "_"));
    }

    /** Writes down what a run is to do. */
    void begin(String run, Assignment assignment) throws IOException {
        describe(run, assignment, false);
    }

    /** Keeps the stack of a finished run. A disk that is full costs the copy, not the run. */
    void finish(String run, Assignment assignment, Stack stack) {
        try {
            new CheckpointFile(stack(run), interval, assignment.json()).save(stack);
            describe(run, assignment, true);
        } catch (IOException e) {
            return;
        }
    }

    private void describe(String run, Assignment assignment, boolean finished) throws IOException {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", assignment.night().name());
        description.put("folder", assignment.night().folder().toString());
        description.put("recipe", assignment.json());
        description.put(
                "without",
                assignment.without().stream()
                        .sorted()
                        .map(place -> assignment
                                .night()
                                .night()
                                .entries()
                                .get(place)
                                .record()
                                .name())
                        .toList());
        description.put("finished", finished);
        try (NewFile file = NewFile.create(description(run))) {
            file.write(Json.write(description).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.commit();
        }
    }

    private Path description(String run) {
        return folder.resolve(run + ".json");
    }

    private Path checkpoint(String run) {
        return new CheckpointFile(stack(run), interval, "").file();
    }

    /** The runs of earlier starts whose stacks are there. */
    List<String> runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("r[0-9a-z]+\\.json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .filter(run -> Files.exists(checkpoint(run)) || isSession(run))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a run joins lights: nothing but its masters is kept before its end. */
    boolean isSession(String run) {
        try {
            return DeepSkyJson.isOne(description(run, true).text("recipe", ""));
        } catch (IOException | Problem e) {
            return false;
        }
    }

    /** What was written down of a run. */
    Fields description(String run, boolean required) throws IOException {
        if (required && (!run.matches("r[0-9a-z]+") || !Files.exists(description(run)))) {
            throw Problem.missing("run: expected one that was kept, found none");
        }
        return new Fields(Json.read(Files.readString(description(run))));
    }

    boolean isFinished(String run) {
        try {
            return description(run, true).flag("finished");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The stack of a run.
     *
     * @throws UnreadableStackException if it is damaged
     */
    Stack read(String run) throws IOException {
        return new CheckpointFile(stack(run), interval, "")
                .read()
                .map(StackFile::stack)
                .orElseThrow(() -> Problem.missing("run: expected one that was kept, found none"));
    }

    /** The assignment of a run, its night opened anew. */
    Assignment assignment(String run, OpenNight night, Folders folders, Budget budget) throws IOException {
        Fields description = description(run, true);
        Set<String> without =
                description.list("without").stream().map(String::valueOf).collect(Collectors.toSet());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < night.night().entries().size(); i++) {
            if (without.contains(night.night().entries().get(i).record().name())) {
                places.add(i);
            }
        }
        return Assignment.of(night, Set.copyOf(places), description.text("recipe"), folders, budget);
    }

    /** Removes all that was kept of a run. */
    void forget(String run) throws IOException {
        Files.deleteIfExists(description(run));
        for (Master.Kind kind : Master.Kind.values()) {
            Files.deleteIfExists(master(run, kind));
        }
        new CheckpointFile(stack(run), interval, "").remove();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
