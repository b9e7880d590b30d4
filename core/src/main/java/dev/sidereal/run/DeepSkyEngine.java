package dev.sidereal.run;

import dev.sidereal.align.Transform;
import dev.sidereal.align.Warp;
import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.Defects;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.integrate.Sight;
import dev.sidereal.integrate.SkyPlane;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Joins the lights of a session: each is calibrated and looked at; its place is found by the stars; then each is calibrated once
 * more, laid on the canvas with one interpolation and integrated.
 *
 * <p>Lights are read twice, and once more for each further band of rows where the values of a whole picture do not fit the memory.
 * The result does not depend on the number of threads or bands. An engine knows no arithmetic.
 */
public final class DeepSkyEngine {

    private static final int CHUNK_ROWS = 64;
    private static final int LEAST_TO_REJECT = 4;
    /* Half the width of a usual star: with less, defects and stars stay on the same samples. */
    private static final double LEAST_DITHER = 3;

    private final DeepSkyRecipe recipe;
    private final FrameSource source;
    private final Progress progress;
    private final Night night;
    private final Calibration calibration;
    private final DeepSkyPlan plan;

    private DeepSkyEngine(DeepSkyRecipe recipe, FrameSource source, Progress progress) throws IOException {
        this.recipe = recipe;
        this.source = source;
        this.progress = progress;
        night = LocalEngine.night(recipe.selection(), source);
        calibration = Calibration.of(night.first(), recipe.curve(), recipe.masters());
        plan = DeepSkyPlan.of(recipe, night, source, calibration, calibration.shape());
    }

    /**
     * Plans, without reading a pixel.
     *
     * @throws OptionException          if the recipe does not fit these lights or the memory
     * @throws UnusableNightException if no light can be used
     */
    public static Plan plan(DeepSkyRecipe recipe, FrameSource source, Progress progress) throws IOException {
        DeepSkyEngine engine = new DeepSkyEngine(recipe, source, progress);
        progress.on(new RunEvent.Planned(engine.night, engine.plan.plan()));
        return engine.plan.plan();
    }

    /**
     * Runs.
     *
     * @throws OptionException        if the recipe does not fit these lights or the memory
     * @throws UnusableNightException if no light can be used, or one is bad and the recipe says to stop
     * @throws IOException            if disk or network fail
     * @throws InterruptedException   if the calling thread is interrupted
     */
    public static DeepSky run(DeepSkyRecipe recipe, FrameSource source, Progress progress)
            throws IOException, InterruptedException {
        DeepSkyEngine engine = new DeepSkyEngine(recipe, source, progress);
        progress.on(new RunEvent.Planned(engine.night, engine.plan.plan()));
        return engine.run();
    }

