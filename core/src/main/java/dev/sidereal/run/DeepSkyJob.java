package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.DeepSkyRecipe;

/**
 * What all steps of a deep-sky session work on.
 *
 * @param source      where the lights are
 * @param night       which of them
 * @param calibration of them, without defects
 */
public record DeepSkyJob(
        DeepSkyRecipe recipe, FrameSource source, Progress progress, Night night, Calibration calibration) {

    /** Leaves a light out, or ends the run where the recipe says so. */
    void leave(FrameRecord record, String reason, int done, int total) throws UnusableNightException {
        if (recipe.badFrames() == BadFrames.STOP) {
            throw new UnusableNightException(
                    record.name() + ": " + reason + "; nothing is written because of --strict");
        }
        progress.on(new RunEvent.FrameSkipped(record.name(), reason, done, total));
    }
}
