package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A finished picture that was given as input. */
final class GivenPicture {

    private GivenPicture() {}

    /**
     * Reads it.
     *
     * @throws UnusableNightException if it cannot be read, with the reason
     */
    static Picture read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableNightException(file + ": expected a picture, found "
                    + (Files.exists(file) ? "a folder or device" : "no such file"));
        }
        FrameFiles files = FrameFiles.of(file);
        Candidate candidate = files.candidates().get(0);
        if (candidate instanceof Candidate.Unreadable unreadable) {
            throw new UnusableNightException(file + ": " + unreadable.reason());
        }
        FrameInfo info = ((Candidate.Recognised) candidate).info();
        Raster raster = Raster.allocate(info.shape(), info.type());
        try (FrameReader reader = files.open()) {
            reader.read(0, raster);
        } catch (UnreadableFrameException e) {
            throw new UnusableNightException(file + ": " + e.getMessage());
        }
        FrameRecord record = new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty());
        return new Picture(raster, "picture", info, List.of(record));
    }
}
