package dev.sidereal.cli;

import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidereal merge}: one stack from several. */
@Command(
        name = "merge",
        description = "Joins saved stacks of one scene, as if their frames had been stacked in one run.",
        sortOptions = false,
        footer = {"", "Example: sidereal merge evening.fits morning.fits -o night.fits"})
final class MergeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "STACKS", arity = "1..*", description = "Stack files, earlier ones first.")
    private List<Path> stacks = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.fits",
            required = true,
            description = "The joined stack.")
    private Path output = Path.of("");

    @Option(names = "--allow-repeats", description = "Let frames be in it more than once.")
    private boolean allowRepeats;

    @Option(
            names = {"-f", "--force"},
            description = "Overwrite an output that exists.")
    private boolean force;

    @Mixin
    private TalkOptions talking = new TalkOptions();

    MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (stacks.size() < 2) {
            throw new OptionException("STACKS: expected two or more stack files, found " + stacks.size());
        }
        SavingOptions.requireStackName("--output", output);
        OutputOptions.checkPlace(output, force);
        Talk talk = talking.talk(terminal);
        StackFile merged = StackFile.read(stacks.get(0));
        for (Path later : stacks.subList(1, stacks.size())) {
            merged.stack()
                    .merge(StackFile.read(later).stack(), allowRepeats ? Stack.Repeats.ALLOW : Stack.Repeats.REFUSE);
        }
        try {
            StackFile.write(merged.stack(), merged.recipe(), output);
        } catch (IOException e) {
            throw OutputOptions.notWritten(output, "stack", e);
        }
        long used = merged.stack().frames().stream().filter(FrameRecord::used).count();
        talk.wrote(output, "stack of " + Quantities.count((int) used, "frame"));
        return ExitCode.DONE.number();
    }
}
