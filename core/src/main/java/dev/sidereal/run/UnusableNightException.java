package dev.sidereal.run;

import java.io.IOException;

/** No frame can be used, or a bad one was found that must end the run. The message is a sentence for people. */
public final class UnusableNightException extends IOException {

    private static final long serialVersionUID = 1;

    public UnusableNightException(String message) {
        super(message);
    }
}
