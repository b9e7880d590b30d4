package dev.sidereal.run;

import dev.sidereal.align.Transform;
import dev.sidereal.align.Warp;
import dev.sidereal.calibrate.Calibration;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.Sight;
import dev.sidereal.integrate.SkyPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calibrates the lights that have a place once more, brings them to one scale and sky, lays them on the canvas and joins them. */
final class IntegratingPass {

    private static final int CHUNK_ROWS = 64;

    private final DeepSkyJob job;
    private final Calibration clean;

    /** @param clean calibration that knows the defects */
    IntegratingPass(DeepSkyJob job, Calibration clean) {
        this.job = job;
        this.clean = clean;
    }

    /** Joins the lights, band by band. */
    DeepSky integrate(DeepSkyLights lights, List<String> remarks) throws IOException, InterruptedException {
        List<Integer> rows = lights.rows();
        int reference = Math.max(0, rows.indexOf(lights.reference()));
        Sight aim = lights.sights().get(reference);
        List<Contribution> contributions = Contribution.of(
                lights.transforms(), lights.sights(), reference, job.recipe().weighting());
        Canvas canvas = Canvas.of(job.recipe().canvas(), job.night().shape(), lights.transforms());
        Shape shape = new Shape(
                canvas.width(), canvas.height(), job.calibration().shape().channels());
        DeepSkyPlan room = DeepSkyPlan.of(job.recipe(), job.night(), job.source(), job.calibration(), shape);
        List<SkyPlane> sky = aim.sky().stream()
                .map(plane -> new SkyPlane(plane.at(canvas.left(), canvas.top()), plane.dx(), plane.dy()))
                .toList();
        Integration integration = new Integration(
                shape, DeepSkyRemarks.rejection(job.recipe().rejection(), rows.size()), contributions, sky);
        List<Rows> bands = new Rows(0, shape.height()).split(room.bandRows());
        int total = rows.size() * bands.size();
        int[] done = new int[1];
        for (Rows band : bands) {
            integration.begin(band);
            new Lights(job.source(), job.night(), room.plan().workers())
                    .each(rows, clean, Optional.empty(), () -> new Lights.Work() {

                        private final Laying laying = new Laying(shape, canvas, aim);

                        @Override
                        public void take(int row, Raster picture) {
                            int number = rows.indexOf(row);
                            laying.lay(contributions.get(number), picture, band, integration, number);
                            synchronized (done) {
                                job.progress().on(new RunEvent.FrameFolded(name(lights, row), ++done[0], total));
                            }
                        }

                        @Override
                        public void fail(int row, String reason) throws IOException {
                            throw new IOException(
                                    name(lights, row) + ": expected the light that was there before, found: " + reason);
                        }
                    });
            integration.finish();
        }
        Integrated picture = integration.result();
        DeepSkyRemarks.after(picture, remarks);
        return new DeepSky(
                picture,
                canvas,
                info(lights.reference()),
                lights.reference(),
                taken(lights.frames(), rows, contributions),
                remarks,
                clean.defectCount());
    }

    private static String name(DeepSkyLights lights, int row) {
        return lights.frames().get(row).record().name();
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

    /** Lays the rows of a band on the canvas, some at a time; each thread has one. */
    private static final class Laying {

        private final Canvas canvas;
        private final Sight aim;
        private final Raster chunk;
        private final float[] light;

        Laying(Shape shape, Canvas canvas, Sight aim) {
            this.canvas = canvas;
            this.aim = aim;
            chunk = Raster.allocate(
                    new Shape(shape.width(), Math.min(CHUNK_ROWS, shape.height()), shape.channels()),
                    SampleType.FLOAT32);
            light = new float[Math.toIntExact(chunk.shape().samples())];
        }

        void lay(Contribution contribution, Raster picture, Rows band, Integration integration, int number) {
            contribution.normalise(picture, aim);
            double noise = contribution.scale() * contribution.sight().meanNoise();
            Transform onCanvas = canvas.fromReference().after(contribution.transform());
            for (Rows rows : band.split(chunk.shape().height())) {
                Transform onChunk = Transform.shift(0, -rows.first()).after(onCanvas);
                Warp.rows(picture, onChunk, Double.isNaN(noise) ? 0 : noise, new Rows(0, rows.count()), chunk);
                int count = rows.count() * chunk.shape().rowSamples();
                chunk.bytes(new Rows(0, rows.count())).asFloatBuffer().get(light, 0, count);
                integration.add(number, rows.first(), light, count);
            }
        }
    }
}
