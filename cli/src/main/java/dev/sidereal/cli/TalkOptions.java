package dev.sidereal.cli;

import picocli.CommandLine.Option;

/** How much a verb says, and to whom. */
final class TalkOptions {

    @Option(names = "--json", description = "One event per line on standard output, for programs.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but what went wrong.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also name the files that were ignored.")
    private boolean verbose;

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose && !quiet;
    }

    /** Whoever was asked for. */
    Talk talk(Terminal terminal) {
        if (json) {
            return new JsonTalk(terminal.out());
        }
        return quiet ? new QuietTalk(terminal) : new PlainTalk(terminal);
    }
}
