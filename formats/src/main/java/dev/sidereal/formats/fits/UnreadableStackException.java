package dev.sidereal.formats.fits;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no stack that can be read. The message names the file, what was expected, what was found and where. */
public final class UnreadableStackException extends IOException {

    private static final long serialVersionUID = 1;

    static final String COPY_AGAIN = "; the file is damaged or cut short: copy it again";

    UnreadableStackException(Path file, String sentence) {
        super(file + ": " + sentence);
    }
}
