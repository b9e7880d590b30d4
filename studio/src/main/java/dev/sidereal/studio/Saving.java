package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.video.VideoFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Writes what a run has made, with the writers of the command line: equal recipes and views give equal bytes. */
final class Saving {

    private static final Semaphore CAMERA = new Semaphore(1);

    private Saving() {}

    /** What can be saved. */
    enum Kind {
        PICTURE,
        STACK,
        MASK,
        VIDEO
    }

    /** The kind that a request asks for. */
    static Kind kind(Fields fields) {
        String name = fields.text("kind", "picture");
        return switch (name) {
            case "picture" -> Kind.PICTURE;
            case "stack" -> Kind.STACK;
            case "mask" -> Kind.MASK;
            case "video" -> Kind.VIDEO;
            default -> throw new OptionException("kind: expected picture, stack, mask or video, found " + name);
        };
    }

    /** Makes sure that a video's name is one, before anything is made. */
    static void requireName(Kind kind, String name) {
        if (kind == Kind.VIDEO) {
            VideoFile.requireName(Path.of(name.replaceAll("[^\\p{L}\\p{N} ._-]", "_")));
        }
    }

    /** The depth that a request asks for. */
    static Optional<Depth> depth(Fields fields) {
        return fields.maybeText("depth").map(text -> switch (text) {
            case "8" -> Depth.EIGHT;
            case "16" -> Depth.SIXTEEN;
            case "32f" -> Depth.FLOAT;
            default -> throw new OptionException("depth: expected 8, 16 or 32f, found " + text);
        });
    }

    /**
     * Makes sure that a file can be put in its place.
     *
     * @throws Problem 409 if there is one that nobody said to replace
     */
    static void requirePlace(Path file, boolean replace) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!replace) {
                throw new Problem(
                        409,
                        file.getFileName() + ": expected no such file, found one; replace it, or choose"
                                + " another name");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new OptionException(
                        file.getFileName() + ": expected a file to replace, found a folder, link or device");
            }
        }
    }

    /** Writes one file; it appears whole or not at all. */
    static void write(Run run, Kind kind, View view, Optional<Depth> asked, Path file)
            throws IOException, InterruptedException {
        Darkroom darkroom = run.darkroom();
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
                    if (!file.toString().toLowerCase(java.util.Locale.ROOT).matches(".+\\.(fits|fit|fts)")) {
                        throw new OptionException(
                                "name: expected one that ends in .fits for a stack, found " + file.getFileName());
                    }
                    StackFile.write(darkroom.stack(), run.assignment().json(), file);
                }
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /* One at a time: each reads all frames with all processors. */
    private static void film(Run run, View view, Path file) throws IOException, InterruptedException {
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

    /** The sentence about a file that could not be written. */
    static Problem notWritten(Path file, IOException e) {
        String reason = e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : String.valueOf(e.getMessage());
        return new Problem(
                507, file.getFileName() + ": expected to write it, found: " + reason + "; nothing was left behind");
    }
}
