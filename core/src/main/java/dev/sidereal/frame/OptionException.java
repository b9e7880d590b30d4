package dev.sidereal.frame;

/** An option cannot be used. The message names the option, what was expected and what was found. */
public final class OptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public OptionException(String message) {
        super(message);
    }
}
