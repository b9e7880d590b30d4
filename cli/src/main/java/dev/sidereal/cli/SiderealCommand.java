package dev.sidereal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code sidereal}: the list of verbs. */
@Command(
        name = "sidereal",
        description = "Turns a night of camera frames into pictures.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "Verbs:%n",
        sortOptions = false,
        versionProvider = SiderealCommand.Version.class,
        subcommands = {
            TrailsCommand.class,
            AverageCommand.class,
            DeepSkyCommand.class,
            DevelopCommand.class,
            CompositeCommand.class,
            KeogramCommand.class,
            TimelapseCommand.class,
            MergeCommand.class,
            InfoCommand.class,
            SimulateCommand.class,
            DemoCommand.class,
            StudioCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Begin with:  sidereal demo",
            "Then:        sidereal trails FOLDER -o trails.jpg",
            "Each verb:   sidereal VERB --help"
        })
final class SiderealCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and stop.")
    void help(boolean asked) {}

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and stop.")
    void version(boolean asked) {}

    SiderealCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.err());
        terminal.err().println();
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
