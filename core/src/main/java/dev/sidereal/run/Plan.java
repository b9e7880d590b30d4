package dev.sidereal.run;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import dev.sidereal.stack.Strips;

/**
 * What a run will take, known before it starts and independent of the number of frames.
 *
 * @param frames       to be read
 * @param workers      threads
 * @param framesAtOnce frames that one worker decodes before it folds them: the planes pass through the cache once for
 *                     all of them
 * @param planeBytes   the state, with that of taps
 * @param bufferBytes  decoded frames, {@code workers * framesAtOnce} of them, or the finished picture if that is more
 * @param readerBytes  what decoders need besides
 * @param programBytes the program itself: Java, its libraries, the native decoder
 */
public record Plan(
        int frames,
        int workers,
        int framesAtOnce,
        long planeBytes,
        long bufferBytes,
        long readerBytes,
        long programBytes) {

    /* Peak resident memory of 100 and of 5000 small frames, measured: 101 and 120 MiB with the native decoder. */
    private static final long PROGRAM_BYTES = 120L << 20;
    /* Count, sum and sum of squares of a sample, and its light. */
    private static final int DEVELOPED_STRIP_BYTES = 4 + 8 + 8 + 4;
    /* Beside the light of clean trails: how far each sample lies above noise, its frame, its marks, the share it keeps. */
    private static final int CLEAN_BYTES = 4 + 2 + 1 + 1;
    private static final int MOST_FRAMES_AT_ONCE = 2;
    /* Squares gain more: a third of their time with 12-megapixel frames, while the planes are larger than the frames. */
    private static final int MOST_FRAMES_AT_ONCE_WITH_SQUARES = 4;

    /**
     * The fastest plan that fits the recipe's budget: fewer frames at once first, then fewer workers.
     *
     * @param earlier frames that are in the stack already
     * @param tap     what else looks at the frames
     * @throws OptionException if one worker with one frame does not fit
     */
    public static Plan of(Recipe recipe, Night night, FrameSource source, int earlier, Tap tap) {
        int frames =
                (int) night.entries().stream().filter(e -> e.record().used()).count();
        requireFit(recipe, night, frames + earlier);
        int most = Math.min(recipe.budget().threads(), Math.max(1, frames));
        int mostAtOnce = recipe.planes().contains(Plane.SUMSQ) ? MOST_FRAMES_AT_ONCE_WITH_SQUARES : MOST_FRAMES_AT_ONCE;
        long limit = recipe.budget().memory().orElse(Long.MAX_VALUE);
        for (int workers = most; workers >= 1; workers--) {
            for (int atOnce = mostAtOnce; atOnce >= 1; atOnce--) {
                Plan plan = of(recipe, night, source, frames, earlier, workers, atOnce, tap);
                if (plan.totalBytes() <= limit) {
                    return plan;
                }
            }
        }
        throw new OptionException("--memory: expected at least "
                + mebibytes(
                        of(recipe, night, source, frames, earlier, 1, 1, tap).totalBytes()) + "M for frames of "
                + night.first().kind() + ", found " + mebibytes(limit) + "M; allow more");
    }

    /* Before a night is read, not when a sum overflows at its end. */
    private static void requireFit(Recipe recipe, Night night, int frames) {
        boolean sums = recipe.planes().contains(Plane.SUM) || recipe.planes().contains(Plane.SUMSQ);
        long most = new LightScale(night.type(), recipe.curve())
                .mostFrames(recipe.planes().contains(Plane.SUMSQ));
        if (sums && frames > most) {
            throw new OptionException("frames: expected at most " + most + ", the most that an exact sum holds, found "
                    + frames + "; stack them in parts");
        }
    }

    /*
     * Made once the frames are folded: a picture of light in float, the numbers of one strip for each processor that works
     * on it, and the 8-bit copy that JPEG is coded from.
     */
    private static long pictureBytes(Recipe recipe, Night night) {
        boolean mosaic = night.first().coding().mosaic().isPresent();
        boolean light = recipe.planes().contains(Plane.SUM)
                || night.first().coding().curve().isPresent();
        Shape shape = mosaic ? new Shape(night.shape().width(), night.shape().height(), 3) : night.shape();
        boolean clean = recipe.planes().containsAll(Product.CLEAN.planes());
        return Raster.bytes(shape, light ? SampleType.FLOAT32 : night.type())
                + shape.samples()
                + (clean ? night.shape().samples() * (night.type().bytes() + CLEAN_BYTES) : 0)
                + (mosaic ? Raster.bytes(night.shape(), SampleType.FLOAT32) : 0)
                + (light
                        ? (long) Runtime.getRuntime().availableProcessors() * mostSamples(night) * DEVELOPED_STRIP_BYTES
                        : 0);
    }

    private static int mostSamples(Night night) {
        return Strips.of(night.shape(), night.type()).mostSamples();
    }

    private static Plan of(
            Recipe recipe, Night night, FrameSource source, int frames, int earlier, int workers, int atOnce, Tap tap) {
        long frameBytes = Raster.bytes(night.shape(), night.type());
        long stripBytes = (long) mostSamples(night) * night.type().bytes();
        return new Plan(
                frames,
                workers,
                atOnce,
                Stack.bytes(night.first(), recipe.planes(), recipe.curve(), frames + earlier) + tap.bytes(),
                Math.max((long) workers * atOnce * frameBytes, pictureBytes(recipe, night)),
                workers * (source.readerBytes() + atOnce * stripBytes),
                PROGRAM_BYTES);
    }

    /** Peak memory of the whole program. */
    public long totalBytes() {
        return planeBytes + bufferBytes + readerBytes + programBytes;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
