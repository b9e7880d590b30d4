package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options of every verb that writes a picture. */
final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Output: .jpg, .png, .tif or .fits; may be repeated.")
    private List<Path> outputs = List.of();

    @Option(
            names = "--depth",
            paramLabel = "8|16|32f",
            description = "Bits of .png and .tif; default 16, float stays float.")
    private Optional<String> depth = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "Overwrite outputs that exist.")
    private boolean force;

    /** Whether outputs that exist are overwritten. */
    boolean force() {
        return force;
    }

    /** The files to write. */
    List<Path> files() {
        return outputs;
    }

    /**
     * Makes sure that something is to be written.
     *
     * @param others whether other options say so
     * @throws OptionException if nothing is
     */
    void require(boolean others) {
        if (outputs.isEmpty() && !others) {
            throw new OptionException(
                    "--output: expected a file to write, found none; for example: -o picture.jpg -o picture.tif");
        }
    }

    /**
     * Everything that can be known to fail before the work is done.
     *
     * @param files   all that will be written
     * @param replace whether files that exist may be replaced even without {@code --force}
     * @throws OptionException if an output cannot be meant
     * @throws IOException     if a folder is missing or cannot be written
     */
    void check(List<Path> files, boolean replace) throws IOException {
        Set<Path> places = new HashSet<>();
        for (Path file : files) {
            if (file.toString().isBlank()) {
                throw new OptionException("--output: expected the name of a file, found an empty one");
            }
            PictureFormat format = PictureFiles.format(file);
            Optional<Depth> asked = outputs.contains(file) ? depth() : Optional.empty();
            PictureFiles.depth(format, SampleType.UINT8, asked);
            if (!places.add(file.toAbsolutePath().normalize())) {
                throw new OptionException(file + ": expected each output once, found it twice");
            }
            checkPlace(file, force || replace);
        }
    }

    /** Begins every output and gives it up again: what fails here would fail after hours of work. */
    static void rehearse(List<Path> files) throws IOException {
        for (Path file : files) {
            try {
                NewFile.removeLeftovers(file);
                NewFile.create(file).close();
            } catch (IOException e) {
                throw new IOException(
                        file + ": expected a folder in which files can be made, found: " + Failures.reason(e)
                                + "; choose another",
                        e);
            }
        }
    }

    /** Checks that a file can be put in its place. */
    static void checkPlace(Path output, boolean force) throws IOException {
        if (Files.isDirectory(output)) {
            throw new OptionException(output + ": expected the name of a file, found a folder");
        }
        if (Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            if (!force) {
                throw new OptionException(output + ": expected no such file, found one; --force overwrites it");
            }
            if (!Files.isRegularFile(output)) {
                throw new OptionException(
                        output + ": expected a file to overwrite, found a device, pipe or broken link");
            }
        }
        Path folder = Optional.ofNullable(output.toAbsolutePath().getParent()).orElse(output.toAbsolutePath());
        if (!Files.isDirectory(folder)) {
            throw new IOException(output + ": expected the folder " + folder + ", found none; make it first");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(output + ": expected a folder that may be written, found " + folder
                    + " without permission; choose another");
        }
    }

    /** Writes to a file the picture that is made for its depth, and tells. */
    void write(Path file, SampleType type, Function<Depth, Picture> develop, Consumer<Picture> wrote)
            throws IOException {
        try {
            Optional<Depth> asked = outputs.contains(file) ? depth() : Optional.empty();
            Depth depth = PictureFiles.depth(PictureFiles.format(file), type, asked);
            Picture picture = develop.apply(depth);
            PictureFiles.write(picture, file, Optional.of(depth));
            wrote.accept(picture);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw notWritten(file, "picture", e);
        }
    }

    /** What is said of a file that could not be written. */
    static IOException notWritten(Path file, String what, IOException e) {
        return e instanceof ClosedByInterruptException
                ? e
                : new IOException(
                        file + ": expected to write the " + what + ", found: " + Failures.reason(e)
                                + "; nothing was left behind",
                        e);
    }

    private Optional<Depth> depth() {
        return depth.map(text -> switch (text) {
            case "8" -> Depth.EIGHT;
            case "16" -> Depth.SIXTEEN;
            case "32f" -> Depth.FLOAT;
            default -> throw new OptionException("--depth: expected 8, 16 or 32f, found " + text);
        });
    }
}
