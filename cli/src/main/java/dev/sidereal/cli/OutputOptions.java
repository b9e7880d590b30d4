package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every verb that writes a picture. */
final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "Output: .jpg, .png or .tif; may be repeated.")
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

    /** The files to write. */
    List<Path> files() {
        return outputs;
    }

    /**
     * Everything that can be known to fail before the work is done.
     *
     * @throws OptionException if an output cannot be meant
     * @throws IOException     if a folder is missing or cannot be written
     */
    void check() throws IOException {
        for (Path output : outputs) {
            PictureFiles.depth(PictureFiles.format(output), SampleType.UINT8, depth());
            checkPlace(output, force);
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

    /** An output must not be one of the frames, not even with force. */
    void checkNotAmong(List<Path> frames) throws IOException {
        for (Path output : outputs) {
            if (!Files.exists(output)) {
                continue;
            }
            for (Path frame : frames) {
                if (Files.exists(frame) && Files.isSameFile(frame, output)) {
                    throw new OptionException(
                            output + ": expected a new file, found one of the frames; choose another name");
                }
            }
        }
    }

    /** Writes a picture to every output. */
    void write(Picture picture) throws IOException {
        for (Path output : outputs) {
            try {
                PictureFiles.write(picture, output, depth());
            } catch (IOException e) {
                throw new IOException(
                        output + ": expected to write the picture, found: "
                                + Optional.ofNullable(e.getMessage()).orElse(e.toString())
                                + "; nothing was left behind",
                        e);
            }
        }
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
