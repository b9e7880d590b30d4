package dev.sidereal.run;

import dev.sidereal.calibrate.Defects;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.integrate.Drizzling;
import dev.sidereal.integrate.Integrated;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
     * @param beside  the picture of an earlier joining: what stands out of it is left out ({@link dev.sidereal.integrate.StandOuts})
     * @throws IOException          if disk or network fail, or a light is gone
     * @throws InterruptedException if the calling thread is interrupted
     */
    Integrated join(DeepSkyJob job, Defects defects, DeepSkyLights lights, Overlay overlay, Optional<Raster> beside)
            throws IOException, InterruptedException;

    /**
     * Calibrates lights once more and lets their samples fall as drops on a finer picture. Tells the job's progress of each.
     *
     * @param lights of which those with a place are taken, numbered in their order
     * @throws OptionException      if this reader of lights cannot do so
     * @throws IOException          if disk or network fail, or a light is gone
     * @throws InterruptedException if the calling thread is interrupted
     */
    Integrated drizzle(DeepSkyJob job, Defects defects, DeepSkyLights lights, Drizzling drizzling)
            throws IOException, InterruptedException;
}
