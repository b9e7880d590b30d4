package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program that can stack a night's frames into a picture, seen from outside as a command. */
public interface Contender {

    /** The word that {@code --only} and the table use, such as {@code vips}. */
    String name();

    /** Name and version of the installed program for the table; empty if it is not installed. */
    Optional<String> version();

    /**
     * The command that stacks a night.
     *
     * @param out the picture to write; the ending decides the format: {@code .jpg} or, without loss, {@code .png}
     * @param scratch an empty folder for the program's own files, emptied after the run
     */
    Invocation stack(Night night, Path out, Path scratch) throws IOException;

    /** Why the result is not the exact picture and does not mean to be; empty if it should be exact. */
    default Optional<String> caveat() {
        return Optional.empty();
    }

    /** The most frames this program is given, because its memory or disk grows with the night. */
    default int mostFrames() {
        return Integer.MAX_VALUE;
    }

    /** Whether the program writes the picture it is asked for; a yardstick need not. */
    default boolean writesPicture() {
        return true;
    }
}
