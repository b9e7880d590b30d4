package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Drizzling;
import dev.sidereal.integrate.DropSums;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.StandOuts;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.util.Optional;

/**
 * What a deep-sky session takes: fewer workers first, then more bands, until it fits.
 *
 * @param plan     in the words of every run; passes are bands, each of which reads the lights once
 * @param bandRows rows of the canvas in a band
 * @param dropRows rows in a band of the finer picture, where drops fall on one
 */
record DeepSkyPlan(Plan plan, int bandRows, int dropRows) {

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
                + finer(recipe, canvas).map(Integration::pictureBytes).orElse(0L)
                + (recipe.grown() ? Integration.pictureBytes(canvas) : 0)
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
                + 8L * CHUNK_ROWS * canvas.rowSamples()
                + (recipe.grown() ? StandOuts.bytes(calibration.shape()) : 0);
        int dropRows = 0;
        if (recipe.drizzle().isPresent()) {
            Shape picture = finer(recipe, canvas).orElseThrow();
            dropRows = Math.min(mostRows(picture), (picture.height() + passes - 1) / passes);
            values = Math.max(values, DropSums.bytes((long) dropRows * picture.width(), picture.channels()));
            each = Math.max(
                    each,
                    calibration.samplesOnly().frameBytes()
                            + Drizzling.bytes(night.shape(), recipe.drizzle().get(), picture.channels()));
        }
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
        return new DeepSkyPlan(plan, rows, dropRows);
    }

    private static Optional<Shape> finer(DeepSkyRecipe recipe, Shape canvas) {
        Optional<Shape> picture = recipe.drizzle().map(drizzle -> drizzle.shape(canvas));
        picture.filter(shape -> Raster.bytes(shape, SampleType.FLOAT32) > Integer.MAX_VALUE)
                .ifPresent(shape -> {
                    throw new OptionException("--drizzle: expected a picture of at most " + Integer.MAX_VALUE
                            + " bytes, found " + Raster.bytes(shape, SampleType.FLOAT32) + " for " + shape.width() + "x"
                            + shape.height() + "; use a smaller scale");
                });
        return picture;
    }

    /* Sums of a band are one array. */
    private static int mostRows(Shape picture) {
        return Math.max(1, Integer.MAX_VALUE / 2 / picture.rowSamples());
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
