package dev.sidereal.run;

import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Sight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads and calibrates every light once and keeps what it shows: its stars, its sky, its noise. */
final class LookingPass {

    private final DeepSkyJob job;
    private final Night night;
    private final int workers;

    LookingPass(DeepSkyJob job, int workers) {
        this.job = job;
        night = job.night();
        this.workers = workers;
    }

    /**
     * A row for each light of the night, without a place.
     *
     * @param standingOut is shown each light before its faulty samples are replaced
     * @throws UnusableNightException if no light can be read
     */
    List<DeepSkyFrame> look(Optional<StandingOut> standingOut) throws IOException, InterruptedException {
        List<DeepSkyFrame> looked = new ArrayList<>(night.entries().stream()
                .map(entry -> frame(entry.record(), Optional.empty()))
                .toList());
        List<Integer> rows = IntStream.range(0, looked.size())
                .filter(row -> looked.get(row).record().used())
                .boxed()
                .toList();
        for (DeepSkyFrame frame : looked) {
            if (!frame.record().used()) {
                job.leave(frame.record(), frame.record().skipped().orElse(""), 0, rows.size());
            }
        }
        int[] done = new int[1];
        new Lights(job.source(), night, workers).each(rows, job.calibration(), standingOut, () -> new Lights.Work() {

            private final Optional<Raster> luminance = job.calibration().shape().channels() == 1
                    ? Optional.empty()
                    : Optional.of(Raster.allocate(
                            new Shape(night.shape().width(), night.shape().height(), 1), SampleType.FLOAT32));

            @Override
            public void take(int row, Raster picture) {
                Sight sight = Sight.of(picture, luminance);
                synchronized (looked) {
                    looked.set(row, frame(looked.get(row).record(), Optional.of(sight)));
                    job.progress().on(new RunEvent.Looked(++done[0], rows.size()));
                }
            }

            @Override
            public void fail(int row, String reason) throws IOException {
                synchronized (looked) {
                    job.leave(looked.get(row).record(), reason, ++done[0], rows.size());
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
}
