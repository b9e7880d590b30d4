package dev.sidereal.run;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Folds;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Strips;
import java.util.List;
import java.util.Optional;

/**
 * What a run will take, known before it starts and independent of the number of frames.
 *
 * @param frames       to be read
 * @param workers      threads
 * @param passes       how often every frame is read: once, or once for each band of rows whose planes fit the memory
 * @param framesAtOnce frames that one worker decodes before it folds them: the planes pass through the cache once for
 *                     all of them
 * @param planeBytes   the state; with bands that of one band
 * @param bufferBytes  decoded frames, {@code workers * framesAtOnce} of them, or the finished picture if that is more; with
 *                     bands the picture is made when no band is in memory
 * @param readerBytes  what decoders need besides, and with bands the way to the disk and back
 * @param tapBytes     what is made besides: products of frames and not of planes, the programs they feed, joined pictures
 * @param programBytes the program itself: Java, its libraries, the native decoder
 */
public record Plan(
        int frames,
        int workers,
        int passes,
        int framesAtOnce,
        long planeBytes,
        long bufferBytes,
        long readerBytes,
        long tapBytes,
        long programBytes) {

    /* Peak resident memory of 100 and of 5000 small frames, measured: 101 and 120 MiB with the native decoder. */
    private static final long PROGRAM_BYTES = 120L << 20;
    /* Count, sum and sum of squares of a sample, and its light. */
    private static final int DEVELOPED_STRIP_BYTES = 4 + 8 + 8 + 4;
    /* The widest number of a sample on its way to the shelf or back, and its copy. */
    private static final int SHELF_BYTES = 8 + 8;
    private static final int MOST_FRAMES_AT_ONCE = 2;
    /* Squares gain more: a third of their time with 12-megapixel frames, while the planes are larger than the frames. */
    private static final int MOST_FRAMES_AT_ONCE_WITH_SQUARES = 4;

    /**
     * The fastest plan that fits the recipe's budget: fewer frames at once first, then fewer workers; and more passes where
     * workers that are left make up for them, or where one worker does not fit.
     *
     * @param tapBytes what a tap takes
     * @throws OptionException if one worker with one frame, and where bands are possible one strip of rows, does not fit
     */
    public static Plan of(Recipe recipe, Night night, FrameSource source, Beginning beginning, long tapBytes) {
        int frames =
                (int) night.entries().stream().filter(e -> e.record().used()).count();
        requireFit(recipe, night, frames + beginning.used());
        int most = Math.min(recipe.budget().threads(), Math.max(1, frames));
        int mostAtOnce = recipe.planes().contains(Plane.SUMSQ) ? MOST_FRAMES_AT_ONCE_WITH_SQUARES : MOST_FRAMES_AT_ONCE;
        int mostPasses = beginning.mayBeInBands()
                ? Strips.of(night.shape(), night.type()).count()
                : 1;
        long limit = recipe.budget().memory().orElse(Long.MAX_VALUE);
        List<Fold<?>> folds = Folds.of(recipe.planes(), new LightScale(night.type(), recipe.curve()));
        Draft draft = new Draft(recipe, night, source, folds, frames, beginning.used(), tapBytes);
        Optional<Plan> best = Optional.empty();
        for (int passes = 1; passes <= mostPasses; passes++) {
            for (int workers = most; workers >= 1; workers--) {
                if (best.isPresent()
                        && (long) best.get().passes() * workers
                                <= (long) passes * best.get().workers()) {
                    break;
                }
                for (int atOnce = mostAtOnce; atOnce >= 1; atOnce--) {
                    Plan plan = draft.plan(passes, workers, atOnce);
                    if (plan.totalBytes() <= limit) {
                        best = Optional.of(plan);
                        break;
                    }
                }
            }
        }
        return best.orElseThrow(() -> new OptionException("--memory: expected at least "
                + mebibytes(draft.plan(mostPasses, 1, 1).totalBytes()) + "M for frames of "
                + night.first().kind() + ", found " + mebibytes(limit) + "M; allow more"));
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
        return Raster.bytes(shape, light ? SampleType.FLOAT32 : night.type())
                + shape.samples()
                + (mosaic ? Raster.bytes(night.shape(), SampleType.FLOAT32) : 0)
                + (light ? processors() * mostSamples(night) * DEVELOPED_STRIP_BYTES : 0);
    }

    private static long processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static int mostSamples(Night night) {
        return Strips.of(night.shape(), night.type()).mostSamples();
    }

    private record Draft(
            Recipe recipe,
            Night night,
            FrameSource source,
            List<Fold<?>> folds,
            int frames,
            int earlier,
            long tapBytes) {

        Plan plan(int passes, int workers, int atOnce) {
            long frameBytes = Raster.bytes(night.shape(), night.type());
            long stripBytes = (long) mostSamples(night) * night.type().bytes();
            long samples = bandSamples(passes);
            long planeBytes = folds.stream()
                    .mapToLong(fold -> fold.bytes(samples, frames + earlier))
                    .sum();
            long pictureBytes = pictureBytes(recipe, night) - (passes == 1 ? 0 : planeBytes);
            long shelfBytes = passes == 1 ? 0 : processors() * Plan.mostSamples(night) * SHELF_BYTES;
            return new Plan(
                    frames,
                    workers,
                    passes,
                    atOnce,
                    planeBytes,
                    Math.max((long) workers * atOnce * frameBytes, pictureBytes),
                    workers * (source.readerBytes() + atOnce * stripBytes) + shelfBytes,
                    tapBytes,
                    PROGRAM_BYTES);
        }

        /* Samples of the largest of so many bands. */
        private long bandSamples(int bands) {
            int strips = Strips.of(night.shape(), night.type()).count();
            long most = (strips + bands - 1L) / bands * mostSamples(night);
            return Math.min(night.shape().samples(), most);
        }
    }

    /** The strips that are folded in one pass, of so many that a picture has. */
    Rows band(int pass, int strips) {
        int from = (int) ((long) strips * pass / passes);
        int to = (int) ((long) strips * (pass + 1) / passes);
        return new Rows(from, to - from);
    }

    /** Peak memory of the whole program. */
    public long totalBytes() {
        return planeBytes + bufferBytes + readerBytes + tapBytes + programBytes;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
