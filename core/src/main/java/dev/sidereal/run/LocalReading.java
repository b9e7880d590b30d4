package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.Defects;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
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
    public Integrated join(DeepSkyJob job, Defects defects, DeepSkyLights lights, Overlay overlay)
            throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        Calibration clean = job.calibration().with(defects);
        DeepSkyPlan room = room(job, overlay.shape());
        Integration integration = overlay.integration();
        LaidNoise laid = new LaidNoise(overlay.shape(), overlay.contributions());
        List<Rows> bands = new Rows(0, overlay.shape().height()).split(room.bandRows());
        int[] done = new int[1];
        glimpse.ifPresent(small -> small.begin(overlay.shape()));
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
                            band,
                            seen(overlay.into(laid, integration), rowSamples),
                            row -> {
                                synchronized (done) {
                                    job.progress()
                                            .on(new RunEvent.FrameFolded(
                                                    lights.name(row), ++done[0], rows.size() * bands.size()));
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
}
