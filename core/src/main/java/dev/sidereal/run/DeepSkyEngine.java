package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.Defects;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins the lights of a session in three steps: each is calibrated and looked at ({@link LookingPass}); its place is found by the
 * stars ({@link Registering}); then each is calibrated once more, laid on the canvas with one interpolation and integrated
 * ({@link IntegratingPass}).
 *
 * <p>Lights are read twice, and once more for each further band of rows where the values of a whole picture do not fit the memory.
 * The result does not depend on the number of threads or bands. An engine knows no arithmetic.
 */
public final class DeepSkyEngine {

    private final DeepSkyJob job;
    private final SessionReading reading;
    private final Plan plan;

    private DeepSkyEngine(DeepSkyRecipe recipe, FrameSource source, SessionReading reading, Progress progress)
            throws IOException {
        Night night = LocalEngine.night(recipe.selection(), source);
        Calibration calibration = Calibration.of(night.first(), recipe.curve(), recipe.masters(), recipe.debayer());
        job = new DeepSkyJob(recipe, source, progress, night, calibration);
        this.reading = reading;
        plan = reading.plan(job);
    }

    /**
     * Plans, without reading a pixel.
     *
     * @throws OptionException          if the recipe does not fit these lights or the memory
     * @throws UnusableNightException if no light can be used
     */
    public static Plan plan(DeepSkyRecipe recipe, FrameSource source, Progress progress) throws IOException {
        return plan(recipe, source, new LocalReading(Optional.empty()), progress);
    }

    /** Plans with lights read elsewhere. */
    public static Plan plan(DeepSkyRecipe recipe, FrameSource source, SessionReading reading, Progress progress)
            throws IOException {
        return planned(recipe, source, reading, progress).plan;
    }

    /**
     * Runs.
     *
     * @throws OptionException        if the recipe does not fit these lights or the memory
     * @throws UnusableNightException if no light can be used, or one is bad and the recipe says to stop
     * @throws IOException            if disk or network fail
     * @throws InterruptedException   if the calling thread is interrupted
     */
    public static DeepSky run(DeepSkyRecipe recipe, FrameSource source, Progress progress)
            throws IOException, InterruptedException {
        return run(recipe, source, new LocalReading(Optional.empty()), progress);
    }

    /** Runs on this machine and lets somebody see, from another thread, what comes of it. */
    public static DeepSky run(DeepSkyRecipe recipe, FrameSource source, Glimpse glimpse, Progress progress)
            throws IOException, InterruptedException {
        return run(recipe, source, new LocalReading(Optional.of(glimpse)), progress);
    }

    /** Runs with lights read elsewhere; all else is done here, so that the result is the same bits. */
    public static DeepSky run(DeepSkyRecipe recipe, FrameSource source, SessionReading reading, Progress progress)
            throws IOException, InterruptedException {
        return planned(recipe, source, reading, progress).run();
    }

    private static DeepSkyEngine planned(
            DeepSkyRecipe recipe, FrameSource source, SessionReading reading, Progress progress) throws IOException {
        DeepSkyEngine engine = new DeepSkyEngine(recipe, source, reading, progress);
        progress.on(new RunEvent.Planned(engine.job.night(), engine.plan));
        return engine;
    }

    private DeepSky run() throws IOException, InterruptedException {
        List<String> remarks = new ArrayList<>(job.calibration().remarks());
        LookingPass.Looked looked = new LookingPass(job, reading).look();
        DeepSkyLights lights = new Registering(job).place(looked.frames(), remarks);
        DeepSkyRemarks.before(lights, job, remarks);
        boolean areFound = job.recipe().masters().dark().isEmpty() && DeepSkyRemarks.areDithered(lights, remarks);
        Defects defects = areFound ? looked.defects() : Defects.NONE;
        return new IntegratingPass(job, reading).integrate(lights, defects, remarks);
    }
}
