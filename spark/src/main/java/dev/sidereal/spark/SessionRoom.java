package dev.sidereal.spark;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.run.DeepSkyJob;
import dev.sidereal.run.Overlay;
import dev.sidereal.run.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What each task of a deep-sky session takes, and what travels between tasks.
 *
 * <p>States of parts travel where they are fewer bytes than the lights, {@code parts * state < 4 * lights}, and the rejection allows it.
 * A task then holds the state of a band of rows: as many as fit what was asked for, or, where nothing was, the heap that Spark leaves.
 *
 * @param plan  of one task; passes are bands, for each of which lights are read once
 * @param state bytes of a sample in the state of a part; empty: every light travels
 * @param parts of the lights; each is laid by one task for each band
 * @param bands of the canvas
 */
record SessionRoom(Plan plan, Optional<Integer> state, int parts, List<Rows> bands) {

    /* A part that is lost is read again: a few for each task at a time. */
    private static final int PARTS_EACH = 4;
    private static final long STRIP_BYTES = 64L << 20;
    /* Luminance, sky mesh and filtered picture of the star finder, in floats for a pixel. */
    private static final int FINDER_FLOATS = 4;
    /* A master as it came and as a raster. */
    private static final int MASTER_COPIES = 2;
    private static final long PROGRAM_BYTES = 160L << 20;

    /**
     * Makes room for joining lights.
     *
     * @param canvas    on which they are laid
     * @param lights    number of them
     * @param rejection what is left out of means
     * @throws OptionException if a task does not fit the memory that was asked for
     */
    static SessionRoom of(
            DeepSkyJob job, long readerBytes, Cluster cluster, Shape canvas, int lights, Rejection rejection) {
        int whole = Math.max(1, Math.min(lights, cluster.slots()));
        Optional<Integer> state = Integration.stateBytes(lights, rejection).stream()
                .boxed()
                .filter(bytes -> (long) whole * bytes < (long) Float.BYTES * lights)
                .findFirst();
        if (state.isEmpty()) {
            long row = Integration.bytes(canvas.rowSamples(), lights, rejection);
            Plan plan = plan(
                    job,
                    readerBytes,
                    cluster,
                    canvas,
                    lights,
                    1,
                    Math.min(Overlay.CHUNK_ROWS * row, Math.max(row, STRIP_BYTES)));
            requireFit(job, plan);
            return new SessionRoom(plan, state, parts(lights, cluster), List.of(new Rows(0, canvas.height())));
        }
        long row = Integration.bytes(canvas.rowSamples(), lights, rejection)
                + Integration.pictureBytes(new Shape(canvas.width(), 1, canvas.channels()));
        long without = plan(job, readerBytes, cluster, canvas, lights, 1, 0).totalBytes();
        long room = job.recipe().budget().memory().map(asked -> asked - without).orElse(cluster.taskMemory());
        long fit = Math.max(1, room / row / Overlay.CHUNK_ROWS) * Overlay.CHUNK_ROWS;
        int rows = room / row >= canvas.height() ? canvas.height() : (int) Math.min(canvas.height(), fit);
        List<Rows> bands = new Rows(0, canvas.height()).split(rows);
        Plan plan = plan(job, readerBytes, cluster, canvas, lights, bands.size(), rows * row);
        requireFit(job, plan);
        return new SessionRoom(plan, state, whole, bands);
    }

    /** Parts of so many lights whose results do not grow with the number of parts. */
    static int parts(int lights, Cluster cluster) {
        return Math.max(1, Math.min(lights, PARTS_EACH * cluster.slots()));
    }

    private static void requireFit(DeepSkyJob job, Plan plan) {
        Optional<Long> asked = job.recipe().budget().memory();
        if (asked.isPresent() && plan.totalBytes() > asked.get()) {
            throw new OptionException("--memory: expected at least " + mebibytes(plan.totalBytes())
                    + "M for a task with lights of " + job.night().first().kind() + ", found " + mebibytes(asked.get())
                    + "M; allow more");
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    private static Plan plan(
            DeepSkyJob job, long readerBytes, Cluster cluster, Shape canvas, int lights, int bands, long state) {
        FrameInfo first = job.night().first();
        Calibration calibration = job.calibration();
        long each = calibration.frameBytes()
                + (long) Float.BYTES * FINDER_FLOATS * first.shape().pixels()
                + 2L * Float.BYTES * Overlay.CHUNK_ROWS * canvas.rowSamples();
        boolean isDark = job.recipe().masters().dark().isPresent();
        long masters = job.recipe().masters().all().count()
                * MASTER_COPIES
                * Float.BYTES
                * first.shape().samples();
        return new Plan(
                lights,
                cluster.threads(),
                bands,
                1,
                state,
                cluster.threads() * each + LaidNoise.bytes(canvas),
                cluster.threads() * readerBytes,
                Calibration.bytes(first, job.recipe().masters().flat().isPresent())
                        + masters
                        + (isDark ? 0 : StandingOut.bytes(first.shape())),
                PROGRAM_BYTES);
    }
}
