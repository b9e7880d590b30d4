package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.keogram.Keogram;
import dev.sidereal.keogram.Slit;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a keogram shows of each frame, and its axis. */
final class KeogramOptions {

    @Option(names = "--column", paramLabel = "X", description = "Column of each frame, from 0; default the middle one.")
    private Optional<Integer> column = Optional.empty();

    @Option(names = "--width", paramLabel = "N", description = "Average N columns side by side; default 1.")
    private int width = 1;

    @Option(
            names = "--angle",
            paramLabel = "DEGREES",
            description = "Turn the line about its middle, clockwise, -90 to 90; default 0.")
    private double angle;

    @Option(
            names = "--scale",
            paramLabel = "SECONDS",
            description = "Seconds of a column; default: the median time from one frame to the next.")
    private Optional<Double> scale = Optional.empty();

    @Option(names = "--nights", description = "A row for each night, under each other at the same time of day.")
    private boolean nights;

    /**
     * The keogram asked for.
     *
     * @throws OptionException if an option is out of range
     */
    Keogram keogram() {
        if (column.isPresent() && column.get() < 0) {
            throw new OptionException("--column: expected 0 or more, found " + column.get());
        }
        return new Keogram(new Slit(column, width, angle), scale, nights);
    }
}
