package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.Defects;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Drizzling;
import dev.sidereal.integrate.DropSums;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads lights with the threads of this machine, in as many bands of rows as its memory asks for. */
final class LocalReading implements SessionReading {

    private final Optional<Glimpse> glimpse;

    /** Shows meanwhile what comes of it, if anybody looks. */
    LocalReading(Optional<Glimpse> glimpse) {
        this.glimpse = glimpse;
    }

    @Override
    public Plan plan(DeepSkyJob job) {
        return room(job, job.calibration().shape()).plan();
    }

    private static DeepSkyPlan room(DeepSkyJob job, Shape canvas) {
        return DeepSkyPlan.of(job.recipe(), job.night(), job.source(), job.calibration(), canvas);
    }

    @Override
    public Defects look(DeepSkyJob job, List<Integer> rows, LightPart.Seen seen)
            throws IOException, InterruptedException {
        Optional<StandingOut> standingOut = job.recipe().masters().dark().isPresent()
                ? Optional.empty()
                : Optional.of(new StandingOut(
                        job.night().shape(), job.night().first().coding().mosaic()));
        new LightPart(job.night(), job.source(), plan(job).workers()).look(rows, job.calibration(), standingOut, seen);
        return standingOut.map(StandingOut::defects).orElse(Defects.NONE);
    }

    @Override
    public Integrated join(
            DeepSkyJob job, Defects defects, DeepSkyLights lights, Overlay overlay, Optional<Raster> beside)
            throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        Calibration clean = job.calibration().with(defects);
        DeepSkyPlan room = room(job, overlay.shape());
        Integration integration = overlay.integration();
        LaidNoise laid = new LaidNoise(overlay.shape(), overlay.contributions());
        List<Rows> bands = new Rows(0, overlay.shape().height()).split(room.bandRows());
        int[] done = new int[1];
        glimpse.ifPresent(small -> small.begin(overlay.shape(), overlay.sky()));
        int rowSamples = overlay.shape().rowSamples();
        for (Rows band : bands) {
            System.gc(); // a heap would rather grow than look whether the pictures of the last pass are free
            integration.begin(band);
            new LightPart(job.night(), job.source(), room.plan().workers())
                    .lay(
                            rows,
                            rows::indexOf,
                            clean,
                            overlay,
                            beside,
                            band,
                            seen(overlay.into(laid, integration), rowSamples),
                            row -> {
                                synchronized (done) {
                                    int count = ++done[0];
                                    int all = rows.size() * bands.size();
                                    job.progress()
                                            .on(
                                                    beside.isPresent()
                                                            ? new RunEvent.ReadAgain(count, all)
                                                            : new RunEvent.FrameFolded(lights.name(row), count, all));
                                }
                            });
            integration.finish();
        }
        Integrated picture = integration.result();
        return picture.with(laid.of(picture.light()));
    }

    private Overlay.Into seen(Overlay.Into into, int rowSamples) {
        return glimpse.<Overlay.Into>map(small -> (number, row, light, count) -> {
                    small.rows(row, light, count, rowSamples);
                    into.rows(number, row, light, count);
                })
                .orElse(into);
    }

    @Override
    public Integrated drizzle(DeepSkyJob job, Defects defects, DeepSkyLights lights, Drizzling drizzling)
            throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        Calibration clean = job.calibration().with(defects);
        Canvas canvas = drizzling.canvas();
        DeepSkyPlan room = room(
                job,
                new Shape(canvas.width(), canvas.height(), drizzling.shape().channels()));
        DropSums sums = new DropSums(drizzling);
        List<Rows> bands = new Rows(0, drizzling.shape().height()).split(room.dropRows());
        int[] done = new int[1];
        for (Rows band : bands) {
            System.gc(); // as above
            sums.begin(band);
            new LightPart(job.night(), job.source(), room.plan().workers())
                    .drizzle(rows, rows::indexOf, clean, drizzling, sums, row -> {
                        synchronized (done) {
                            job.progress().on(new RunEvent.ReadAgain(++done[0], rows.size() * bands.size()));
                        }
                    });
            sums.finish();
        }
        return sums.result();
    }
}
