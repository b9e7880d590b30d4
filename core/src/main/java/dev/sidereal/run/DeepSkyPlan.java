package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.recipe.DeepSkyRecipe;

/**
 * What a deep-sky session takes: fewer workers first, then more bands, until it fits.
 *
 * @param plan     in the words of every run; passes are bands, each of which reads the lights once
 * @param bandRows rows of the picture in a band
 */
record DeepSkyPlan(Plan plan, int bandRows) {

    private static final int CHUNK_ROWS = 64;
    /* Luminance, sky mesh and filtered picture of the star finder, in floats for a pixel. */
    private static final int FINDER_FLOATS = 4;
    /* Beyond, reading the lights once more costs less than one worker less would. */
    private static final int MOST_PASSES_FOR_WORKERS = 2;
    private static final long PROGRAM_BYTES = 160L << 20;

    static DeepSkyPlan of(
            DeepSkyRecipe recipe, Night night, FrameSource source, Calibration calibration, Shape canvas) {
        int frames =
                (int) night.entries().stream().filter(e -> e.record().used()).count();
        int workers = Math.min(recipe.budget().threads(), Math.max(1, frames));
        long limit = recipe.budget().memory().orElse(Long.MAX_VALUE);
        boolean dark = recipe.masters().dark().isPresent();
        long fixed = Calibration.bytes(night.first(), recipe.masters().flat().isPresent())
                + (dark ? 0 : StandingOut.bytes(night.shape()))
                + recipe.masters()
                        .all()
                        .mapToLong(master -> 4 * night.shape().samples())
                        .sum()
                + Integration.pictureBytes(canvas)
                + LookingPass.starBytes(frames);
        DeepSkyPlan best = draft(recipe, night, source, calibration, canvas, frames, workers, 1, fixed);
        for (int passes = 1; best.plan.totalBytes() > limit; passes++) {
            for (int count = workers; count >= 1 && best.plan.totalBytes() > limit; count--) {
                if (count == workers || passes >= MOST_PASSES_FOR_WORKERS) {
                    best = draft(recipe, night, source, calibration, canvas, frames, count, passes, fixed);
                }
            }
            if (passes >= canvas.height()) {
                break;
            }
        }
        if (best.plan.totalBytes() > limit) {
            throw new OptionException("--memory: expected at least " + mebibytes(best.plan.totalBytes())
                    + "M for lights of " + night.first().kind() + ", found " + mebibytes(limit) + "M; allow more");
        }
        return best;
    }

    private static DeepSkyPlan draft(
            DeepSkyRecipe recipe,
            Night night,
            FrameSource source,
            Calibration calibration,
            Shape canvas,
            int frames,
            int workers,
            int passes,
            long fixed) {
        int rows = (canvas.height() + passes - 1) / passes;
        long values = Integration.bytes((long) rows * canvas.rowSamples(), frames, recipe.rejection());
        long each = calibration.frameBytes()
                + 4L * FINDER_FLOATS * night.shape().pixels()
                + 8L * CHUNK_ROWS * canvas.rowSamples();
        Plan plan = new Plan(
                frames,
                workers,
                passes,
                1,
                values,
                workers * each + LaidNoise.bytes(canvas),
                workers * source.readerBytes(),
                fixed,
                PROGRAM_BYTES);
        return new DeepSkyPlan(plan, rows);
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
