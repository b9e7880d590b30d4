package dev.sidereal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sidereal demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    DemoCommand(Terminal terminal) {}

    @Override
    public Integer call() {
        return 0;
    }
}
