package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Writes what a stack gives, with the writers of the command line: equal recipes and views give equal bytes. */
final class StackSaving {

    private static final Semaphore CAMERA = new Semaphore(1);

    private StackSaving() {}

    /** Writes one file; it appears whole or not at all. */
    static void write(StackRun run, Saving.Kind kind, View view, Optional<Depth> asked, Path file)
            throws IOException, InterruptedException {
        StackDarkroom darkroom = run.darkroom();
        try {
            switch (kind) {
                case PICTURE -> {
                    PictureFormat format = PictureFiles.format(file);
                    Depth depth = PictureFiles.depth(format, darkroom.stack().type(), asked);
                    Picture picture = darkroom.picture(view, depth);
                    PictureFiles.write(picture, file, Optional.of(depth));
                }
                case MASK -> {
                    PictureFormat format = PictureFiles.format(file);
                    PictureFiles.write(
                            darkroom.maskPicture(),
                            file,
                            Optional.of(Depth.EIGHT).filter(format.depths()::contains));
                }
                case VIDEO -> film(run, view, file);
                case STACK -> {
                    if (!file.toString().toLowerCase(Locale.ROOT).matches(".+\\.(fits|fit|fts)")) {
                        throw new OptionException(
                                "name: expected one that ends in .fits for a stack, found " + file.getFileName());
                    }
                    StackFile.write(darkroom.stack(), run.assignment().json(), file);
                }
                default -> throw Saving.notMade(kind, "a stack", "picture, stack, mask or video");
            }
        } catch (IOException e) {
            throw Saving.notWritten(file, e);
        }
    }

    /* One at a time: each reads all frames with all processors. */
    private static void film(StackRun run, View view, Path file) throws IOException, InterruptedException {
        if (!CAMERA.tryAcquire()) {
            throw new Problem(
                    409, file.getFileName() + ": expected no other video in the making, found one; wait for its end");
        }
        try {
            new Filming(run.assignment(), view).write(file);
        } finally {
            CAMERA.release();
        }
    }
}
