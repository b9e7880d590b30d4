package dev.sidereal.cli;

import dev.sidereal.develop.Product;
import dev.sidereal.frame.OptionException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal trails}: the maximum of all frames. */
@Command(
        name = "trails",
        description = "Makes a star-trail picture: the maximum of all frames.",
        sortOptions = false,
        footer = {
            "",
            "Names that begin with a dash follow --.",
            "Example: sidereal trails night/ -o trails.jpg -o trails.tif",
            "Faint trails on a clean sky: sidereal trails night/ --clean -o trails.jpg",
            "With an earth without noise, from one reading of the frames:",
            "  sidereal trails night/ -o night.tif --ground mean --save-mask mask.png"
        })
final class TrailsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GroundOptions ground = new GroundOptions();

    @Mixin
    private StackingOptions stacking = new StackingOptions();

    @Option(names = "--clean", description = "A sky without the noise of a maximum: the mean where no star was.")
    private boolean clean;

    @Option(
            names = "--comet",
            arity = "0..1",
            fallbackValue = "100%",
            paramLabel = "TAIL",
            description = "Trails that fade like comets, over the whole night or by a tail as --tail has it.")
    private Optional<String> comet = Optional.empty();

    @Mixin
    private CometOptions comets = new CometOptions();

    TrailsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (clean && comet.isPresent()) {
            throw new OptionException(
                    "--clean, --comet: expected one of them, found both; comets are clean as they are");
        }
        Product product = clean ? Product.CLEAN : comet.isPresent() ? Product.COMET : Product.TRAILS;
        if (comets.isGiven() && product != Product.COMET && !stacking.alsoMakes(Product.COMET)) {
            throw new OptionException(
                    "--tail, --fade, --head, --tint, --exact: expected --comet with them, found none");
        }
        /* Without a value the option is there all the same; --tail then says how long. */
        return stacking.run(
                terminal, product, comets.comet(comet.filter(tail -> !tail.equals("100%"))), comets.isExact(), ground);
    }
}
