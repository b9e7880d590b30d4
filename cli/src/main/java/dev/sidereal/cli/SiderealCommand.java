package dev.sidereal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sidereal}: the list of verbs. */
@Command(
        name = "sidereal",
        description = "Turns a night of camera frames into pictures.",
        mixinStandardHelpOptions = true,
        versionProvider = SiderealCommand.Version.class,
        subcommands = {
            TrailsCommand.class,
            InfoCommand.class,
            SimulateCommand.class,
            DemoCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Begin with:  sidereal demo", "Then:        sidereal trails FOLDER -o trails.jpg"})
final class SiderealCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SiderealCommand(Terminal terminal) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a verb, found none; sidereal --help lists them");
    }

    /** The version line. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sidereal " + Main.version()};
        }
    }
}
