package dev.sidereal.cli;

import dev.sidereal.develop.Product;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal average}: the mean of all frames in linear light. */
@Command(
        name = "average",
        description = "Joins all frames with equal weight, in linear light.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal average night/ -o ground.tif",
            "The classic recipe: sidereal average night/ --encoding gamma:2.2 --white max -o sum.png"
        })
final class AverageCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StackingOptions stacking = new StackingOptions();

    @Mixin
    private AlignOptions align = new AlignOptions();

    @Option(names = "--sum", description = "Add the light instead of averaging it.")
    private boolean sum;

    AverageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return stacking.run(terminal, sum ? Product.SUM : Product.AVERAGE, align);
    }
}
