package dev.sidereal.studio.web;

/**
 * A request that cannot be met: a status of HTTP and a sentence that a person can act on. It reaches the page as
 * problem+json (RFC 9457).
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** For a status from 400 to 599. */
    public Problem(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /** Something that was asked for and is not there. */
    public static Problem missing(String sentence) {
        return new Problem(404, sentence);
    }

    /** Something that was asked in a wrong way. */
    public static Problem wrong(String sentence) {
        return new Problem(400, sentence);
    }

    public int status() {
        return status;
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
