package dev.sidereal.cli;

import dev.sidereal.develop.Product;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sidereal trails}: the maximum of all frames. */
@Command(
        name = "trails",
        description = "Makes a star-trail picture: the maximum of all frames.",
        sortOptions = false,
        footer = {
            "",
            "Names that begin with a dash follow --.",
            "Example: sidereal trails night/ -o trails.jpg -o trails.tif",
            "With an earth without noise, from one reading of the frames:",
            "  sidereal trails night/ -o night.tif --ground mean --save-mask mask.png"
        })
final class TrailsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GroundOptions ground = new GroundOptions();

    @Mixin
    private StackingOptions stacking = new StackingOptions();

    TrailsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return stacking.run(terminal, Product.TRAILS, ground);
    }
}
