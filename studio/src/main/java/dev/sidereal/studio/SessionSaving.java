package dev.sidereal.studio;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes what a deep-sky session gives, with the writers of the command line: equal recipes and looks give equal bytes. */
final class SessionSaving {

    private SessionSaving() {}

    /** Writes one file; it appears whole or not at all. */
    static void write(SessionDarkroom darkroom, Saving.Kind kind, Look look, Optional<Depth> asked, Path file)
            throws IOException {
        try {
            switch (kind) {
                case PICTURE -> picture(darkroom, look, asked, file);
                case COVERAGE -> map(darkroom, darkroom.session().picture().coverage(), "coverage", asked, file);
                case REJECTED -> map(darkroom, darkroom.session().picture().rejected(), "rejected lights", asked, file);
                default -> throw Saving.notMade(kind, "a deep-sky session", "picture, coverage or rejected");
            }
        } catch (IOException e) {
            throw Saving.notWritten(file, e);
        }
    }

    private static void picture(SessionDarkroom darkroom, Look look, Optional<Depth> asked, Path file)
            throws IOException {
        SessionPrint print = darkroom.print();
        if (DeepSkyFits.isFor(file.toString())) {
            DeepSkyFits.write(print.light(), darkroom.sky(), file);
            return;
        }
        Depth depth = PictureFiles.depth(PictureFiles.format(file), SampleType.UINT16, asked);
        PictureFiles.write(print.picture(depth, look), file, Optional.of(depth));
    }

    private static void map(SessionDarkroom darkroom, Raster counts, String title, Optional<Depth> asked, Path file)
            throws IOException {
        if (DeepSkyFits.isFor(file.toString())) {
            DeepSkyFits.write(darkroom.print().map(counts, title, Depth.FLOAT), darkroom.sky(), file);
            return;
        }
        Depth depth = PictureFiles.depth(PictureFiles.format(file), SampleType.UINT8, asked);
        Picture map = darkroom.print().map(counts, title, depth);
        PictureFiles.write(map, file, Optional.of(depth));
    }
}
