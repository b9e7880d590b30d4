package dev.sidereal.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sidereal help VERB}: the same as {@code sidereal VERB --help}. */
@Command(name = "help", description = "Shows the help of a verb.")
final class HelpCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VERB", arity = "0..1", description = "The verb; without one, all verbs are listed.")
    private Optional<String> verb = Optional.empty();

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        CommandLine all = spec.commandLine().getParent();
        CommandLine asked = verb.map(name -> all.getSubcommands().get(name)).orElse(all);
        if (asked == all && verb.isPresent()) {
            throw new ParameterException(
                    all, "help: expected a verb, found " + verb.get() + "; sidereal --help lists them");
        }
        asked.usage(terminal.out());
    }
}
