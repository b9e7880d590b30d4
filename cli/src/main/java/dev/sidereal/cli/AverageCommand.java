package dev.sidereal.cli;

import dev.sidereal.develop.Average;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.StackLight;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.Optional;
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
final class AverageCommand implements Callable<Integer>, StackingOptions.Product {

    private final Terminal terminal;

    @Mixin
    private StackingOptions stacking = new StackingOptions();

    @Option(names = "--sum", description = "Add the light instead of averaging it.")
    private boolean sum;

    @Option(
            names = "--encoding",
            paramLabel = "srgb|gamma:G|linear|profile|none",
            description =
                    "How codes stand for light; default: the profile's curve, else srgb; none averages the codes.")
    private Optional<String> encoding = Optional.empty();

    @Mixin
    private LookOptions looks = new LookOptions();

    AverageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        looks.look(new ToneCurve.Linear());
        return stacking.run(terminal, this);
    }

    @Override
    public Recipe recipe(FrameInfo first) {
        return stacking.frames().recipe(Average.PLANES, Encodings.curve(encoding, first));
    }

    /* Files of float hold light; the others its codes. */
    @Override
    public Picture develop(Stack stack, Depth depth) {
        StackLight light = sum ? StackLight.SUM : StackLight.MEAN;
        Look look = looks.look(Encodings.written(encoding, stack));
        return depth == Depth.FLOAT ? Average.developLinear(stack, light, look) : Average.develop(stack, light, look);
    }
}
