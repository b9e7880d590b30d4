package dev.sidereal.run;

import dev.sidereal.calibrate.Defects;
import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.Integrated;
import java.io.IOException;
import java.util.List;

/** Who reads the lights of a session, twice: the threads of one machine or those of many. Each gives the same bits. */
public interface SessionReading {

    /**
     * What will be taken; nothing is read.
     *
     * @throws OptionException if the recipe does not fit the memory
     */
    Plan plan(DeepSkyJob job);

    /**
     * Calibrates and looks at lights.
     *
     * @param rows of the night
     * @param seen hears of each once
     * @return samples that stand out in most lights; none where a dark tells them
     * @throws IOException          if disk or network fail
     * @throws InterruptedException if the calling thread is interrupted
     */
    Defects look(DeepSkyJob job, List<Integer> rows, LightPart.Seen seen) throws IOException, InterruptedException;

    /**
     * Calibrates lights once more, lays them on the canvas and joins them. Tells the job's progress of each.
     *
     * @param defects samples to replace beyond those that masters show
     * @param lights  of which those with a place are joined, numbered in their order
     * @throws IOException          if disk or network fail, or a light is gone
     * @throws InterruptedException if the calling thread is interrupted
     */
    Integrated join(DeepSkyJob job, Defects defects, DeepSkyLights lights, Overlay overlay)
            throws IOException, InterruptedException;
}
