package dev.sidereal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps away from people what native decoders print of a damaged frame ({@code Corrupt JPEG data}), without its name and
 * in between our own lines, which say it better.
 *
 * <p>Our own errors go on through a second opening of the same terminal or pipe. Closing the first one makes the JDK put
 * {@code /dev/null} in its place, where native code goes on printing. An ordinary file is left as it is: two openings of one
 * would write over each other. Where there is no {@code /dev/fd}, nothing changes.
 */
final class NativeWords {

    private static final Path ERRORS = Path.of("/dev/fd/2");

    private NativeWords() {}

    /** Silences native code for the rest of the process. */
    static void silence() {
        try {
            if (Files.exists(ERRORS) && !Files.isRegularFile(ERRORS)) {
                OutputStream again = new FileOutputStream(ERRORS.toFile(), true);
                System.setErr(new PrintStream(again, true, StandardCharsets.UTF_8));
                new FileOutputStream(FileDescriptor.err).close();
            }
        } catch (IOException e) {
            /* A terminal of somebody else, or a socket: then both go on as before. */
            return;
        }
    }
}
