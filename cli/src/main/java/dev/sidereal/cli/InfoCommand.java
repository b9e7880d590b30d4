package dev.sidereal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sidereal info}. */
@Command(name = "info", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    InfoCommand(Terminal terminal) {}

    @Override
    public Integer call() {
        return 0;
    }
}
