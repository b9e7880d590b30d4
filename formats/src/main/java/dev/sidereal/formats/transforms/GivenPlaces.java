package dev.sidereal.formats.transforms;

import dev.sidereal.align.Placing;
import dev.sidereal.align.Registration;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the frames of a night lie, as a file of transforms gives it: frames are found in it by their names, without folders, since a
 * night may have been moved.
 *
 * @param reference position of the frame that the others lie on
 * @param places    of frames by their positions; a frame that the file does not name has none
 */
public record GivenPlaces(int reference, Map<Integer, Registration> places) {

    private static final String OPTION = "--use-transforms: ";

    public GivenPlaces {
        places = Map.copyOf(places);
    }

    /**
     * Reads a file.
     *
     * @param called how messages call the file
     * @param wanted position of the frame that the others shall lie on; empty: the one that the file says lies on itself
     * @throws OptionException if it does not fit the night or is no list of transforms
     * @throws IOException     if it cannot be read
     */
    public static GivenPlaces of(Path file, String called, Night night, Optional<Integer> wanted) throws IOException {
        Map<String, TransformsFile.Row> rows = rows(file, called);
        Map<Integer, Registration> places = new TreeMap<>();
        for (Night.Entry entry : night.entries()) {
            Optional<TransformsFile.Row> found =
                    Optional.ofNullable(rows.get(name(entry.record().name())));
            if (found.isPresent()) {
                requireSize(found.get(), called, night);
                places.put(entry.position(), found.get().registration());
            }
        }
        int reference = reference(places, called, wanted);
        return new GivenPlaces(reference, Placing.on(reference, places));
    }

    private static void requireSize(TransformsFile.Row row, String called, Night night) {
        boolean isSaid = row.width() > 0 && row.height() > 0;
        if (isSaid
                && (row.width() != night.shape().width()
                        || row.height() != night.shape().height())) {
            throw new OptionException(OPTION + "expected places of frames of "
                    + night.shape().width() + "x" + night.shape().height() + " pixels, found "
                    + row.width() + "x" + row.height() + ", at " + row.file() + " in " + called);
        }
    }

    private static Map<String, TransformsFile.Row> rows(Path file, String called) throws IOException {
        Map<String, TransformsFile.Row> rows = new HashMap<>();
        try {
            for (TransformsFile.Row row : TransformsFile.read(file)) {
                if (rows.put(name(row.file()), row) != null) {
                    throw new OptionException(OPTION + "expected one place for a name, found two, at "
                            + name(row.file()) + " in " + called);
                }
            }
        } catch (UnreadableFrameException e) {
            throw new OptionException(OPTION + called + ": " + e.getMessage());
        }
        return rows;
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static int reference(Map<Integer, Registration> places, String called, Optional<Integer> wanted) {
        if (wanted.isPresent()) {
            if (places.get(wanted.get()) instanceof Registration.Registered) {
                return wanted.get();
            }
            throw new OptionException(
                    "--reference: expected a frame with a place in " + called + ", found one without");
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
        return first.orElseThrow(
                () -> new OptionException(OPTION + "expected places of these frames, found none of them in " + called));
    }
}
