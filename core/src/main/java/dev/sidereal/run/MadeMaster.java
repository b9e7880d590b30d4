package dev.sidereal.run;

import dev.sidereal.calibrate.Master;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.StackLight;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.Set;

/**
 * A master that was made of calibration frames: the mean of their light, or the one frame there is.
 *
 * @param master  to calibrate with
 * @param picture to be kept in a file, with the list of frames
 */
public record MadeMaster(Master master, Picture picture) {

    /**
     * Makes a master. Frames are read once; memory is that of an average.
     *
     * @param source   frames of one kind, or a master that was kept
     * @param curve    how their codes stand for light
     * @param progress hears of each frame
     * @throws UnusableNightException if no frame can be used, or one is bad and {@code badFrames} says to stop
     * @throws IOException            if disk or network fail
     * @throws InterruptedException   if the calling thread is interrupted
     */
    public static MadeMaster of(
            Master.Kind kind,
            FrameSource source,
            ToneCurve curve,
            BadFrames badFrames,
            Budget budget,
            Progress progress)
            throws IOException, InterruptedException {
        Recipe mean = new Recipe(Selection.ALL, Set.of(Plane.SUM), badFrames, budget, curve, Identity.UNKNOWN);
        Stack stack = new LocalEngine().run(mean, source, progress);
        Master master = new Master(kind, StackLight.MEAN.of(stack), stack.first());
        return new MadeMaster(master, new Picture(master.light(), "master " + kind, stack.first(), stack.frames()));
    }
}
