package dev.sidereal.studio;

import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.video.VideoFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What can be saved of a run, and what is checked before anything is made. */
final class Saving {

    private Saving() {}

    /** What can be saved. */
    enum Kind {
        PICTURE,
        STACK,
        MASK,
        VIDEO,
        COVERAGE,
        REJECTED
    }

    /** The kind that a request asks for. */
    static Kind kind(Fields fields) {
        String name = fields.text("kind", "picture");
        return switch (name) {
            case "picture" -> Kind.PICTURE;
            case "stack" -> Kind.STACK;
            case "mask" -> Kind.MASK;
            case "video" -> Kind.VIDEO;
            case "coverage" -> Kind.COVERAGE;
            case "rejected" -> Kind.REJECTED;
            default ->
                throw new OptionException(
                        "kind: expected picture, stack, mask, video, coverage or rejected, found " + name);
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

    /** The sentence about something that this run does not have. */
    static Problem notMade(Kind kind, String made, String expected) {
        return new Problem(
                409,
                "kind: expected " + expected + " of " + made + ", found "
                        + kind.name().toLowerCase(Locale.ROOT));
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
