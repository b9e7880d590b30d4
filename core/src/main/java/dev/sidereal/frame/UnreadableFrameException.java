package dev.sidereal.frame;

import java.io.IOException;

/** One frame cannot be used. The message is the reason without the file's name: it follows the name and a colon. */
public final class UnreadableFrameException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableFrameException(String reason) {
        super(reason);
    }

    public UnreadableFrameException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
