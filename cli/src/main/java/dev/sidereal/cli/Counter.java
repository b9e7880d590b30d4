package dev.sidereal.cli;

/** Counts frames that are drawn, aloud: over one line on a terminal, ten lines elsewhere. */
final class Counter {

    private final Terminal terminal;
    private final boolean quiet;
    private final int total;
    private int done;

    Counter(Terminal terminal, boolean quiet, int total) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.total = total;
    }

    synchronized void step() {
        done++;
        if (quiet) {
            return;
        }
        String words = "simulating " + done + "/" + total;
        if (terminal.interactive() && done < total) {
            terminal.draw(words);
        } else if (done * 10L / total != (done - 1) * 10L / total) {
            terminal.say(words);
        }
    }
}