    private DeepSky run() throws IOException, InterruptedException {
        List<String> remarks = new ArrayList<>(calibration.remarks());
        Optional<StandingOut> standingOut = recipe.masters().dark().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new StandingOut(night.shape(), night.first().coding().mosaic()));
        List<DeepSkyFrame> looked = look(standingOut);
        int reference = reference(looked);
        List<DeepSkyFrame> frames = placed(looked, reference, remarks);
        List<Integer> rows = IntStream.range(0, frames.size())
                .filter(row -> frames.get(row).transform().isPresent()
                        && frames.get(row).record().used())
                .boxed()
                .toList();
        requireEnough(frames, rows, remarks);
        List<Transform> transforms = rows.stream()
                .map(row -> frames.get(row).transform().orElseThrow())
                .toList();
        Calibration clean = calibration.with(
                standingOut.map(all -> defects(all, transforms, remarks)).orElse(Defects.NONE));
        return integrate(clean, frames, rows, reference, remarks);
    }

    private List<DeepSkyFrame> look(Optional<StandingOut> standingOut) throws IOException, InterruptedException {
        List<DeepSkyFrame> looked = new ArrayList<>(night.entries().stream()
                .map(entry -> frame(entry.record(), Optional.empty()))
                .toList());
        List<Integer> rows = IntStream.range(0, looked.size())
                .filter(row -> looked.get(row).record().used())
                .boxed()
                .toList();
        for (DeepSkyFrame frame : looked) {
            if (!frame.record().used()) {
                left(frame.record(), frame.record().skipped().orElse(""), 0, rows.size());
            }
        }
        int[] done = new int[1];
        new Lights(source, night, plan.plan().workers()).each(rows, calibration, standingOut, () -> new Lights.Work() {

            private final Optional<Raster> luminance = calibration.shape().channels() == 1
                    ? Optional.empty()
                    : Optional.of(Raster.allocate(
                            new Shape(night.shape().width(), night.shape().height(), 1), SampleType.FLOAT32));

            @Override
            public void take(int row, Raster picture) {
                Sight sight = Sight.of(picture, luminance);
                synchronized (looked) {
                    looked.set(row, frame(looked.get(row).record(), Optional.of(sight)));
                    progress.on(new RunEvent.Looked(++done[0], rows.size()));
                }
            }

            @Override
            public void fail(int row, String reason) throws IOException {
                synchronized (looked) {
                    left(looked.get(row).record(), reason, ++done[0], rows.size());
                    looked.set(row, looked.get(row).skip(reason));
                }
            }
        });
        if (looked.stream().allMatch(frame -> frame.sight().isEmpty())) {
            throw new UnusableNightException("lights: expected at least one that can be read, found none of "
                    + looked.size() + "; the reason for each is given above");
        }
        return looked;
    }

    private static DeepSkyFrame frame(FrameRecord record, Optional<Sight> sight) {
        FrameRecord seen = sight.map(Sight::skyLevel)
                .filter(level -> !level.isNaN())
                .map(record::withSky)
                .orElse(record);
        return new DeepSkyFrame(seen, sight, Optional.empty(), Double.NaN, 0, Optional.empty(), Optional.empty());
    }

    private void left(FrameRecord record, String reason, int done, int total) throws UnusableNightException {
        if (recipe.badFrames() == BadFrames.STOP) {
            throw new UnusableNightException(
                    record.name() + ": " + reason + "; nothing is written because of --strict");
        }
        progress.on(new RunEvent.FrameSkipped(record.name(), reason, done, total));
    }

    private int reference(List<DeepSkyFrame> looked) {
        if (recipe.reference().isEmpty()) {
            return Registering.reference(looked);
        }
        int position = recipe.reference().get();
        for (int row = 0; row < looked.size(); row++) {
            if (night.entries().get(row).position() == position) {
                DeepSkyFrame frame = looked.get(row);
                if (frame.sight().isEmpty()) {
                    throw new OptionException("--reference: expected a light that can be used, found "
                            + frame.record().name() + ": "
                            + frame.record().skipped().orElse(""));
                }
                return row;
            }
        }
        throw new OptionException("--reference: expected one of the lights, found another file");
    }

    private List<DeepSkyFrame> placed(List<DeepSkyFrame> looked, int reference, List<String> remarks)
            throws UnusableNightException {
        List<Integer> positions =
                night.entries().stream().map(Night.Entry::position).toList();
        List<DeepSkyFrame> placed = new ArrayList<>();
        int done = 0;
        for (DeepSkyFrame frame : Registering.place(looked, reference, positions, recipe)) {
            DeepSkyFrame next = frame;
            if (next.doubt().isPresent() && recipe.gate() == Gate.AUTO) {
                next = next.skip(next.doubt().get());
            } else if (next.doubt().isPresent()) {
                remarks.add(
                        next.record().name() + ": " + next.doubt().get() + "; it is used, --gate auto leaves it out");
            }
            if (!next.record().used() && frame.sight().isPresent()) {
                left(next.record(), next.record().skipped().orElse(""), ++done, looked.size());
            }
            placed.add(next);
        }
        return List.copyOf(placed);
    }

    private void requireEnough(List<DeepSkyFrame> frames, List<Integer> rows, List<String> remarks)
            throws UnusableNightException {
        long seen = frames.stream().filter(frame -> frame.sight().isPresent()).count();
        if (rows.isEmpty() || (rows.size() == 1 && seen > 1)) {
            String reason = frames.stream()
                    .filter(frame ->
                            frame.sight().isPresent() && !frame.record().used())
                    .findFirst()
                    .map(frame -> frame.record().name() + ": "
                            + frame.record().skipped().orElse(""))
                    .orElse("");
            throw new UnusableNightException("lights: expected at least two of " + seen
                    + " that can be laid on each other, found none; " + reason
                    + "; sidereal average joins frames as they lie");
        }
        if (rows.size() > Integration.mostFrames()) {
            throw new OptionException("lights: expected at most " + Integration.mostFrames() + ", found " + rows.size()
                    + "; stack them in parts");
        }
        boolean rejects =
                !(recipe.rejection() instanceof Rejection.None) && !(recipe.rejection() instanceof Rejection.Median);
        if (rows.size() < LEAST_TO_REJECT && rejects) {
            remarks.add("lights: expected 4 or more to tell satellites from the sky, found " + rows.size()
                    + "; nothing is rejected");
        }
        if (night.type() == SampleType.UINT8) {
            remarks.add(
                    "lights: expected 14 bits or more for faint things, found 8-bit codes; their steps may show in the"
                            + " sky");
        }
    }

    private static Defects defects(StandingOut standingOut, List<Transform> transforms, List<String> remarks) {
        double most = 0;
        for (Transform transform : transforms) {
            most = Math.max(
                    most,
                    Math.hypot(
                            transform.apply(0, 0).x()
                                    - transforms.get(0).apply(0, 0).x(),
                            transform.apply(0, 0).y()
                                    - transforms.get(0).apply(0, 0).y()));
        }
        if (most < LEAST_DITHER) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "lights: expected them moved by 3 pixels or more to tell hot pixels from stars, found %.1f; hot pixels"
                            + " stay, --dark removes them",
                    most));
            return Defects.NONE;
        }
        return standingOut.defects();
    }

    private DeepSky integrate(
            Calibration clean, List<DeepSkyFrame> frames, List<Integer> rows, int reference, List<String> remarks)
            throws IOException, InterruptedException {
        List<Transform> transforms = rows.stream()
                .map(row -> frames.get(row).transform().orElseThrow())
                .toList();
        List<Sight> sights =
                rows.stream().map(row -> frames.get(row).sight().orElseThrow()).toList();
        int number = Math.max(0, rows.indexOf(reference));
        List<Contribution> contributions = Contribution.of(transforms, sights, number, recipe.weighting());
        Canvas canvas = Canvas.of(recipe.canvas(), night.shape(), transforms);
        Shape shape =
                new Shape(canvas.width(), canvas.height(), calibration.shape().channels());
        DeepSkyPlan room = DeepSkyPlan.of(recipe, night, source, calibration, shape);
        List<SkyPlane> sky = sights.get(number).sky().stream()
                .map(plane -> new SkyPlane(plane.at(canvas.left(), canvas.top()), plane.dx(), plane.dy()))
                .toList();
        Rejection rejection = rows.size() < LEAST_TO_REJECT && !(recipe.rejection() instanceof Rejection.Median)
                ? new Rejection.None()
                : recipe.rejection();
        Integration integration = new Integration(shape, rejection, contributions, sky);
        LaidNoise laid = new LaidNoise(shape, rows.size());
        List<Rows> bands = new Rows(0, shape.height()).split(room.bandRows());
        int total = rows.size() * bands.size();
        int[] done = new int[1];
        for (Rows band : bands) {
            integration.begin(band);
            new Lights(source, night, room.plan().workers())
                    .each(rows, clean, Optional.empty(), () -> new Lights.Work() {

                        private final Raster chunk = Raster.allocate(
                                new Shape(shape.width(), Math.min(CHUNK_ROWS, shape.height()), shape.channels()),
                                SampleType.FLOAT32);
                        private final float[] light =
                                new float[Math.toIntExact(chunk.shape().samples())];
                        private final Raster strips = laid.open();

                        @Override
                        public void take(int row, Raster picture) {
                            int at = rows.indexOf(row);
                            Contribution contribution = contributions.get(at);
                            contribution.normalise(picture, sights.get(number));
                            if (band.first() == 0) {
                                laid.look(at, picture, contribution.on(canvas), contribution.warpNoise(), strips);
                            }
                            lay(contribution, canvas, picture, band, chunk, light, integration, at);
                            synchronized (done) {
                                progress.on(new RunEvent.FrameFolded(
                                        frames.get(row).record().name(), ++done[0], total));
                            }
                        }

                        @Override
                        public void fail(int row, String reason) throws IOException {
                            throw new IOException(frames.get(row).record().name()
                                    + ": expected the light that was there before, found: " + reason);
                        }
                    });
            integration.finish();
        }
        Integrated picture = integration.result();
        if (picture.full() > 0) {
            remarks.add(
                    "rejection: expected at most " + Rejection.Gesd.MOST_HIGH + " high and " + Rejection.Gesd.MOST_LOW
                            + " low outliers in a pixel, found " + picture.full()
                            + " pixels where there may be more; --reject winsorized looks at all values");
        }
        return new DeepSky(
                picture,
                canvas,
                info(reference),
                reference,
                taken(frames, rows, contributions),
                laid.noises(),
                laid.grain(),
                remarks,
                clean.defectCount());
    }

    private FrameInfo info(int reference) {
        int position = night.entries().get(reference).position();
        return source.candidates().get(position) instanceof Candidate.Recognised light ? light.info() : night.first();
    }

    private static List<DeepSkyFrame> taken(
            List<DeepSkyFrame> frames, List<Integer> rows, List<Contribution> contributions) {
        List<DeepSkyFrame> taken = new ArrayList<>(frames);
        for (int i = 0; i < rows.size(); i++) {
            taken.set(rows.get(i), frames.get(rows.get(i)).with(contributions.get(i)));
        }
        return taken;
    }

    /* Lays the rows of a band on the canvas, some at a time. */
    private static void lay(
            Contribution contribution,
            Canvas canvas,
            Raster picture,
            Rows band,
            Raster chunk,
            float[] light,
            Integration integration,
            int number) {
        Transform onCanvas = contribution.on(canvas);
        for (Rows rows : band.split(chunk.shape().height())) {
            Transform onChunk = Transform.shift(0, -rows.first()).after(onCanvas);
            Warp.rows(picture, onChunk, contribution.warpNoise(), new Rows(0, rows.count()), chunk);
            int count = rows.count() * chunk.shape().rowSamples();
            chunk.bytes(new Rows(0, rows.count())).asFloatBuffer().get(light, 0, count);
            integration.add(number, rows.first(), light, count);
        }
    }
}
