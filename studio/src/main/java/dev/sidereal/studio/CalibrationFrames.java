package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.OptionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;

/**
 * Frames of which a master is made.
 *
 * @param kind  what they show
 * @param place their folder, or one file
 */
record CalibrationFrames(Master.Kind kind, Path place) {

    /**
     * Finds them, as the command line does for a folder, and reads their headers.
     *
     * @throws OptionException if there is none
     */
    FrameFiles find() throws IOException, InterruptedException {
        FrameNames names =
                FrameNames.find(List.of(place.toString()), List.of(), new BufferedReader(Reader.nullReader()));
        if (names.files().isEmpty()) {
            throw new OptionException(kind + ": expected frames or a master, found none in " + place.getFileName()
                    + "; choose another folder");
        }
        return FrameFiles.probe(names.files(), Runtime.getRuntime().availableProcessors());
    }
}
