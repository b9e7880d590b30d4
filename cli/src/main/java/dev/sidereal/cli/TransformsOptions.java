package dev.sidereal.cli;

import dev.sidereal.align.Placing;
import dev.sidereal.align.Registration;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Where frames lie on the reference, written to a file or taken from one. */
final class TransformsOptions {

    @Option(
            names = "--transforms",
            paramLabel = "FILE.json",
            description = "Write where each frame lies on the reference.")
    private Optional<Path> written = Optional.empty();

    @Option(
            names = "--use-transforms",
            paramLabel = "FILE.json",
            description = "Take from such a file where frames lie; frames it does not name are left out.")
    private Optional<Path> used = Optional.empty();

    /**
     * Places that were read.
     *
     * @param reference position of the frame that the others lie on
     * @param places    of frames by their positions
     */
    record Given(int reference, Map<Integer, Registration> places) {}

    boolean isGiven() {
        return written.isPresent() || used.isPresent();
    }

    /** Files that are written besides pictures. */
    List<Path> files() {
        return written.stream().toList();
    }

    void check(boolean force) throws IOException {
        if (written.isPresent()) {
            OutputOptions.checkPlace(written.get(), force);
        }
        if (used.isPresent() && !Files.isRegularFile(used.get())) {
            throw new OptionException("--use-transforms: expected a file, found none at " + used.get());
        }
        if (used.isPresent() && used.equals(written)) {
            throw new OptionException("--transforms: expected another file than that of --use-transforms, found "
                    + written.get() + " for both");
        }
    }

    void write(List<TransformsFile.Row> rows, Talk talk) throws IOException {
        if (written.isPresent()) {
            try {
                TransformsFile.write(written.get(), rows);
            } catch (IOException e) {
                throw OutputOptions.notWritten(written.get(), "list of places", e);
            }
            talk.wrote(written.get(), "list of places");
        }
    }

    /**
     * The places of a night's frames, if they are given.
     *
     * @param wanted position of the frame that the others shall lie on; empty: the one that the file says lies on itself
     */
    Optional<Given> read(Night night, Optional<Integer> wanted) throws IOException {
        if (used.isEmpty()) {
            return Optional.empty();
        }
        Map<String, TransformsFile.Row> rows = rows();
        Map<Integer, Registration> places = new TreeMap<>();
        for (Night.Entry entry : night.entries()) {
            Optional<TransformsFile.Row> found =
                    Optional.ofNullable(rows.get(name(entry.record().name())));
            if (found.isEmpty()) {
                continue;
            }
            TransformsFile.Row row = found.get();
            boolean isSaid = row.width() > 0 && row.height() > 0;
            if (isSaid
                    && (row.width() != night.shape().width()
                            || row.height() != night.shape().height())) {
                throw new OptionException("--use-transforms: expected places of frames of "
                        + night.shape().width() + "x" + night.shape().height() + " pixels, found "
                        + row.width() + "x" + row.height() + ", at " + row.file() + " in " + used.get());
            }
            places.put(entry.position(), row.registration());
        }
        int reference = reference(places, wanted);
        return Optional.of(new Given(reference, Placing.on(reference, places)));
    }

    private Map<String, TransformsFile.Row> rows() throws IOException {
        Path file = used.orElseThrow();
        Map<String, TransformsFile.Row> rows = new HashMap<>();
        try {
            for (TransformsFile.Row row : TransformsFile.read(file)) {
                if (rows.put(name(row.file()), row) != null) {
                    throw new OptionException("--use-transforms: expected one place for a name, found two, at "
                            + name(row.file()) + " in " + file);
                }
            }
        } catch (UnreadableFrameException e) {
            throw new OptionException("--use-transforms: " + file + ": " + e.getMessage());
        }
        return rows;
    }

    /* Without folders: a night may have been moved since. */
    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private int reference(Map<Integer, Registration> places, Optional<Integer> wanted) {
        if (wanted.isPresent()) {
            if (places.get(wanted.get()) instanceof Registration.Registered) {
                return wanted.get();
            }
            throw new OptionException(
                    "--reference: expected a frame with a place in " + used.orElseThrow() + ", found one without");
        }
        Optional<Integer> first = Optional.empty();
        for (Map.Entry<Integer, Registration> place : places.entrySet()) {
            if (place.getValue() instanceof Registration.Registered registered) {
                if (registered.transform().isNothing()) {
                    return place.getKey();
                }
                first = first.isPresent() ? first : Optional.of(place.getKey());
            }
        }
        return first.orElseThrow(() -> new OptionException(
                "--use-transforms: expected places of these frames, found none of them in " + used.orElseThrow()));
    }
}
