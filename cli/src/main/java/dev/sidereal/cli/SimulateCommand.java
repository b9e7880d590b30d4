package dev.sidereal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sidereal simulate}. */
@Command(name = "simulate", mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    SimulateCommand(Terminal terminal) {}

    @Override
    public Integer call() {
        return 0;
    }
}
