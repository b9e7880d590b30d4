package dev.sidereal.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Where the program's words go.
 *
 * @param out         results: tables and JSON
 * @param err         progress and messages
 * @param interactive whether somebody watches {@code err}, so that a line may be drawn over
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    private static final String ERASE_LINE = "\r\u001b[K";
    private static final String CUT_AT_THE_EDGE = "\u001b[?7l";
    private static final String WRAP_AT_THE_EDGE = "\u001b[?7h";

    /** Says one line; a line that was being drawn gives way to it. */
    void say(String line) {
        err.println((interactive ? ERASE_LINE : "") + visible(line));
    }

    /** Draws over the line that was drawn before; only for interactive terminals. */
    void draw(String line) {
        err.print(ERASE_LINE + CUT_AT_THE_EDGE + visible(line) + WRAP_AT_THE_EDGE);
        err.flush();
    }

    /** Text in which control characters, such as a file's name may hold, are spelled out: one line stays one line. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                visible.append("\\n");
            } else if (Character.isISOControl(c)) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }
}
