package dev.sidereal.run;

import dev.sidereal.calibrate.Defects;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Integrated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calibrates the lights that have a place once more, brings them to one scale and sky, lays them on the canvas and joins them. */
final class IntegratingPass {

    private final DeepSkyJob job;
    private final SessionReading reading;

    IntegratingPass(DeepSkyJob job, SessionReading reading) {
        this.job = job;
        this.reading = reading;
    }

    /**
     * Joins the lights.
     *
     * @param defects samples to replace beyond those that masters show
     */
    DeepSky integrate(DeepSkyLights lights, Defects defects, List<String> remarks)
            throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        int reference = Math.max(0, rows.indexOf(lights.reference()));
        List<Contribution> contributions = Contribution.of(
                lights.transforms(), lights.sights(), reference, job.recipe().weighting());
        Canvas canvas = Canvas.of(job.recipe().canvas(), job.calibration().shape(), lights.transforms());
        Overlay overlay = new Overlay(
                canvas,
                job.calibration().shape().channels(),
                lights.sights().get(reference),
                contributions,
                DeepSkyRemarks.rejection(job.recipe().rejection(), rows.size()));
        Integrated picture = reading.join(job, defects, lights, overlay);
        DeepSkyRemarks.after(picture, remarks);
        return new DeepSky(
                picture,
                canvas,
                info(lights.reference()),
                lights.reference(),
                taken(lights.frames(), rows, contributions),
                remarks,
                job.calibration().with(defects).defectCount());
    }

    private FrameInfo info(int reference) {
        int position = job.night().entries().get(reference).position();
        return job.source().candidates().get(position) instanceof Candidate.Recognised light
                ? light.info()
                : job.night().first();
    }

    private static List<DeepSkyFrame> taken(
            List<DeepSkyFrame> frames, List<Integer> rows, List<Contribution> contributions) {
        List<DeepSkyFrame> taken = new ArrayList<>(frames);
        for (int i = 0; i < rows.size(); i++) {
            taken.set(rows.get(i), frames.get(rows.get(i)).with(contributions.get(i)));
        }
        return taken;
    }
}
