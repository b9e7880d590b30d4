package dev.sidereal.run;

import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;

/**
 * Decides who calls the folds. Every engine makes of equal recipes and frames the same stack, bit for bit; an engine knows no
 * arithmetic.
 *
 * @param <S> the frames that it can reach
 */
public interface Engine<S extends FrameSource> {

    /**
     * Runs a recipe.
     *
     * @throws UnusableNightException if no frame can be used, or one is bad and the recipe says to stop
     * @throws OptionException        if the recipe does not fit these frames or the memory allowed
     * @throws IOException            if disk or network fail
     * @throws InterruptedException   if the calling thread is interrupted: the way to cancel a run
     */
    Stack run(Recipe recipe, S source, Progress progress) throws IOException, InterruptedException;
}
