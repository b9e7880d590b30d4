package dev.sidereal.cli;

import java.io.PrintStream;

/**
 * Where the program's words go.
 *
 * @param out         results: tables and JSON
 * @param err         progress and messages
 * @param interactive whether somebody watches {@code err}, so that a line may be drawn over
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {}
