package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of our own in which LibRaw's programs see one frame under a plain name.
 *
 * <p>The frame is a link (a copy where links are not allowed), so its own name may be anything and nothing is written
 * beside it. {@code unprocessed_raw} writes into a file named after the frame: where the system has {@code /dev/stdout},
 * that name is a link to it, and samples flow through a pipe.
 */
final class RawWorkshop implements Closeable {

    private static final String FRAME = "frame";
    private static final String SAMPLES = "frame.pgm";
    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
    private static final int MOST_TEXT = 1 << 20;

    /** Reads what a program writes. */
    interface Reading {
        void read(InputStream in) throws IOException;
    }

    private final LibRaw programs;
    private final Path folder;
    private final boolean pipes;

    private RawWorkshop(LibRaw programs, Path folder, boolean pipes) {
        this.programs = programs;
        this.folder = folder;
        this.pipes = pipes;
    }

    static RawWorkshop open(LibRaw programs) throws IOException {
        Path folder = Files.createTempDirectory("sidereal-raw");
        boolean pipes = Files.exists(STANDARD_OUTPUT);
        if (pipes) {
            Files.createSymbolicLink(folder.resolve(SAMPLES), STANDARD_OUTPUT);
        }
        return new RawWorkshop(programs, folder, pipes);
    }

    private void put(Path file) throws IOException {
        Path link = folder.resolve(FRAME);
        Path target = file.toAbsolutePath();
        Files.deleteIfExists(link);
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(target, link);
        }
    }

    /** What a program prints of a frame. */
    String text(Path file, String program, String... options) throws IOException {
        put(file);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(FRAME);
        try (Child child = programs.start(folder, program, arguments)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            read(child, in -> text.writeBytes(in.readNBytes(MOST_TEXT)));
            return text.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads the samples of a frame as they are on the sensor, as a PGM of 16 bits. */
    void samples(Path file, Reading reading) throws IOException {
        put(file);
        try (Child child = programs.start(folder, LibRaw.UNPROCESSED, List.of("-q", FRAME))) {
            if (pipes) {
                read(child, reading);
            } else {
                read(child, in -> in.readNBytes(MOST_TEXT));
                try (InputStream in = Files.newInputStream(folder.resolve(SAMPLES))) {
                    reading.read(in);
                }
            }
        }
    }

    /** Reads a frame developed by LibRaw: the camera's white balance, linear light of sRGB's primaries, 16 bits, upright. */
    void developed(Path file, Reading reading) throws IOException {
        put(file);
        List<String> arguments = List.of("-w", "-4", "-o", "1", "-q", "3", "-Z", "-", FRAME);
        try (Child child = programs.start(folder, LibRaw.DEVELOP, arguments)) {
            read(child, reading);
        }
    }

    /* A program that fails breaks off its output: what it says of that is the better reason. One that babbles on is ended. */
    private static void read(Child child, Reading reading) throws IOException {
        InputStream in = child.output();
        try {
            reading.read(in);
            while (in.skip(MOST_TEXT) > 0 || in.read() >= 0) {}
        } catch (IOException e) {
            if (hasEnded(in)) {
                requireNoTrouble(child.end());
            }
            throw e;
        }
        requireNoTrouble(child.end());
    }

    /* The output of a program that was ended is closed already. */
    private static boolean hasEnded(InputStream in) {
        try {
            return in.readNBytes(MOST_TEXT).length < MOST_TEXT;
        } catch (IOException e) {
            return true;
        }
    }

    private static void requireNoTrouble(String words) throws UnreadableFrameException {
        if (!words.isEmpty()) {
            throw new UnreadableFrameException("camera raw: expected a whole frame, found: "
                    + words.lines().findFirst().orElse("").replaceFirst("^(Cannot \\w+ )?" + FRAME + ": ", ""));
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // a folder of links in the place for temporary files; the system clears it
        }
    }
}
