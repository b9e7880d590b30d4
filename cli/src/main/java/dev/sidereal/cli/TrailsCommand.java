package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Trails;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
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
            "Example: sidereal trails night/ -o trails.jpg -o trails.tif"
        })
final class TrailsCommand implements Callable<Integer>, StackingOptions.Product {

    private final Terminal terminal;

    @Mixin
    private StackingOptions stacking = new StackingOptions();

    TrailsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return stacking.run(terminal, this);
    }

    @Override
    public Recipe recipe(FrameInfo first) {
        return stacking.frames().recipe(Trails.PLANES, new ToneCurve.Linear());
    }

    /* Files of float keep the light of frames that hold light. */
    @Override
    public Picture develop(Stack stack, Depth depth) {
        return depth == Depth.FLOAT ? Trails.developLinear(stack) : Trails.develop(stack);
    }
}
