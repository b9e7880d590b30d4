package dev.sidereal.cli;

import dev.sidereal.formats.transforms.GivenPlaces;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    Optional<GivenPlaces> read(Night night, Optional<Integer> wanted) throws IOException {
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(GivenPlaces.of(used.get(), used.get().toString(), night, wanted));
    }
}
